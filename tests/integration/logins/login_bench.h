// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_desk.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_secret_store.h"

#include <QtCore/QTemporaryDir>

#include <functional>

namespace sluice {

//! One person's Sluice without a gateway, over stores in memory that do what the test says: for single orders
//! where one thing goes wrong.
class LoginBench
{
public:
    struct End
    {
        LoginOutcome outcome = {};
        Error error = {};
    };

    LoginBench();

    //! How the order ended, with what Sluice made of that end.
    End after(const std::function<void(LoginDesk &)> &order);
    void recover(); //!< as the next start does

    //! As Claude Code writes it, with tokens that end in TOKEN.
    static QByteArray login(const QString &token);
    //! The TOKEN in a file or an entry; empty: no login.
    QString tokenIn(const QByteArray &content) const;

    //! Adds the account, with its login unless that is empty; File is the plain CLI's.
    AccountSettings add(const QString &id, CredentialStore store, const QString &token);
    //! A refresh could not save its tokens in the home of the account, which holds `old` still.
    void keepUnsaved(const AccountSettings &account, const QString &old, const QString &fresh);
    //! Another program holds a lock of the account's file, for as long as the directory that is returned
    //! stands; from now on time goes by, so that waiting for it ends.
    QString holdFileLock(const AccountSettings &account);
    //! What a sign-in leaves that Sluice has not taken over yet: its file, and a note in the journal.
    QString signIn(const QString &token);
    QStringList accounts() const;
    const OAuthProfile &profile() const { return providers.byId(QStringLiteral("claude"))->oauth(); }
    QString plainFile() const
    {
        return environment.homeDirectory + QStringLiteral("/.claude/.credentials.json");
    }

    QTemporaryDir directory;
    FakeClock clock;
    SystemRandom random;
    MemorySecretStore keychain{clock};
    MemorySecretStore vault{clock};
    Environment environment;
    ProviderRegistry providers;
    SettingsStore settings;
    LoginWorld world;
    LoginDesk desk{world, nullptr};
    milliseconds pace = 0ms; //!< time that goes by with each turn of the event loop

private:
    void turn();
};

} // namespace sluice
