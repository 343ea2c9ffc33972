// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/credential.h"
#include "engine/base/environment.h"
#include "engine/storage/secret_store.h"
#include "engine/storage/settings.h"

namespace sluice {

//! The two places for secrets. Both stay the caller's and live on the caller's thread.
struct SecretStores
{
    SecretStore &keychain;
    SecretStore &vault;

    SecretStore &of(CredentialStore store) const
    {
        return store == CredentialStore::Vault ? vault : keychain;
    }
};

// What Sluice keeps for an account, by the account's id.

QString loginEntry(const QString &accountId); //!< in keychain or vault
//! For tokens that are not in their home yet; 0600.
QString recoveryFile(const QString &accountId, const Environment &environment);
//! Whoever refreshes or moves a login that no CLI shares holds this. Its directory is made.
LockSpec accountLock(const QString &accountId, const Environment &environment);

//! Makes the homes of configured accounts.
class LoginHomes
{
public:
    LoginHomes(const Environment &environment, const SecretStores &stores, Clock &clock)
        : m_environment(environment)
        , m_stores(stores)
        , m_clock(clock)
    {
    }

    Credential::Place placeOf(const AccountSettings &account, const OAuthProfile &profile) const;
    RefreshClaims &claims() const { return *m_claims; } //!< of all that it has placed

private:
    Environment m_environment;
    SecretStores m_stores;
    Clock &m_clock;
    std::shared_ptr<RefreshClaims> m_claims = std::make_shared<RefreshClaims>();
};

} // namespace sluice
