// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_client_head.h"

#include "engine/accounts/pool_status_math.h"
#include "engine/providers/claude/claude_constants.h"
#include "engine/providers/client_answers.h"

#include <algorithm>

namespace sluice::claude {

namespace {

//! Belongs to one account, or to the way between the provider and us (spec/gateway.md 9.5, 9.6).
bool stopsHere(QByteArrayView name)
{
    static constexpr QByteArrayView prefixes[] = {
        "anthropic-ratelimit-", "anthropic-organization", "anthropic-workspace",
        "anthropic-account",    "anthropic-fast-",        "anthropic-priority-",
    };
    return isEdgeField(name) || http::equalNames(name, planWeightHeader)
        || std::ranges::any_of(prefixes,
                               [&](QByteArrayView prefix) { return http::startsWithName(name, prefix); });
}

bool hasUnified(const http::Headers &headers)
{
    return std::ranges::any_of(
        headers.fields(), [](const auto &field) { return http::startsWithName(field.name, unifiedPrefix); });
}

QByteArray unified(QByteArrayView name)
{
    return unifiedPrefix.toByteArray() + name.toByteArray();
}

QByteArray shortName(WindowKind kind)
{
    return kind == WindowKind::FiveHour ? "5h" : "7d";
}

QByteArray claimOf(WindowKind kind)
{
    return (kind == WindowKind::FiveHour ? fiveHourClaim : weeklyClaim).toByteArray();
}

QByteArray wordOf(PoolVerdict verdict)
{
    switch (verdict) {
    case PoolVerdict::Allowed:
        return "allowed";
    case PoolVerdict::AllowedWarning:
        return "allowed_warning";
    case PoolVerdict::Rejected:
        return "rejected";
    }
    return "allowed";
}

//! The highest step of Claude's own ladder that the window has passed (7.1: a number).
QByteArray surpassedThreshold(const PoolWindow &window)
{
    static constexpr std::pair<double, const char *> fiveHourSteps[] = {{100, "1.0"}, {90, "0.9"}};
    static constexpr std::pair<double, const char *> weeklySteps[] = {
        {100, "1.0"}, {75, "0.75"}, {50, "0.5"}, {25, "0.25"}};
    const auto pick = [&](const auto &steps) {
        const auto value = window.utilization.value();
        const auto found = std::ranges::find_if(steps, [&](const auto &step) { return value >= step.first; });
        return found == std::end(steps) ? QByteArray() : QByteArray(found->second);
    };
    return window.kind == WindowKind::FiveHour ? pick(fiveHourSteps) : pick(weeklySteps);
}

const PoolWindow &windowOf(const PoolStatus &pool, WindowKind kind)
{
    return kind == WindowKind::FiveHour ? pool.fiveHour : pool.weekly;
}

void appendWindow(http::Headers &headers, const PoolStatus &pool, WindowKind kind, SystemTime now)
{
    const auto &window = windowOf(pool, kind);
    const auto name = shortName(kind);
    const auto verdict = windowVerdict(pool, window, now);
    headers.append(unified(name + "-status"), wordOf(verdict));
    headers.append(unified(name + "-utilization"), QByteArray::number(window.utilization.fraction(), 'f', 6));
    if (window.resetsAt)
        headers.append(unified(name + "-reset"), QByteArray::number(toUnixSeconds(*window.resetsAt)));
    if (verdict != PoolVerdict::Allowed)
        headers.append(unified(name + "-surpassed-threshold"), surpassedThreshold(window));
}

http::Headers poolFields(const PoolStatus &pool, SystemTime now, bool withClaim)
{
    http::Headers headers;
    appendWindow(headers, pool, WindowKind::FiveHour, now);
    appendWindow(headers, pool, WindowKind::Weekly, now);
    headers.append(unified("status"), wordOf(poolVerdict(pool, now)));
    const auto claim = representativeWindow(pool, now);
    if (withClaim)
        headers.append(unified("representative-claim"), claimOf(claim));
    if (const auto &reset = windowOf(pool, claim).resetsAt)
        headers.append(unified("reset"), QByteArray::number(toUnixSeconds(*reset)));
    if (pool.weight > 0)
        headers.append(planWeightHeader.toByteArray(), QByteArray::number(pool.weight));
    return headers;
}

http::Reply errorReply(int status, const QString &type, const QString &message)
{
    const QJsonObject error{{u"type"_s, type}, {u"message"_s, message}};
    return jsonAnswer(status, {{u"type"_s, u"error"_s}, {u"error"_s, error}, {u"request_id"_s, QString()}});
}

//! What Anthropic's API calls it.
QString typeOf(GatewayFault fault)
{
    switch (fault) {
    case GatewayFault::BadRequest:
    case GatewayFault::NeverServed:
    case GatewayFault::Misdirected:
    case GatewayFault::HeadTooLarge:
        return u"invalid_request_error"_s;
    case GatewayFault::Unauthorized:
    case GatewayFault::AllNeedSignIn:
        return u"authentication_error"_s;
    case GatewayFault::Forbidden:
        return u"permission_error"_s;
    case GatewayFault::NotFound:
        return u"not_found_error"_s;
    case GatewayFault::BodyTooLarge:
        return u"request_too_large"_s;
    case GatewayFault::TooSlow:
        return u"timeout_error"_s;
    case GatewayFault::Throttled:
        return u"rate_limit_error"_s;
    case GatewayFault::NoAccounts:
    case GatewayFault::AccountsUnusable:
    case GatewayFault::UpstreamFailed:
        return u"api_error"_s;
    }
    return u"api_error"_s;
}

//! Trying again at once cannot help.
bool isFinal(GatewayFault fault)
{
    return fault == GatewayFault::Unauthorized || fault == GatewayFault::AllNeedSignIn
        || fault == GatewayFault::NoAccounts;
}

} // namespace

const http::Headers &PoolFields::of(const PoolStatus &pool, SystemTime now, bool withClaim)
{
    const auto second = toUnixSeconds(now);
    if (second != m_second || withClaim != m_withClaim || pool != m_pool) {
        m_fields = poolFields(pool, now, withClaim);
        m_pool = pool;
        m_second = second;
        m_withClaim = withClaim;
    }
    return m_fields;
}

http::ResponseHead forClient(http::ResponseHead response, const PoolStatus &pool, SystemTime now,
                             PoolFields &poolFields)
{
    auto &headers = response.headers;
    const bool wantsLimits = hasUnified(headers) || response.status == 200 || response.status == 429;
    headers.removeIf([](const http::Header &field) { return stopsHere(field.name); });
    if (wantsLimits && hasNumbers(pool)) {
        const bool withClaim = response.status != 429 || poolVerdict(pool, now) == PoolVerdict::Rejected;
        const auto &limits = poolFields.of(pool, now, withClaim).fields();
        headers.reserve(headers.fields().size() + limits.size() + 2); // those and how the body is framed
        for (const auto &field : limits)
            headers.append(field.name, field.value);
    }
    // One that comes this far is final: refreshing did not help, and every account was tried. Without this
    // Claude Code repeats it for three minutes (spec/clients.md 1.5).
    if (response.status == 401)
        headers.set(retryHeader.toByteArray(), "false");
    return response;
}

http::Reply limitedReply(const PoolStatus &pool, SystemTime now)
{
    const auto backAt = pool.firstBackAt && *pool.firstBackAt > now ? pool.firstBackAt : std::nullopt;
    auto reply = errorReply(429, u"rate_limit_error"_s, limitedText(pool.limitedModel, backAt, now));
    auto &headers = reply.head.headers;
    if (backAt)
        headers.append("Retry-After",
                       QByteArray::number(qint64(std::chrono::ceil<seconds>(*backAt - now).count())));
    headers.append(retryHeader.toByteArray(), "false");

    if (hasNumbers(pool)) {
        const auto fields = poolFields(pool, now, true);
        for (const auto &field : fields.fields())
            headers.append(field.name, field.value);
    }
    const auto kind = pool.limitedBy.value_or(representativeWindow(pool, now));
    const bool isOfModel = !pool.limitedModel.isEmpty(); // the account's own windows stay what they are
    const auto window = isOfModel ? modelWindow.toByteArray() : shortName(kind);
    headers.set(unified("status"), "rejected");
    headers.set(unified("representative-claim"), isOfModel ? modelClaim.toByteArray() : claimOf(kind));
    headers.set(unified(window + "-status"), "rejected");
    if (backAt) {
        const auto reset =
            QByteArray::number(qint64(std::chrono::ceil<seconds>(backAt->time_since_epoch()).count()));
        headers.set(unified("reset"), reset);
        headers.set(unified(window + "-reset"), reset);
    }
    return reply;
}

http::Reply faultReply(GatewayFault fault, const QByteArray &text)
{
    auto reply = errorReply(statusOf(fault), typeOf(fault), QString::fromUtf8(text));
    if (isFinal(fault))
        reply.head.headers.append(retryHeader.toByteArray(), "false");
    return reply;
}

} // namespace sluice::claude
