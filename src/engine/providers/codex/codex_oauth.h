// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/oauth_profile.h"
#include "engine/storage/provider_settings.h"

#include <QtCore/QUrl>

namespace sluice {

//! Codex's logins: the CLI's auth.json, the token and the usage endpoint (spec/codex.md 1, 2, 4). An API key
//! is neither refreshed nor polled.
class CodexOAuthProfile final : public OAuthProfile
{
public:
    explicit CodexOAuthProfile(const ProviderSettings &settings = {});

    Result<TokenSet> parseCredentials(QByteArrayView json) const override;
    Result<QByteArray> updatedCredentials(QByteArrayView json, const TokenSet &tokens) const override;
    Result<QByteArray> fileWithLogin(QByteArrayView file, QByteArrayView login) const override;
    Result<QByteArray> fileWithoutLogin(QByteArrayView file) const override;
    AccountOwner ownerOf(const TokenSet &tokens, QByteArrayView accountFile) const override;
    Result<QByteArray> loginFromPasted(const Secret &pasted) const override;
    QList<LockSpec> refreshLocks(const QString &credentialsFile) const override;
    QList<LockSpec> writeLocks(const QString &credentialsFile) const override;

    bool canRefresh(const TokenSet &tokens) const override;
    //! By their age where their expiry cannot be read.
    std::optional<SystemTime> refreshDueAt(const TokenSet &tokens) const override;
    http::ApiRequest refreshRequest(const TokenSet &tokens) const override;
    Result<TokenSet> parseRefresh(const http::Reply &reply, const TokenSet &old,
                                  SystemTime now) const override;
    RefreshFailure refreshFailure(const http::Reply &reply, SystemTime now) const override;

    bool canPollUsage(const TokenSet &tokens) const override;
    http::ApiRequest usageRequest(const TokenSet &tokens) const override;
    //! RateLimited on 429; SignInNeeded on a 401 (a refresh may help); else ProtocolViolation.
    Result<UsageAnswer> parseUsage(const http::Reply &reply, SystemTime now) const override;
    std::optional<http::ApiRequest> profileRequest(const TokenSet &tokens) const override;
    Result<AccountIdentity> parseProfile(const http::Reply &reply) const override;

private:
    QUrl m_chatGptUrl;
    QUrl m_tokenUrl;
    QString m_caFile;
    QByteArray m_userAgent;
};

} // namespace sluice
