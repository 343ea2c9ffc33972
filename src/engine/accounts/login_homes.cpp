// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/login_homes.h"

#include "engine/accounts/file_home.h"
#include "engine/accounts/secret_home.h"
#include "engine/base/logging.h"
#include "engine/storage/account_file_name.h"
#include "engine/storage/atomic_file.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto refreshLockStale = 60s; // our own lock: an older one was left behind

} // namespace

QString loginEntry(const QString &accountId)
{
    return u"account/"_s + accountId;
}

QString recoveryFile(const QString &accountId, const Environment &environment)
{
    return u"%1/recovery-%2.json"_s.arg(environment.dataDirectory, asFileName(accountId));
}

LockSpec accountLock(const QString &accountId, const Environment &environment)
{
    const auto directory = environment.dataDirectory + u"/locks"_s;
    if (const auto made = makePrivateDirectory(directory); !made)
        qCWarning(lcAccounts).noquote() << made.error().detail;
    return {.path = u"%1/%2.lock"_s.arg(directory, asFileName(accountId)), .stale = refreshLockStale};
}

Credential::Place LoginHomes::placeOf(const AccountSettings &account, const OAuthProfile &profile) const
{
    Credential::Place place{.recoveryFile = recoveryFile(account.id, m_environment),
                            .proxy = account.proxy,
                            .claimant = {m_claims, account.id}};
    if (account.store == CredentialStore::File)
        place.home =
            std::make_unique<FileHome>(m_environment.expanded(account.path), profile, m_clock, nullptr);
    else
        place.home = std::make_unique<SecretHome>(m_stores.of(account.store), loginEntry(account.id),
                                                  accountLock(account.id, m_environment), m_clock, nullptr);
    return place;
}

} // namespace sluice
