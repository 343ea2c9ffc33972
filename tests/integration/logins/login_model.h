// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_desk.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_secret_store.h"

#include <QtCore/QTemporaryDir>

#include <map>
#include <memory>

namespace sluice {

//! One thing that happens to the logins of a made-up person: what, to which account or file, and how.
struct LoginStep
{
    enum class What : quint8 {
        ImportAndLeave,
        ImportAndTake,
        Use,
        Remove,
        HandBack,
        Paste,
        SignIn,
        Refresh, //!< by Sluice, where the account lives
        CliRefresh, //!< by the CLI, in its file
        CliLogin, //!< somebody signs in with the CLI
        CliLogout,
        EditConfiguration, //!< a person adds a key by hand
        StoresFail, //!< keychain and vault do not answer during the next step
    };
    static constexpr int kinds = 13;
    What what = What::ImportAndLeave;
    quint8 which = 0; //!< account, file or owner, as it comes
    //! After so many calls of a store, or turns of the event loop, the program dies; 0: it lives.
    quint8 crashAfter = 0;
    bool operator==(const LoginStep &) const = default;

    QString toString() const;
    static LoginStep fromString(const QString &text);
};

//! A person's computer with three CLI folders, a keychain, a vault and Sluice, and beside it the truth: which
//! refresh tokens the providers would take. Two laws hold at every rest: every login that nobody has given up
//! is somewhere, and no login is in two places.
class LoginModel
{
public:
    //! Whether the CLIs' files are links into another folder, as people keep them who share their dotfiles.
    enum class Files : quint8 { Plain, Linked };

    explicit LoginModel(Files files = Files::Plain);
    ~LoginModel();

    void carryOut(const LoginStep &step);
    //! What is wrong; empty when both laws hold.
    QString complaint() const;

private:
    struct Grant
    {
        QString owner = {};
        int generation = 0;
        bool isGivenUp = false; //!< signed out, deleted or written over by its owner
    };
    struct Cli
    {
        QString provider = {};
        QString file = {};
        QString accountFile = {}; //!< empty where the login says whose it is
    };

    void linkFiles();
    void boot();
    void crash();
    void settle();
    bool turn();
    void order(const LoginStep &step, const std::function<void()> &call);
    QString accountOf(quint8 which) const;

    QByteArray newLogin(const QString &provider, const QString &owner);
    QByteArray renewed(const QString &provider, const QByteArray &login);
    void cliLogin(const Cli &cli, const QString &owner);
    void cliLogout(const Cli &cli);
    void cliRefresh(const Cli &cli);
    void refresh(const QString &accountId);
    void signedIn(const LoginStep &step);
    void happen(const LoginStep &step, const Cli &cli);
    void giveUp(const QByteArray &content, const QString &provider);
    void giveUpAccount(const QString &accountId);
    void giveUpOlder(const Cli &cli);
    bool holdsUsedUpToken() const;
    QList<std::pair<QString, QByteArray>> contents() const; // by place

    QTemporaryDir m_directory;
    FakeClock m_clock;
    SystemRandom m_random;
    MemorySecretStore m_keychain;
    MemorySecretStore m_vault;
    Environment m_environment;
    QList<Cli> m_clis;
    std::map<QString, Grant> m_grants; // by the part of the token that stays
    int m_lastGrant = 0;
    bool m_storesFail = false;
    bool m_usesOldTokens = false; // after the last crash

    std::unique_ptr<SettingsStore> m_settings; // these are Sluice, while it runs
    ProviderRegistry m_providers;
    std::unique_ptr<LoginWorld> m_world;
    std::unique_ptr<LoginDesk> m_desk;
};

} // namespace sluice
