// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_windows.h"

#include "engine/http/field_values.h"
#include "engine/providers/codex/codex_constants.h"

#include <algorithm>
#include <cmath>

namespace sluice::codex {

namespace {

constexpr double maxUnixMilliseconds = maxUnixSeconds * 1000;
constexpr double maxWaitSeconds = 366.0 * 24 * 3600;

WindowKind kindOf(const WindowReading &window, WindowKind byPosition)
{
    const auto minutes = window.minutes.value_or(0);
    if (!(minutes > 0))
        return byPosition;
    return minutes <= longestSessionMinutes ? WindowKind::FiveHour : WindowKind::Weekly;
}

WindowReading windowOf(const QJsonObject &window, SystemTime now)
{
    WindowReading result;
    result.minutes = numberOf(window.value("window_minutes"_L1));
    if (const auto length = numberOf(window.value("limit_window_seconds"_L1)); length && !result.minutes)
        result.minutes = std::ceil(*length / 60);
    if (const auto percent = numberOf(window.value("used_percent"_L1)))
        result.utilization = Percent{*percent};
    result.resetsAt = timeOf(numberOf(window.value("reset_at"_L1)));
    if (!result.resetsAt)
        result.resetsAt = timeAfter(numberOf(window.value("reset_after_seconds"_L1)), now);
    return result;
}

QJsonObject firstObject(const QJsonObject &from, QLatin1StringView name, QLatin1StringView otherName)
{
    const auto value = from.value(name);
    return value.isObject() ? value.toObject() : from.value(otherName).toObject();
}

} // namespace

bool WindowReading::isAny() const
{
    if (resetsAt)
        return true;
    return utilization && (*utilization > 0_pct || minutes.value_or(0) > 0);
}

QList<RateLimitWindow> windowsOf(const LimitReading &limit)
{
    QList<RateLimitWindow> result;
    const auto add = [&](const WindowReading &window, WindowKind byPosition) {
        if (!window.isAny())
            return;
        const auto kind = kindOf(window, byPosition);
        const auto same = std::ranges::find(result, kind, &RateLimitWindow::kind);
        if (same == result.end())
            result.append({kind, window.utilization, window.resetsAt, {}});
        else if (window.utilization > same->utilization)
            *same = {kind, window.utilization, window.resetsAt, {}};
    };
    add(limit.primary, WindowKind::FiveHour);
    add(limit.secondary, WindowKind::Weekly);
    return result;
}

void addAccountWindows(RateLimitReport &report, const LimitReading &limit, SystemTime now)
{
    for (auto window : windowsOf(limit)) {
        window.learnedAt = now;
        report.windows.append(window);
    }
}

void addScopedWindows(RateLimitReport &report, const QString &scope, const LimitReading &limit)
{
    for (const auto &window : windowsOf(limit))
        report.scoped.append({scope, window.kind, window.utilization, window.resetsAt});
}

std::optional<double> numberOf(const QJsonValue &value)
{
    if (value.isString())
        return http::numberValue(value.toString().trimmed().toLatin1());
    if (!value.isDouble() || value.toDouble() < 0)
        return {};
    return value.toDouble();
}

std::optional<SystemTime> timeOf(std::optional<double> unixTime)
{
    if (!unixTime || *unixTime <= 0 || *unixTime > maxUnixMilliseconds)
        return {};
    const bool isSeconds = *unixTime <= maxUnixSeconds;
    return fromUnixMilliseconds(std::llround(isSeconds ? *unixTime * 1000 : *unixTime));
}

std::optional<SystemTime> timeAfter(std::optional<double> waitSeconds, SystemTime now)
{
    if (!waitSeconds || *waitSeconds <= 0 || *waitSeconds > maxWaitSeconds)
        return {};
    return now + milliseconds{std::llround(*waitSeconds * 1000)};
}

LimitReading limitOf(const QJsonObject &limit, SystemTime now)
{
    return {windowOf(firstObject(limit, "primary"_L1, "primary_window"_L1), now),
            windowOf(firstObject(limit, "secondary"_L1, "secondary_window"_L1), now)};
}

} // namespace sluice::codex
