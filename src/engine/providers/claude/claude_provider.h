// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/providers/claude/claude_client.h"
#include "engine/providers/claude/claude_client_head.h"
#include "engine/providers/claude/claude_oauth.h"
#include "engine/providers/claude/claude_request.h"
#include "engine/providers/provider.h"
#include "engine/storage/provider_settings.h"

namespace sluice {

//! Claude: Claude Code and the Anthropic API (spec/claude.md). Only names what the files beside it decide.
class ClaudeProvider final : public Provider
{
public:
    explicit ClaudeProvider(const ProviderSettings &settings = {});

    const ProviderInfo &info() const override { return m_info; }
    const OAuthProfile &oauth() const override { return m_oauth; }
    const ClientSetup *client() const override { return &m_client; }
    bool serves(const http::RequestHead &request) const override;
    std::optional<http::Reply> localReply(const http::RequestHead &request) const override;
    RequestTraits traits(const http::RequestHead &request, QByteArrayView body) const override;

    Endpoint upstream(const TokenSet &) const override { return m_upstream; }
    http::RequestHead authorized(http::RequestHead request, const TokenSet &tokens) const override;
    RateLimitReport rateLimits(const http::ResponseHead &response, SystemTime now) const override;
    bool judgesBody(const http::ResponseHead &response) const override;
    Refusal refusal(const http::ResponseHead &response, QByteArrayView body, SystemTime now) const override;
    http::ResponseHead forClient(http::ResponseHead response, const PoolStatus &pool,
                                 SystemTime now) const override;
    std::unique_ptr<UsageReader> usageReader(const http::ResponseHead &response) const override;

    http::Reply limitedReply(const PoolStatus &pool, SystemTime now) const override;
    http::Reply faultReply(GatewayFault fault, const QByteArray &text) const override;

    double planWeight(const QString &plan, const QString &tier) const override;
    QString planName(const QString &plan, const QString &tier) const override;

private:
    ProviderInfo m_info;
    Endpoint m_upstream;
    claude::Upstream m_way; // what of it each request head needs
    ClaudeOAuthProfile m_oauth;
    ClaudeClient m_client;
    mutable claude::PoolFields m_poolFields; // a cache
};

} // namespace sluice
