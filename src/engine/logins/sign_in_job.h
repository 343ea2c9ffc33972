// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/oauth_profile.h"
#include "engine/base/clock.h"
#include "engine/base/environment.h"
#include "engine/logins/terminal_text.h"
#include "engine/providers/client_info.h"

#include <QtCore/QProcess>
#include <QtCore/QUrl>

namespace sluice {

//! Which CLI signs in, where, and how.
struct SignInTask
{
    enum class Terminal : std::uint8_t {
        None, //!< the CLI's output comes with progressed(), its input from answer()
        Inherit, //!< the person sees and answers the CLI in our terminal
    };
    ClientInfo client = {};
    QString directory = {}; //!< of this sign-in alone
    bool withDeviceCode = false;
    Terminal terminal = Terminal::None;
};

//! Runs a provider's own CLI until its login is in its credentials file. Destroying the job ends the CLI.
class SignInJob : public QObject
{
    Q_OBJECT

public:
    SignInJob(const SignInTask &task, const OAuthProfile &profile, const Environment &environment,
              Clock &clock, QObject *parent = nullptr);
    ~SignInJob() override;

    void start();
    //! A line for the CLI: the code that a browser shows when it cannot hand it over.
    void answer(const QString &line);
    //! Fails with CredentialMissing once the CLI has ended.
    void cancel();

signals:
    //! What the CLI has printed, as SignInProgress has it, and the address to open once it has named it.
    void progressed(const QString &output, const QUrl &address);
    //! Where the login is. NotFound: the CLI is not installed; FileFailed: it could not be started; TimedOut:
    //! nobody answered; CredentialMissing: it ended without a login, and the detail says how.
    void finished(const Result<QString> &credentialsFile);

private:
    //! Why we end the CLI.
    enum class End : std::uint8_t { ByItself, Cancelled, NobodyThere, SignedIn };

    void launch();
    void prepare(const QString &program);
    void readOutput();
    void look();
    void waitForPerson();
    void end(End reason);
    void onEnded(int exitCode, QProcess::ExitStatus status);
    Result<QString> outcome(int exitCode, QProcess::ExitStatus status) const;
    bool isSignedIn() const;
    void finish(const Result<QString> &result);

    SignInTask m_task;
    const OAuthProfile &m_profile;
    Environment m_environment;
    Clock &m_clock;
    QString m_credentialsFile;
    QProcess m_process;
    TerminalText m_output;
    End m_end = End::ByItself;
    bool m_isDone = false;
    std::unique_ptr<Deadline> m_patience;
    std::unique_ptr<Deadline> m_nextLook; // then: until we end a CLI that stays
    std::unique_ptr<Deadline> m_killing;
};

} // namespace sluice
