// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/setup/claude_code_setup.h"

namespace sluice {

//! The two files of `sluice setup claude-code`: the CLI's settings, which belong to somebody else, and our
//! record.
class SetupFiles
{
public:
    explicit SetupFiles(const Environment &environment);

    const QString &settingsFile() const { return m_settings; }
    //! What a setup would do. InvalidInput names the file; nothing has been touched then.
    Result<SetupPlan> planSetup(const ClaudeCodeTarget &target) const;
    Result<SetupPlan> planUndo() const;
    //! Writes the record first: without it nothing could be undone.
    Status apply(const SetupPlan &plan) const;

private:
    struct State
    {
        FileContent settings = {};
        std::optional<SetupRecord> record = {};
    };
    Result<State> read() const;
    Status writeRecord(const std::optional<SetupRecord> &record) const;

    QString m_settings;
    QString m_records;
};

} // namespace sluice
