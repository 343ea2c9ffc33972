// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_client_head.h"

#include "engine/providers/client_answers.h"
#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/codex/codex_limit_headers.h"
#include "engine/providers/codex/codex_pool_fields.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sluice::codex {

namespace {

//! `extra` members go with the four that every client of this API expects.
http::Reply errorReply(int status, const QByteArray &reason, QLatin1StringView type, const QString &message,
                       const QJsonObject &extra = {})
{
    QJsonObject error{{u"message"_s, message},
                      {u"type"_s, QString(type)},
                      {u"param"_s, QJsonValue::Null},
                      {u"code"_s, QJsonValue::Null}};
    for (auto it = extra.begin(); it != extra.end(); ++it)
        error.insert(it.key(), it.value());
    http::Reply reply;
    reply.head.status = status;
    reply.head.reason = reason;
    reply.head.headers.append("Content-Type", "application/json");
    reply.body = QJsonDocument(QJsonObject{{u"error"_s, error}}).toJson(QJsonDocument::Compact);
    return reply;
}

struct FaultShape
{
    int status = 500;
    const char *reason = "";
    QLatin1StringView type = {};
    bool isFinal = false; //!< trying again at once cannot help
};

FaultShape shapeOf(GatewayFault fault)
{
    switch (fault) {
    case GatewayFault::BadRequest:
        return {400, "Bad Request", "invalid_request_error"_L1, false};
    case GatewayFault::Unauthorized:
        return {401, "Unauthorized", "authentication_error"_L1, true};
    case GatewayFault::Forbidden:
        return {403, "Forbidden", "permission_error"_L1, true};
    case GatewayFault::NotFound:
        return {404, "Not Found", "not_found_error"_L1, false};
    case GatewayFault::Misdirected:
        return {421, "Misdirected Request", "invalid_request_error"_L1, false};
    case GatewayFault::BodyTooLarge:
        return {413, "Content Too Large", "invalid_request_error"_L1, false};
    case GatewayFault::HeadTooLarge:
        return {431, "Request Header Fields Too Large", "invalid_request_error"_L1, false};
    case GatewayFault::AllNeedSignIn: // after a 401 Codex would renew its own login (6.7)
        return {400, "Bad Request", "authentication_error"_L1, true};
    case GatewayFault::NoAccounts:
        return {503, "Service Unavailable", "server_error"_L1, true};
    case GatewayFault::Throttled:
        return {429, "Too Many Requests", "rate_limit_error"_L1, false};
    case GatewayFault::UpstreamFailed:
        return {502, "Bad Gateway", "server_error"_L1, false};
    case GatewayFault::Overloaded:
        return {503, "Service Unavailable", "server_error"_L1, false};
    case GatewayFault::Internal:
        return {500, "Internal Server Error", "server_error"_L1, false};
    }
    return {};
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
    http::removeHopByHop(headers);
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
    const auto text = limitedText(back ? pool.firstBackAt : std::nullopt, now);
    auto reply = errorReply(429, "Too Many Requests", usageLimitReached, text, resets);
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
    const auto shape = shapeOf(fault);
    auto reply = errorReply(shape.status, shape.reason, shape.type, QString::fromUtf8(text));
    if (shape.isFinal)
        reply.head.headers.append(retryHeader.toByteArray(), "false");
    return reply;
}

} // namespace sluice::codex
