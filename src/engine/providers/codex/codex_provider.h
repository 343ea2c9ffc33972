// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/providers/codex/codex_client.h"
#include "engine/providers/codex/codex_client_head.h"
#include "engine/providers/codex/codex_oauth.h"
#include "engine/providers/provider.h"
#include "engine/storage/provider_settings.h"

namespace sluice {

//! Codex: the Codex CLI with ChatGPT subscriptions or API keys (spec/codex.md). Only names what the files
//! beside it decide.
class CodexProvider final : public Provider
{
public:
    explicit CodexProvider(const ProviderSettings &settings = {});

    const ProviderInfo &info() const override { return m_info; }
    const OAuthProfile &oauth() const override { return m_oauth; }
    const ClientSetup *client() const override { return &m_client; }
    bool spreadsEquals() const override { return true; }
    bool serves(const http::RequestHead &request) const override;
    std::optional<http::Reply> localReply(const http::RequestHead &) const override { return {}; }
    RequestTraits traits(const http::RequestHead &request, QByteArrayView body) const override;
    bool isUpgrade(const http::RequestHead &request) const override;

    Endpoint upstream(const TokenSet &tokens) const override { return baseOf(tokens).endpoint; }
    http::RequestHead authorized(http::RequestHead request, const TokenSet &tokens) const override;
    RateLimitReport rateLimits(const http::ResponseHead &response, SystemTime now) const override;
    bool judgesBody(const http::ResponseHead &response) const override;
    Refusal refusal(const http::ResponseHead &response, QByteArrayView body, SystemTime now) const override;
    http::ResponseHead forClient(http::ResponseHead response, const PoolStatus &pool,
                                 SystemTime now) const override;
    QList<QByteArray> accountEvents() const override;
    QByteArray eventForClient(QByteArrayView event, const PoolStatus &pool, SystemTime now) const override;
    std::unique_ptr<UsageReader> usageReader(const http::ResponseHead &response) const override;
    std::unique_ptr<SocketReader> socketReader() const override;

    QByteArrayView accountBoundField() const override;
    std::optional<ForeignFreeRequest> withoutForeignContent(const http::RequestHead &request,
                                                            QByteArrayView body) const override;

    http::Reply limitedReply(const PoolStatus &pool, SystemTime now) const override;
    http::Reply faultReply(GatewayFault fault, const QByteArray &text) const override;

    double planWeight(const QString &plan, const QString &tier) const override;
    QString planName(const QString &plan, const QString &tier) const override;

private:
    //! Subscriptions and API keys go to different places.
    struct Base
    {
        Endpoint endpoint = {};
        QByteArray path = {}; // what the paths of Codex are appended to
    };
    Base baseAt(const QString &key, QLatin1StringView standard, QByteArrayView path) const;
    const Base &baseOf(const TokenSet &tokens) const;

    ProviderInfo m_info;
    ProviderSettings m_settings;
    Base m_chatGpt;
    Base m_api;
    CodexOAuthProfile m_oauth;
    CodexClient m_client;
    mutable codex::PoolFields m_poolFields; // a cache
};

} // namespace sluice
