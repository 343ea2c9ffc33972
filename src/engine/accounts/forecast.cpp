// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/forecast.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr milliseconds shortestTrend = 15min;
constexpr int trendShare = 20; // of a window so short that the time above would be much of it
constexpr Percent smallestTrend = 10_pct;

} // namespace

Forecast forecast(const RateLimitWindow &window, Percent cap, milliseconds length, SystemTime now)
{
    Forecast result;
    if (window.resetsAt && *window.resetsAt <= now)
        return result; // what we know is of a window that is over
    std::optional<milliseconds> elapsed;
    if (window.resetsAt) {
        elapsed = std::clamp(now - (*window.resetsAt - length), 0ms, length);
        result.elapsed = static_cast<double>(elapsed->count()) / static_cast<double>(length.count());
    }
    if (!window.utilization)
        return result;
    if (*window.utilization >= cap) {
        result.outlook = Outlook::Exhausted;
        return result;
    }
    const auto needed = std::min(shortestTrend, length / trendShare);
    if (!elapsed || *elapsed < needed || *window.utilization < smallestTrend)
        return result;
    const double untilFull =
        static_cast<double>(elapsed->count()) * cap.value() / window.utilization->value();
    const auto fullAt = now - *elapsed + milliseconds{static_cast<qint64>(untilFull)};
    result.outlook = fullAt < *window.resetsAt ? Outlook::RunsOutEarly : Outlook::Lasts;
    if (result.outlook == Outlook::RunsOutEarly)
        result.fullAt = fullAt;
    return result;
}

} // namespace sluice
