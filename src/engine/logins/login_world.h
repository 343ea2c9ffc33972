// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/random.h"
#include "engine/logins/login_journal.h"
#include "engine/logins/login_places.h"
#include "engine/providers/registry.h"
#include "engine/storage/directory_lock.h"
#include "engine/storage/settings_store.h"

namespace sluice {

//! Everything that operations on logins touch. Lives on the thread of the stores; outlives every operation.
struct LoginWorld
{
    LoginWorld(const Environment &world, const SecretStores &secretStores, SettingsStore &settingsStore,
               const ProviderRegistry &registry, Clock &theClock, Random &theRandom);

    QString privateRoot() const { return environment.dataDirectory + QStringLiteral("/sign-in"); }
    const Provider &providerOf(const AccountSettings &account) const;
    //! Where the login of an account is, by its settings.
    LoginPlace homeOf(const AccountSettings &account) const;
    //! The same for an account's settings after a move.
    AccountSettings placed(AccountSettings account, CredentialStore store, const QString &path = {}) const;
    //! Whose login this is, with what a CLI says beside its file.
    AccountOwner ownerOf(const Provider &provider, const LoginPlace &place, const TokenSet &tokens) const;
    //! The locks under which a login may come to a place or leave it, in the order to take them.
    QList<LockSpec> locksFor(const LoginPlace &place, const AccountSettings &account) const;
    //! The private directory of a sign-in, for whoever signs in there or takes over what has come of it.
    //! LockBusy at once while another does.
    Result<std::unique_ptr<DirectoryLock>> claim(const LoginPlace &place) const;
    QString newMoveId();

    Environment environment;
    SecretStores stores;
    SettingsStore &settings;
    const ProviderRegistry &providers;
    Clock &clock;
    Random &random;
    LoginPlaces places;
    LoginJournal journal;
};

} // namespace sluice
