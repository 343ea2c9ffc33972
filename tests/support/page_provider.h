// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/oauth_profile.h"
#include "engine/providers/provider.h"

namespace sluice {

//! Logins of PageProvider: `{"key": …}`, which nothing ever changes.
class PageLogins final : public OAuthProfile
{
public:
    Result<TokenSet> parseCredentials(QByteArrayView json) const override;
    Result<QByteArray> updatedCredentials(QByteArrayView json, const TokenSet &) const override;
    QList<LockSpec> refreshLocks(const QString &) const override { return {}; }
    QList<LockSpec> writeLocks(const QString &) const override { return {}; }

    bool canRefresh(const TokenSet &) const override { return false; }
    http::ApiRequest refreshRequest(const TokenSet &) const override { return {}; }
    Result<TokenSet> parseRefresh(const http::Reply &, const TokenSet &, SystemTime) const override;
    RefreshFailure refreshFailure(const http::Reply &, SystemTime) const override { return {}; }

    bool canPollUsage(const TokenSet &) const override { return false; }
    http::ApiRequest usageRequest(const TokenSet &) const override { return {}; }
    Result<UsageAnswer> parseUsage(const http::Reply &, SystemTime) const override { return UsageAnswer{}; }
    std::optional<http::ApiRequest> profileRequest(const TokenSet &) const override { return {}; }
    Result<AccountIdentity> parseProfile(const http::Reply &) const override { return AccountIdentity{}; }
};

//! A provider that exists nowhere but here, all of it on a page: the engine must need no more. Requests come
//! below `/page`; a full account says so with 429 and `{"full_until": seconds}`; an answer is JSON, or events
//! of JSON, with `{"usage": {"in": …, "out": …}}`.
class PageProvider final : public Provider
{
public:
    explicit PageProvider(const QUrl &url) : m_upstream(Endpoint::ofUrl(url)) { }

    const ProviderInfo &info() const override { return m_info; }
    const OAuthProfile &oauth() const override { return m_logins; }
    bool serves(const http::RequestHead &request) const override
    {
        return request.path().startsWith("/page/");
    }
    std::optional<http::Reply> localReply(const http::RequestHead &) const override { return {}; }
    RequestTraits traits(const http::RequestHead &request, QByteArrayView body) const override;

    Endpoint upstream(const TokenSet &) const override { return m_upstream; }
    http::RequestHead authorized(http::RequestHead request, const TokenSet &tokens) const override;
    RateLimitReport rateLimits(const http::ResponseHead &, SystemTime) const override { return {}; }
    bool judgesBody(const http::ResponseHead &response) const override { return response.status == 429; }
    Refusal refusal(const http::ResponseHead &response, QByteArrayView body, SystemTime now) const override;
    http::ResponseHead forClient(http::ResponseHead response, const PoolStatus &, SystemTime) const override;
    std::unique_ptr<UsageReader> usageReader(const http::ResponseHead &response) const override;

    http::Reply limitedReply(const PoolStatus &pool, SystemTime now) const override;
    http::Reply faultReply(GatewayFault fault, const QByteArray &text) const override;
    double planWeight(const QString &, const QString &) const override { return 1; }
    QString planName(const QString &, const QString &) const override { return {}; }

private:
    ProviderInfo m_info{.id = QStringLiteral("page"),
                        .name = QStringLiteral("Page"),
                        .glyph = QStringLiteral("P"),
                        .badgeColor = 0x2f7d4f,
                        .pastables = {{.prefix = QStringLiteral("page-")}}};
    Endpoint m_upstream;
    PageLogins m_logins;
};

} // namespace sluice
