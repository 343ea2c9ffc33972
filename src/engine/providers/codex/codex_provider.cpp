// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_provider.h"

#include "engine/providers/codex/codex_account_answers.h"
#include "engine/providers/codex/codex_body.h"
#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/codex/codex_limits.h"
#include "engine/providers/codex/codex_request.h"
#include "engine/providers/codex/codex_socket_reader.h"
#include "engine/providers/codex/codex_stream_event.h"
#include "engine/providers/codex/codex_usage_reader.h"
#include "engine/providers/provider_urls.h"

namespace sluice {

using namespace Qt::StringLiterals;

CodexProvider::CodexProvider(const ProviderSettings &settings)
    : m_info{.id = u"codex"_s,
             .name = u"Codex"_s,
             .glyph = u"X"_s,
             .badgeColor = 0x3d4656,
             .pastables = {{.prefix = QLatin1StringView(codex::apiKeyPrefix)}},
             .settings = {u"chatgpt_url"_s, u"api_url"_s, u"oauth_token_url"_s}}
    , m_settings(settings)
    , m_chatGpt(baseAt(u"chatgpt_url"_s, codex::defaultChatGptUrl, codex::chatGptPath))
    , m_api(baseAt(u"api_url"_s, codex::defaultApiUrl, codex::versionPath))
    , m_oauth(settings)
{
}

CodexProvider::Base CodexProvider::baseAt(const QString &key, QLatin1StringView standard,
                                          QByteArrayView path) const
{
    const auto url = configuredUrl(m_settings, key, standard);
    Base result{.endpoint = Endpoint::ofUrl(url), .path = basePath(url) + path.toByteArray()};
    result.endpoint.caFile = m_settings.caFile;
    return result;
}

const CodexProvider::Base &CodexProvider::baseOf(const TokenSet &tokens) const
{
    return tokens.kind == LoginKind::ApiKey ? m_api : m_chatGpt;
}

bool CodexProvider::serves(const http::RequestHead &request) const
{
    return codex::serves(request);
}

RequestTraits CodexProvider::traits(const http::RequestHead &request, QByteArrayView body) const
{
    return codex::traits(request, body);
}

bool CodexProvider::isUpgrade(const http::RequestHead &request) const
{
    return codex::isUpgrade(request);
}

http::RequestHead CodexProvider::authorized(http::RequestHead request, const TokenSet &tokens) const
{
    const auto &base = baseOf(tokens);
    return codex::authorized(std::move(request), tokens,
                             {base.endpoint.authority(), base.path, m_settings.headers});
}

RateLimitReport CodexProvider::rateLimits(const http::ResponseHead &response, SystemTime now) const
{
    return codex::rateLimits(response.headers, now);
}

bool CodexProvider::judgesBody(const http::ResponseHead &response) const
{
    // 400 may tell of another account's content, 402 and 403 of a workspace that is closed (6.6, 7.11).
    return response.status == 400 || response.status == 401 || response.status == 402
        || response.status == 403 || response.status == 429;
}

Refusal CodexProvider::refusal(const http::ResponseHead &response, QByteArrayView body, SystemTime now) const
{
    return codex::refusal(response, body, now);
}

http::ResponseHead CodexProvider::forClient(http::ResponseHead response, const PoolStatus &pool,
                                            SystemTime now) const
{
    return codex::forClient(std::move(response), pool, now, m_poolFields);
}

QList<QByteArray> CodexProvider::accountEvents() const
{
    return {QByteArray(codex::limitsEvent.data(), codex::limitsEvent.size()),
            QByteArray(codex::errorEvent.data(), codex::errorEvent.size()), codex::failedEvent.toByteArray()};
}

QByteArray CodexProvider::eventForClient(QByteArrayView event, const PoolStatus &pool, SystemTime now) const
{
    return codex::eventForClient(event, pool, now);
}

std::unique_ptr<UsageReader> CodexProvider::usageReader(const http::ResponseHead &response) const
{
    return codex::usageReader(response);
}

std::unique_ptr<SocketReader> CodexProvider::socketReader() const
{
    return std::make_unique<codex::CodexSocketReader>();
}

QByteArrayView CodexProvider::accountBoundField() const
{
    return codex::turnStateHeader;
}

std::optional<ForeignFreeRequest> CodexProvider::withoutForeignContent(const http::RequestHead &request,
                                                                       QByteArrayView body) const
{
    return codex::withoutForeignContent(request, body);
}

http::Reply CodexProvider::limitedReply(const PoolStatus &pool, SystemTime now) const
{
    return codex::limitedReply(pool, now);
}

http::Reply CodexProvider::faultReply(GatewayFault fault, const QByteArray &text) const
{
    return codex::faultReply(fault, text);
}

double CodexProvider::planWeight(const QString &plan, const QString &) const
{
    return codex::planWeight(plan);
}

QString CodexProvider::planName(const QString &plan, const QString &) const
{
    return codex::planName(plan);
}

} // namespace sluice
