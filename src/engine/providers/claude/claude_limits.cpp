// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_limits.h"

#include "engine/http/field_values.h"
#include "engine/providers/claude/claude_constants.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <cmath>

namespace sluice::claude {

namespace {

constexpr double maxUtilization = 10; // as a fraction; what is above is no utilization
constexpr double maxUnixSeconds = 1e11; // what is above is no time in seconds

//! The unified fields of one head, gathered once: most heads have a dozen others.
class UnifiedHeaders
{
public:
    explicit UnifiedHeaders(const http::Headers &headers)
    {
        for (const auto &field : headers.fields()) {
            if (http::startsWithName(field.name, unifiedPrefix))
                m_fields.append({QByteArrayView(field.name).sliced(unifiedPrefix.size()),
                                 QByteArrayView(field.value).trimmed()});
        }
    }

    QByteArray text(QByteArrayView name) const { return value(name, {}).toByteArray().toLower(); }

    std::optional<Percent> utilization(QByteArrayView window) const
    {
        const auto number = http::numberValue(value(window, "-utilization"));
        if (!number || *number > maxUtilization)
            return {};
        return Percent{std::ceil(*number * 100 - 1e-6)}; // 0.07 * 100 is a little more than 7
    }

    std::optional<SystemTime> time(QByteArrayView name) const { return timeOf(value(name, {})); }
    std::optional<SystemTime> reset(QByteArrayView window) const { return timeOf(value(window, "-reset")); }

    //! The older vocabulary counts too (7.1).
    bool isRejected(QByteArrayView name, QByteArrayView suffix = {}) const
    {
        static constexpr QByteArrayView words[] = {"rejected", "rate_limited", "blocked", "payment_required"};
        const auto status = value(name, suffix);
        return std::ranges::any_of(words,
                                   [&](QByteArrayView word) { return http::equalNames(status, word); });
    }

    bool isAny() const { return !m_fields.isEmpty(); }

    //! The windows `<w>_oi` that any header names, in order of appearance.
    QList<QByteArray> scopedWindows() const
    {
        QList<QByteArray> result;
        for (const auto &field : m_fields) {
            const auto window = field.name.first(std::max<qsizetype>(field.name.indexOf('-'), 0));
            if (!window.endsWith(scopedWindowSuffix))
                continue;
            const auto name = window.toByteArray().toLower();
            if (!result.contains(name))
                result.append(name);
        }
        return result;
    }

private:
    struct Field
    {
        QByteArrayView name = {}; // behind the prefix
        QByteArrayView value = {};
    };

    //! Of the field `name` + `suffix`.
    QByteArrayView value(QByteArrayView name, QByteArrayView suffix) const
    {
        const auto isWanted = [&](const Field &field) {
            return field.name.size() == name.size() + suffix.size() && http::startsWithName(field.name, name)
                && http::equalNames(field.name.sliced(name.size()), suffix);
        };
        const auto found = std::ranges::find_if(m_fields, isWanted);
        return found == m_fields.end() ? QByteArrayView() : found->value;
    }

    static std::optional<SystemTime> timeOf(QByteArrayView text)
    {
        const auto number = http::numberValue(text);
        if (!number || *number <= 0 || *number > maxUnixSeconds)
            return {};
        return fromUnixMilliseconds(std::llround(*number * 1000));
    }

