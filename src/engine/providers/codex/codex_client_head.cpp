// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_client_head.h"

#include "engine/accounts/pool_status_math.h"
#include "engine/providers/client_answers.h"
#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/codex/codex_limit_headers.h"
#include "engine/providers/codex/codex_pool_fields.h"

#include <algorithm>

namespace sluice::codex {

namespace {

//! `extra` members go with the four that every client of this API expects.
http::Reply errorReply(int status, const QString &type, const QString &message, const QJsonObject &extra = {})
{
    QJsonObject error{{u"message"_s, message},
                      {u"type"_s, type},
                      {u"param"_s, QJsonValue::Null},
                      {u"code"_s, QJsonValue::Null}};
    for (auto it = extra.begin(); it != extra.end(); ++it)
        error.insert(it.key(), it.value());
    return jsonAnswer(status, {{u"error"_s, error}});
}

//! What OpenAI's API calls it.
QString typeOf(GatewayFault fault)
{
    switch (fault) {
    case GatewayFault::BadRequest:
    case GatewayFault::NeverServed:
    case GatewayFault::TooSlow:
    case GatewayFault::Misdirected:
    case GatewayFault::BodyTooLarge:
    case GatewayFault::HeadTooLarge:
        return u"invalid_request_error"_s;
    case GatewayFault::Unauthorized:
    case GatewayFault::AllNeedSignIn:
        return u"authentication_error"_s;
    case GatewayFault::Forbidden:
        return u"permission_error"_s;
    case GatewayFault::NotFound:
        return u"not_found_error"_s;
    case GatewayFault::Throttled:
        return u"rate_limit_error"_s;
    case GatewayFault::NoAccounts:
    case GatewayFault::AccountsUnusable:
    case GatewayFault::UpstreamFailed:
        return u"server_error"_s;
    }
    return u"server_error"_s;
}

//! Trying again at once cannot help.
bool isFinal(GatewayFault fault)
{
    return fault == GatewayFault::Unauthorized || fault == GatewayFault::Forbidden
        || fault == GatewayFault::AllNeedSignIn || fault == GatewayFault::NoAccounts;
}

bool isLimitAnswer(int status)
{
    return status == 101 || status == 200 || status == 429;
}

} // namespace

const http::Headers &PoolFields::of(const PoolStatus &pool, SystemTime now)
{
    const auto second = toUnixSeconds(now);
    if (second != m_second || pool != m_pool) {
        m_fields = poolFields(pool, now);
        m_pool = pool;
        m_second = second;
    }
    return m_fields;
}

http::ResponseHead forClient(http::ResponseHead response, const PoolStatus &pool, SystemTime now,
                             PoolFields &poolFields)
{
    auto &headers = response.headers;
    const bool wantsLimits = isLimitAnswer(response.status)
        || std::ranges::any_of(headers.fields(),
                               [](const http::Header &field) { return isWindowField(field.name); });
    headers.removeIf(
        [](const http::Header &field) { return isEdgeField(field.name) || isAccountField(field.name); });
    if (wantsLimits) {
        for (const auto &field : poolFields.of(pool, now).fields())
            headers.append(field.name, field.value);
    }
    // One that comes this far is final: refreshing did not help, and every account was tried. The SDKs heed
    // it (spec/clients.md 3.3).
    if (response.status == 401)
        headers.set(retryHeader.toByteArray(), "false");
    return response;
}

http::Reply limitedReply(const PoolStatus &pool, SystemTime now)
{
    const auto back = firstBack(pool, now);
    QJsonObject resets;
    if (back)
        resets = {{u"resets_at"_s, back->atUnix}, {u"resets_in_seconds"_s, back->inSeconds}};
    const auto text = limitedText(pool.limitedModel, back ? pool.firstBackAt : std::nullopt, now);
    auto reply = errorReply(429, usageLimitReached, text, resets);
    auto &headers = reply.head.headers;
    if (back)
        headers.append("Retry-After", QByteArray::number(back->inSeconds));
    headers.append(retryHeader.toByteArray(), "false");

    const auto fields = poolFields(pool, now);
    for (const auto &field : fields.fields())
        headers.append(field.name, field.value);
    if (!hasNumbers(pool) || !pool.limitedBy)
        return reply;
    const bool isShort = pool.limitedBy == WindowKind::FiveHour;
    const auto window = codexPrefix.toByteArray() + (isShort ? "primary-" : "secondary-");
    headers.set(window + "used-percent", "100.00");
    if (back)
        headers.set(window + "reset-at", QByteArray::number(back->atUnix));
    return reply;
}

http::Reply faultReply(GatewayFault fault, const QByteArray &text)
{
    // After a 401 Codex would renew its own login (6.7).
    const int status = fault == GatewayFault::AllNeedSignIn ? 400 : statusOf(fault);
    auto reply = errorReply(status, typeOf(fault), QString::fromUtf8(text));
    if (isFinal(fault))
        reply.head.headers.append(retryHeader.toByteArray(), "false");
    return reply;
}

} // namespace sluice::codex
