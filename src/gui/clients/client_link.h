// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/setup/setup_files.h"

#include <QtCore/QObject>

class QProcess;

namespace sluice {

class ClientVersionJob;

//! One CLI: points it at the gateway and back, and asks it for its version. Reads its settings when asked to,
//! never by itself.
class ClientLink : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t {
        NoAddress, //!< the gateway is not listening
        Elsewhere, //!< the client does not come here yet
        Here,
        Unreadable, //!< `problem()` says why; also where no address can be had
    };
    enum class Trial : std::uint8_t { None, Running, Failed };

    ClientLink(const ClientSetup &client, const Environment &environment, QObject *parent = nullptr);
    ~ClientLink() override;

    //! Where clients reach us; an empty address while nothing listens, or with its problem.
    void setTarget(const ClientTarget &target);
    void refresh(); //!< looks at the settings again, and for the program

    const ClientInfo &info() const { return m_files.client().info(); }
    bool isInstalled() const { return !m_program.isEmpty(); }
    QString title() const; //!< `Claude Code 2.1.330`
    State state() const { return m_state; }
    const QString &problem() const { return m_problem; }
    const QString &settingsFile() const { return m_files.settingsFile(); }
    QString change() const; //!< the lines that apply() would change, tokens masked
    void apply();
    void undo();

    //! Has the client ask one short question. Its answer is of no interest here, that it passes is.
    void tryOut();
    Trial trial() const { return m_trial; }
    const QString &trialError() const { return m_trialError; } //!< the last line it said

signals:
    void changed();
    void failed(const sluice::Error &error);

private:
    void run(const Result<SetupPlan> &plan);
    void askVersion();
    void onTrialEnded(bool good);
    void endTrial();

    Environment m_environment;
    SetupFiles m_files;
    ClientTarget m_target = {};
    State m_state = State::NoAddress;
    QString m_problem = {};
    QString m_program = {};
    QString m_stamp = {}; //!< of the program whose version this is
    QString m_version = {};
    Trial m_trial = Trial::None;
    QString m_trialError = {};
    SystemClock m_clock;
    ClientVersionJob *m_asked = nullptr; // our children; null while nothing runs
    QProcess *m_tried = nullptr;
};

} // namespace sluice
