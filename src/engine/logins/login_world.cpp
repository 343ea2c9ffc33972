// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/login_world.h"

#include "engine/setup/client_files.h"
#include "engine/storage/atomic_file.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto privateLockStale = 60s; // a sign-in that runs keeps its own fresh

} // namespace

LoginWorld::LoginWorld(const Environment &world, const SecretStores &secretStores,
                       SettingsStore &settingsStore, const ProviderRegistry &registry, Clock &theClock,
                       Random &theRandom)
    : environment(world)
    , stores(secretStores)
    , settings(settingsStore)
    , providers(registry)
    , clock(theClock)
    , random(theRandom)
    , places(secretStores, privateRoot())
    , journal(world.movesFile(), registry.ids())
{
}

const Provider &LoginWorld::providerOf(const AccountSettings &account) const
{
    const auto *provider = providers.byId(account.provider);
    Q_ASSERT(provider); // the parser of settings and journal has looked
    return *provider;
}

LoginPlace LoginWorld::homeOf(const AccountSettings &account) const
{
    switch (account.store) {
    case CredentialStore::File:
        return {LoginPlace::Kind::CliFile, environment.expanded(account.path)};
    case CredentialStore::Keychain:
        return {LoginPlace::Kind::Keychain, loginEntry(account.id)};
    case CredentialStore::Vault:
        return {LoginPlace::Kind::Vault, loginEntry(account.id)};
    }
    return {};
}

AccountSettings LoginWorld::placed(AccountSettings account, CredentialStore store, const QString &path) const
{
    account.store = store;
    account.path = path;
    return account;
}

AccountOwner LoginWorld::ownerOf(const Provider &provider, const LoginPlace &place,
                                 const TokenSet &tokens) const
{
    QByteArray beside;
    if (place.isFile() && provider.client()) {
        const auto file = accountFile(provider.client()->info(), place.name, environment);
        if (!file.isEmpty())
            beside = readFile(file).value_or({});
    }
    return provider.oauth().ownerOf(tokens, beside);
}

QList<LockSpec> LoginWorld::locksFor(const LoginPlace &place, const AccountSettings &account) const
{
    const auto &oauth = providerOf(account).oauth();
    switch (place.kind) {
    case LoginPlace::Kind::CliFile:
        return oauth.refreshLocks(place.name) + oauth.writeLocks(place.name);
    case LoginPlace::Kind::Keychain:
    case LoginPlace::Kind::Vault:
        return {accountLock(account.id, environment)};
    case LoginPlace::Kind::PrivateFile: // see claim()
    case LoginPlace::Kind::Nowhere:
        break;
    }
    return {};
}

Result<std::unique_ptr<DirectoryLock>> LoginWorld::claim(const LoginPlace &place) const
{
    const auto directory = place.name.section(u'/', 0, -2);
    return DirectoryLock::acquire({.path = directory + u".lock"_s, .stale = privateLockStale}, clock);
}

QString LoginWorld::newMoveId()
{
    return QString::fromLatin1(random.bytes(8).toHex());
}

} // namespace sluice
