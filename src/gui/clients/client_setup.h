// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/setup/setup_files.h"

#include <QtCore/QObject>

namespace sluice {

//! Points Claude Code at the gateway and back. Reads its settings when asked to, never by itself.
class ClientSetup : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t {
        NoAddress, //!< the gateway is not listening
        Elsewhere, //!< the client does not come here yet
        Here,
        Unreadable, //!< `problem()` says why
    };

    explicit ClientSetup(const Environment &environment, QObject *parent = nullptr);

    //! Where clients reach us; an empty address while nothing listens.
    void setTarget(const ClaudeCodeTarget &target);
    void refresh(); //!< reads the files again

    State state() const { return m_state; }
    const QString &problem() const { return m_problem; }
    const QString &settingsFile() const { return m_files.settingsFile(); }
    QString change() const; //!< the lines that apply() would change, tokens masked
    void apply();
    void undo();

signals:
    void changed();
    void failed(const sluice::Error &error);

private:
    void run(const Result<SetupPlan> &plan);

    SetupFiles m_files;
    ClaudeCodeTarget m_target = {};
    State m_state = State::NoAddress;
    QString m_problem = {};
};

} // namespace sluice
