// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_provider.h"

#include "engine/providers/claude/claude_account_answers.h"
#include "engine/providers/claude/claude_client_head.h"
#include "engine/providers/claude/claude_constants.h"
#include "engine/providers/claude/claude_limits.h"
#include "engine/providers/claude/claude_usage_reader.h"
#include "engine/providers/provider_urls.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

ProviderInfo claudeInfo()
{
    const PastableToken setUpToken{.kind = LoginKind::Subscription,
                                   .prefix = QLatin1StringView(claude::setUpTokenPrefix),
                                   .command = claude::setUpCommand,
                                   .years = claude::setUpTokenYears};
    const PastableToken apiKey{.prefix = QLatin1StringView(claude::apiKeyPrefix)};
    return {.id = u"claude"_s,
            .name = u"Claude"_s,
            .glyph = u"C"_s,
            .badgeColor = 0xc2683c,
            .pastables = {setUpToken, apiKey},
            .settings = {u"api_url"_s, u"oauth_token_url"_s, u"usage_user_agent"_s},
            .namelessScopeEnd = QString::fromLatin1(claude::scopedWindowSuffix)};
}

} // namespace

ClaudeProvider::ClaudeProvider(const ProviderSettings &settings) : m_info(claudeInfo()), m_oauth(settings)
{
    const auto url = configuredUrl(settings, u"api_url"_s, claude::defaultApiUrl);
    m_upstream = Endpoint::ofUrl(url);
    m_upstream.caFile = settings.caFile;
    m_way = {m_upstream.authority(), basePath(url), settings.headers};
}

bool ClaudeProvider::serves(const http::RequestHead &request) const
{
    return claude::serves(request);
}

std::optional<http::Reply> ClaudeProvider::localReply(const http::RequestHead &request) const
{
    return claude::localReply(request);
}

RequestTraits ClaudeProvider::traits(const http::RequestHead &request, QByteArrayView body) const
{
    return claude::traits(request, body);
}

http::RequestHead ClaudeProvider::authorized(http::RequestHead request, const TokenSet &tokens) const
{
    return claude::authorized(std::move(request), tokens, m_way);
}

RateLimitReport ClaudeProvider::rateLimits(const http::ResponseHead &response, SystemTime now) const
{
    return claude::rateLimits(response, now);
}

bool ClaudeProvider::judgesBody(const http::ResponseHead &response) const
{
    return response.status == 401 || response.status == 403 || response.status == 429;
}

Refusal ClaudeProvider::refusal(const http::ResponseHead &response, QByteArrayView body, SystemTime now) const
{
    return claude::refusal(response, body, now);
}

http::ResponseHead ClaudeProvider::forClient(http::ResponseHead response, const PoolStatus &pool,
                                             SystemTime now) const
{
    return claude::forClient(std::move(response), pool, now, m_poolFields);
}

std::unique_ptr<UsageReader> ClaudeProvider::usageReader(const http::ResponseHead &response) const
{
    return claude::usageReader(response);
}

http::Reply ClaudeProvider::limitedReply(const PoolStatus &pool, SystemTime now) const
{
    return claude::limitedReply(pool, now);
}

http::Reply ClaudeProvider::faultReply(GatewayFault fault, const QByteArray &text) const
{
    return claude::faultReply(fault, text);
}

double ClaudeProvider::planWeight(const QString &plan, const QString &tier) const
{
    return claude::planWeight(plan, tier);
}

QString ClaudeProvider::planName(const QString &plan, const QString &tier) const
{
    return claude::planName(plan, tier);
}

} // namespace sluice
