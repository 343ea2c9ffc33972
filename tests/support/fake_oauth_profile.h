// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/oauth_profile.h"

namespace sluice {

//! A made-up provider's logins: `{"login": {"access": …, "refresh": …, "expires": ms}, …}`, locked beside the
//! file.
class FakeOAuthProfile final : public OAuthProfile
{
public:
    //! The text of a credentials file; a foreign member is there to be kept.
    static QByteArray credentials(const TokenSet &tokens);

    Result<TokenSet> parseCredentials(QByteArrayView json) const override;
    Result<QByteArray> updatedCredentials(QByteArrayView json, const TokenSet &tokens) const override;
    QList<LockSpec> refreshLocks(const QString &credentialsFile) const override;
    QList<LockSpec> writeLocks(const QString &credentialsFile) const override;
    bool canRefresh(const TokenSet &tokens) const override { return !tokens.refreshToken.isEmpty(); }
    http::ApiRequest refreshRequest(const TokenSet &tokens) const override;
    Result<TokenSet> parseRefresh(const http::Reply &reply, const TokenSet &old,
                                  SystemTime now) const override;
    RefreshFailure refreshFailure(const http::Reply &reply, SystemTime now) const override;

    bool canPollUsage(const TokenSet &) const override { return false; }
    http::ApiRequest usageRequest(const TokenSet &) const override { return {}; }
    Result<UsageAnswer> parseUsage(const http::Reply &, SystemTime) const override { return UsageAnswer{}; }
    std::optional<http::ApiRequest> profileRequest(const TokenSet &) const override { return {}; }
    Result<AccountIdentity> parseProfile(const http::Reply &) const override { return AccountIdentity{}; }
};

} // namespace sluice
