// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"
#include "engine/providers/client_setup.h"

namespace sluice {

//! The two files of `sluice setup`: a client's settings, which belong to somebody else, and our record. While
//! our token is in them the settings are for their owner's eyes alone.
class SetupFiles
{
public:
    SetupFiles(const ClientSetup &client, const Environment &environment);

    const ClientSetup &client() const { return m_client; }
    const QString &settingsFile() const { return m_settings; }
    //! What a setup would do. InvalidInput names the file; nothing has been touched then.
    Result<SetupPlan> planSetup(const ClientTarget &target) const;
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
    Status writeSettings(const SetupPlan &plan) const;

    const ClientSetup &m_client;
    QString m_settings;
    QString m_records;
};

} // namespace sluice