    QList<Field> m_fields; // views into the head
};

constexpr QByteArrayView headerName(WindowKind kind)
{
    return kind == WindowKind::FiveHour ? QByteArrayView("5h") : QByteArrayView("7d");
}

//! Both vocabularies (7.3); nothing for a claim that covers one model only.
std::optional<WindowKind> windowOfClaim(QByteArrayView claim)
{
    if (claim == fiveHourClaim || claim == "5h")
        return WindowKind::FiveHour;
    if (claim == weeklyClaim || claim == "7d")
        return WindowKind::Weekly;
    return {};
}

//! The latest of the times that are still to come.
class Latest
{
public:
    explicit Latest(SystemTime now) : m_now(now) { }
    void consider(std::optional<SystemTime> time)
    {
        if (time && *time > m_now && (!m_latest || *time > *m_latest))
            m_latest = time;
    }
    std::optional<SystemTime> time() const { return m_latest; }

private:
    SystemTime m_now;
    std::optional<SystemTime> m_latest;
};

std::optional<SystemTime> retryTime(const http::Headers &headers, SystemTime now)
{
    const auto wait = http::retryAfter(headers, now);
    return wait ? std::optional(now + *wait) : std::nullopt;
}

QString messageIn(QByteArrayView body)
{
    const auto error = QJsonDocument::fromJson(body.toByteArray()).object().value("error"_L1).toObject();
    return error.value("message"_L1).toString();
}

bool asksForFastModeCredits(QByteArrayView body)
{
    const auto message = messageIn(body).toLower();
    return (message.contains("fast mode"_L1) || message.contains("fast-mode"_L1))
        && (message.contains("credit"_L1) || message.contains("extra usage"_L1));
}

Refusal accountLimit(const UnifiedHeaders &unified, const http::Headers &headers, SystemTime now)
{
    Latest until(now);
    std::optional<WindowKind> window;
    std::optional<SystemTime> windowReset;
    for (const auto kind : {WindowKind::FiveHour, WindowKind::Weekly}) {
        if (!unified.isRejected(headerName(kind), "-status"))
            continue;
        const auto reset = unified.reset(headerName(kind));
        until.consider(reset);
        if (!window || (reset && (!windowReset || *reset > *windowReset))) {
            window = kind;
            windowReset = reset;
        }
    }
    if (!window) {
        window = windowOfClaim(unified.text("representative-claim"));
        if (window)
            until.consider(unified.reset(headerName(*window)));
    }
    until.consider(unified.time("reset"));
    until.consider(retryTime(headers, now));
    return {RefusalKind::AccountLimit, until.time(), window};
}

Refusal modelLimit(const UnifiedHeaders &unified, SystemTime now)
{
    Latest until(now);
    const auto windows = unified.scopedWindows();
    for (const auto &window : windows) {
        if (unified.isRejected(window, "-status"))
            until.consider(unified.reset(window));
    }
    if (!until.time())
        until.consider(unified.time("reset"));
    return {RefusalKind::ModelLimit, until.time(), {}};
}

Refusal rateRefusal(const http::Headers &headers, QByteArrayView body, SystemTime now)
{
    if (asksForFastModeCredits(body))
        return {RefusalKind::RequestProperty, {}, {}};
    const UnifiedHeaders unified(headers);
    const Refusal throttle{RefusalKind::Throttle, retryTime(headers, now), {}};
    if (!unified.isAny())
        return throttle;
    if (unified.isRejected("5h-status") || unified.isRejected("7d-status"))
        return accountLimit(unified, headers, now);

    const auto scoped = unified.scopedWindows();
    const bool isScopedRejected = std::ranges::any_of(
        scoped, [&](const auto &window) { return unified.isRejected(window, "-status"); });
    const auto claim = unified.text("representative-claim");
    const bool isModelClaim = !claim.isEmpty() && !windowOfClaim(claim);
    const bool isRejected = unified.isRejected("status");
    if (isScopedRejected || (isRejected && isModelClaim))
        return modelLimit(unified, now);
    // A claim without any status comes from gateways that send the older, shorter set.
    if (isRejected || (unified.text("status").isEmpty() && windowOfClaim(claim)))
        return accountLimit(unified, headers, now);
    return throttle;
}

} // namespace

RateLimitReport rateLimits(const http::ResponseHead &response, SystemTime now)
{
    const UnifiedHeaders unified(response.headers);
    RateLimitReport report;
    for (const auto kind : {WindowKind::FiveHour, WindowKind::Weekly}) {
        const RateLimitWindow window{kind, unified.utilization(headerName(kind)),
                                     unified.reset(headerName(kind)), now};
        if (window.utilization || window.resetsAt)
            report.windows.append(window);
    }
    const auto scoped = unified.scopedWindows();
    for (const auto &name : scoped) {
        const ScopedWindow window{.scope = QString::fromLatin1(name),
                                  .utilization = unified.utilization(name),
                                  .resetsAt = unified.reset(name)};
        if (window.utilization || window.resetsAt)
            report.scoped.append(window);
    }
    return report;
}

Refusal refusal(const http::ResponseHead &response, QByteArrayView body, SystemTime now)
{
    switch (response.status) {
    case 401:
        return {RefusalKind::Unauthorized, {}, {}};
    case 403:
        return {saysTokenRevoked(body) ? RefusalKind::Unauthorized : RefusalKind::None, {}, {}};
    case 429:
        return rateRefusal(response.headers, body, now);
    default:
        return {};
    }
}

bool saysTokenRevoked(QByteArrayView body)
{
    return body.contains(revokedText);
}

} // namespace sluice::claude
