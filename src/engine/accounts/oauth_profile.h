// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/rate_limit.h"
#include "engine/accounts/token_set.h"
#include "engine/base/result.h"
#include "engine/http/api_call_job.h"
#include "engine/storage/lock_spec.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace sluice {

//! Why a refresh failed, as far as the next try depends on it (spec/claude.md 3.6).
struct RefreshFailure
{
    enum class Kind : std::uint8_t {
        SignInNeeded, //!< no further try until the stored refresh token changes
        RetryLater, //!< not before retryAfter, else the growing delay
    };
    Kind kind = Kind::RetryLater;
    bool rateLimited = false; //!< a 429: 60 s doubling to 10 min where retryAfter is absent
    std::optional<milliseconds> retryAfter = {};
    QString detail = {}; //!< English, no secrets

    Error toError() const;
};

//! What the usage API said.
struct UsageAnswer
{
    RateLimitReport limits = {};
    std::optional<AccountIdentity> identity = {}; //!< where the same answer names the owner
    bool operator==(const UsageAnswer &) const = default;
};

//! Everything about a provider's logins that is not the same for all: formats, URLs, rules. No I/O.
class OAuthProfile
{
public:
    OAuthProfile() = default;
    virtual ~OAuthProfile() = default;
    Q_DISABLE_COPY_MOVE(OAuthProfile)

    //! Reads the CLI's credentials file. CredentialMissing where the file holds no login (only foreign keys,
    //! empty token); InvalidInput where it is not what it should be.
    virtual Result<TokenSet> parseCredentials(QByteArrayView json) const = 0;
    //! The same file with the new tokens in it; every member that Sluice does not know is kept.
    //! InvalidInput when `json` cannot be parsed: then nothing may be written.
    virtual Result<QByteArray> updatedCredentials(QByteArrayView json, const TokenSet &tokens) const = 0;
    // A login as a document of its own is what keychain and vault hold. parseCredentials() and
    // updatedCredentials() read and write it like a file. Here the file is the login and nothing else.

    //! The login in the CLI's file, without what else is in the file. Fails like parseCredentials().
    virtual Result<QByteArray> loginIn(QByteArrayView file) const;
    //! The file with this login in place of its own; every member that is no part of a login is kept. An
    //! empty `file` stands for none. InvalidInput when `file` cannot be parsed: then nothing may be written.
    virtual Result<QByteArray> fileWithLogin(QByteArrayView file, QByteArrayView login) const;
    //! The file without its login, as the CLI leaves it on signing out; empty: there is nothing else in it.
    virtual Result<QByteArray> fileWithoutLogin(QByteArrayView file) const;
    //! Whose login it is, from the tokens and from the CLI's account file beside them
    //! (ClientInfo::accountFile; empty where there is none). Not known to be anybody's where neither says.
    virtual AccountOwner ownerOf(const TokenSet &tokens, QByteArrayView accountFile) const;
    //! A login from what a person pastes: a set-up token or an API key. InvalidInput says what those look
    //! like, without repeating the text.
    virtual Result<QByteArray> loginFromPasted(const Secret &pasted) const;

    //! Locks to hold for a refresh, in the order to take them.
    virtual QList<LockSpec> refreshLocks(const QString &credentialsFile) const = 0;
    //! Locks to hold only around the write.
    virtual QList<LockSpec> writeLocks(const QString &credentialsFile) const = 0;

    //! Refreshing these tokens can work at all: a refresh token and the scope for it are there.
    virtual bool canRefresh(const TokenSet &tokens) const = 0;
    //! From when on these tokens are to be refreshed; absent: never. Here it is 5 minutes ahead of their
    //! expiry, where a refresh can work at all.
    virtual std::optional<SystemTime> refreshDueAt(const TokenSet &tokens) const;
    bool isRefreshDue(const TokenSet &tokens, SystemTime now) const;
    virtual http::ApiRequest refreshRequest(const TokenSet &tokens) const = 0;
    virtual Result<TokenSet> parseRefresh(const http::Reply &reply, const TokenSet &old,
                                          SystemTime now) const = 0;
    virtual RefreshFailure refreshFailure(const http::Reply &reply, SystemTime now) const = 0;

    virtual bool canPollUsage(const TokenSet &tokens) const = 0;
    virtual http::ApiRequest usageRequest(const TokenSet &tokens) const = 0;
    virtual Result<UsageAnswer> parseUsage(const http::Reply &reply, SystemTime now) const = 0;
    //! Absent where the usage answer names the owner already.
    virtual std::optional<http::ApiRequest> profileRequest(const TokenSet &tokens) const = 0;
    virtual Result<AccountIdentity> parseProfile(const http::Reply &reply) const = 0;
};

} // namespace sluice
