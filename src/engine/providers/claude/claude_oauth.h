// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/oauth_profile.h"
#include "engine/storage/provider_settings.h"

#include <QtCore/QUrl>

namespace sluice {

//! Claude's logins: the CLI's credentials file, its locks, the token, usage and profile endpoints
//! (spec/claude.md 1.2, 2.6, 3, 5).
class ClaudeOAuthProfile final : public OAuthProfile
{
public:
    explicit ClaudeOAuthProfile(const ProviderSettings &settings = {});

    Result<TokenSet> parseCredentials(QByteArrayView json) const override;
    Result<QByteArray> updatedCredentials(QByteArrayView json, const TokenSet &tokens) const override;
    Result<QByteArray> loginIn(QByteArrayView file) const override;
    Result<QByteArray> fileWithLogin(QByteArrayView file, QByteArrayView login) const override;
    Result<QByteArray> fileWithoutLogin(QByteArrayView file) const override;
    AccountOwner ownerOf(const TokenSet &tokens, QByteArrayView accountFile) const override;
    Result<QByteArray> loginFromPasted(const Secret &pasted) const override;
    //! `credentialsFile` is absolute. The second lock is named after the real directory, so symbolic links
    //! are resolved here; a directory that does not exist stands for itself.
    QList<LockSpec> refreshLocks(const QString &credentialsFile) const override;
    QList<LockSpec> writeLocks(const QString &credentialsFile) const override;

    bool canRefresh(const TokenSet &tokens) const override;
    http::ApiRequest refreshRequest(const TokenSet &tokens) const override;
    Result<TokenSet> parseRefresh(const http::Reply &reply, const TokenSet &old,
                                  SystemTime now) const override;
    RefreshFailure refreshFailure(const http::Reply &reply, SystemTime now) const override;

    bool canPollUsage(const TokenSet &tokens) const override;
    http::ApiRequest usageRequest(const TokenSet &tokens) const override;
    //! RateLimited on 429; SignInNeeded on a 401 or a revoked token (a refresh may help); else
    //! ProtocolViolation.
    Result<UsageAnswer> parseUsage(const http::Reply &reply, SystemTime now) const override;
    std::optional<http::ApiRequest> profileRequest(const TokenSet &tokens) const override;
    Result<AccountIdentity> parseProfile(const http::Reply &reply) const override;

private:
    http::ApiRequest apiRequest(QByteArrayView path, const TokenSet &tokens,
                                const QByteArray &userAgent) const;

    QUrl m_apiUrl;
    QUrl m_tokenUrl;
    QString m_caFile;
    QByteArray m_userAgent;
    QByteArray m_usageUserAgent;
};

} // namespace sluice
