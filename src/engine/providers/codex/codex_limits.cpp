// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_limits.h"

#include "engine/http/field_values.h"
#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/codex/codex_limit_headers.h"
#include "engine/providers/codex/codex_windows.h"

#include <QtCore/QJsonDocument>

#include <algorithm>

namespace sluice::codex {

namespace {

constexpr milliseconds sameReset = 60s; // two clocks' view of one reset

bool hasCode(const QJsonObject &error, QLatin1StringView code)
{
    return error.value("type"_L1) == code || error.value("code"_L1) == code;
}

//! The status that a stream leaves out (6.8); 0 for what is no refusal.
int statusByCode(const QJsonObject &error)
{
    static constexpr QLatin1StringView limitCodes[] = {usageLimitReached, usageNotIncluded, insufficientQuota,
                                                       "rate_limit_exceeded"_L1, "rate_limit_error"_L1};
    static constexpr QLatin1StringView tokenCodes[] = {"token_expired"_L1, "token_revoked"_L1,
                                                       "token_invalidated"_L1};
    const auto has = [&](QLatin1StringView code) { return hasCode(error, code); };
    if (std::ranges::any_of(limitCodes, has))
        return 429;
    if (std::ranges::any_of(tokenCodes, has))
        return 401;
    return has(invalidEncryptedContent) ? 400 : 0;
}

std::optional<SystemTime> ifComing(std::optional<SystemTime> time, SystemTime now)
{
    return time && *time > now ? time : std::nullopt;
}

bool isFull(const RateLimitWindow &window)
{
    return window.utilization && *window.utilization >= 100_pct;
}

std::optional<SystemTime> latestFullReset(const QList<RateLimitWindow> &windows, SystemTime now)
{
    std::optional<SystemTime> result;
    for (const auto &window : windows) {
        const auto reset = isFull(window) ? ifComing(window.resetsAt, now) : std::nullopt;
        if (reset && (!result || *reset > *result))
            result = reset;
    }
    return result;
}

//! 6.4: the first of these that says anything.
std::optional<SystemTime> limitEnd(const QJsonObject &error, const QList<RateLimitWindow> &windows,
                                   const http::Headers &headers, SystemTime now)
{
    if (const auto end = ifComing(timeOf(numberOf(error.value("resets_at"_L1))), now))
        return end;
    if (const auto end = timeAfter(numberOf(error.value("resets_in_seconds"_L1)), now))
        return end;
    if (const auto end = latestFullReset(windows, now))
        return end;
    const auto wait = http::retryAfter(headers, now);
    return wait ? std::optional(now + *wait) : std::nullopt;
}

//! Which window it is that ends then.
std::optional<WindowKind> windowEndingAt(std::optional<SystemTime> end, const QList<RateLimitWindow> &windows,
                                         SystemTime now)
{
    const auto ends = [&](const RateLimitWindow &window) {
        return end && window.resetsAt && *window.resetsAt > *end - sameReset
            && *window.resetsAt < *end + sameReset;
    };
    const auto found = std::ranges::find_if(windows, ends);
    if (found != windows.end())
        return found->kind;
    const auto full = std::ranges::find_if(windows, isFull);
    if (full != windows.end())
        return full->kind;
    const bool isLong = end && *end - now > lengthOf(WindowKind::FiveHour) + sameReset;
    return isLong ? std::optional(WindowKind::Weekly) : std::nullopt;
}

Refusal usageLimit(const QJsonObject &error, const http::Headers &headers, SystemTime now)
{
    const auto family = activeFamily(headers);
    const auto limits = limitsIn(headers, now);
    const auto active = std::ranges::find(limits, family, &HeaderLimit::family);
    const auto windows = active == limits.end() ? QList<RateLimitWindow>() : windowsOf(active->reading);
    const auto end = limitEnd(error, windows, headers, now);
    if (family != mainFamily)
        return {RefusalKind::ModelLimit, end, {}};
    return {RefusalKind::AccountLimit, end, windowEndingAt(end, windows, now), !end};
}

Refusal rateRefusal(const QJsonObject &error, const http::Headers &headers, SystemTime now)
{
    if (hasCode(error, usageLimitReached))
        return usageLimit(error, headers, now);
    if (hasCode(error, usageNotIncluded) || hasCode(error, insufficientQuota))
        return {RefusalKind::AccountBlocked, now + blockedFor, {}};
    const auto wait = http::retryAfter(headers, now);
    return {RefusalKind::Throttle, now + wait.value_or(burstPause), {}, !wait};
}

//! Whether the error speaks of the workspace, the plan or a deactivation (6.6).
bool namesTheAccount(const QJsonObject &error)
{
    static constexpr QLatin1StringView words[] = {"workspace"_L1, "plan"_L1, "deactivated"_L1,
                                                  "deactivation"_L1};
    for (const auto member : {"code"_L1, "type"_L1, "message"_L1}) {
        auto text = error.value(member).toString().toLower();
        for (auto &c : text) {
            if (c < u'a' || c > u'z')
                c = u' ';
        }
        const auto spoken = text.split(u' ', Qt::SkipEmptyParts);
        if (std::ranges::any_of(words, [&](QLatin1StringView word) { return spoken.contains(word); }))
            return true;
    }
    return false;
}

//! `error`, or `detail` as the ChatGPT back-end writes it; either may be an object or a mere text.
QJsonObject errorIn(QByteArrayView body)
{
    const auto answer = QJsonDocument::fromJson(body.toByteArray()).object();
    for (const auto name : {"error"_L1, "detail"_L1}) {
        const auto error = answer.value(name);
        if (error.isObject())
            return error.toObject();
        if (error.isString())
            return {{u"message"_s, error}};
    }
    return answer;
}

} // namespace

RateLimitReport rateLimits(const http::Headers &headers, SystemTime now)
{
    RateLimitReport report;
    const auto limits = limitsIn(headers, now);
    for (const auto &limit : limits) {
        if (limit.family == mainFamily)
            addAccountWindows(report, limit.reading, now);
        else
            addScopedWindows(report, limit.scope(), limit.reading);
    }
    return report;
}

RateLimitReport rateLimitsOfEvent(const QJsonObject &event, SystemTime now)
{
    const auto name = event.value("limit_name"_L1).toString();
    const auto family = familyOfEvent(event);
    const auto reading = limitOf(event.value("rate_limits"_L1).toObject(), now);
    RateLimitReport report;
    if (family == mainFamily)
        addAccountWindows(report, reading, now);
    else
        addScopedWindows(report, name.isEmpty() ? family : name, reading);
    return report;
}

QString familyOfEvent(const QJsonObject &event)
{
    const auto metered = event.value("metered_limit_name"_L1).toString();
    return familyOf((metered.isEmpty() ? event.value("limit_name"_L1).toString() : metered).toUtf8());
}

http::Headers headersOf(const QJsonObject &object)
{
    http::Headers headers;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto value = it.value();
        if (value.isString())
            headers.append(it.key().toUtf8(), value.toString().toUtf8());
        else if (value.isBool())
            headers.append(it.key().toUtf8(), value.toBool() ? "true" : "false");
        else if (value.isDouble())
            headers.append(it.key().toUtf8(), QByteArray::number(value.toDouble(), 'g', 15));
    }
    return headers;
}

Refusal refusal(const http::ResponseHead &response, QByteArrayView body, SystemTime now)
{
    switch (response.status) {
    case 400:
    case 401:
    case 402:
    case 403:
    case 429:
        return refusalOfError(response.status, errorIn(body), response.headers, now);
    default:
        return {};
    }
}

Refusal refusalOfError(int status, const QJsonObject &error, const http::Headers &headers, SystemTime now)
{
    switch (status == 0 ? statusByCode(error) : status) {
    case 400:
        return {hasCode(error, invalidEncryptedContent) ? RefusalKind::ForeignContent : RefusalKind::None,
                {},
                {}};
    case 401:
        return {RefusalKind::Unauthorized, {}, {}};
    case 402:
        return {RefusalKind::AccountBlocked, now + blockedFor, {}};
    case 403:
        if (namesTheAccount(error))
            return {RefusalKind::AccountBlocked, now + blockedFor, {}};
        return {};
    case 429:
        return rateRefusal(error, headers, now);
    default:
        return {};
    }
}

} // namespace sluice::codex
