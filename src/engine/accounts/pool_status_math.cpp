// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/pool_status_math.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

PoolWindow poolWindow(const QList<PoolMember> &members, WindowKind kind, SystemTime now)
{
    double weights = 0;
    double remaining = 0;
    double resetWeights = 0;
    double untilReset = 0; // milliseconds
    bool hasData = false;
    for (const PoolMember &member : members) {
        if (!member.limits->hasData())
            continue;
        hasData = true;
        const auto window = member.limits->window(kind, now);
        const double left = (member.caps.of(kind) - window.utilization.value_or(0_pct)).value();
        weights += member.weight;
        remaining += std::max(0.0, left) * member.weight;
        if (window.resetsAt && *window.resetsAt > now) {
            resetWeights += member.weight;
            untilReset += static_cast<double>((*window.resetsAt - now).count()) * member.weight;
        }
    }
    PoolWindow result = {.kind = kind, .utilization = hasData ? 0_pct : 100_pct};
    if (weights > 0)
        result.utilization = Percent{100 - remaining / weights};
    if (resetWeights > 0)
        result.resetsAt = now + milliseconds{static_cast<qint64>(untilReset / resetWeights)};
    return result;
}

//! 2 full, 1 warning, 0 neither.
int urgency(const PoolWindow &window, SystemTime now)
{
    if (window.utilization >= 100_pct)
        return 2;
    return windowWarning(window, now) ? 1 : 0;
}

} // namespace

PoolStatus poolStatus(const QList<PoolMember> &members, SystemTime now)
{
    PoolStatus result;
    result.fiveHour = poolWindow(members, WindowKind::FiveHour, now);
    result.weekly = poolWindow(members, WindowKind::Weekly, now);
    auto best = Availability::Unavailable;
    for (const PoolMember &member : members) {
        best = std::min(best, member.availability);
        if (member.limits->hasData())
            result.weight += member.weight;
        if (member.availability != Availability::RateLimited)
            continue;
        const auto verdict = member.limits->check(now, {}, member.caps);
        result.isThrottled |= verdict.kind == LimitKind::Throttled;
        if (verdict.until && (!result.firstBackAt || *verdict.until < *result.firstBackAt)) {
            result.firstBackAt = verdict.until;
            result.limitedBy = verdict.window;
        }
    }
    result.isLimited = best == Availability::RateLimited && !result.isThrottled;
    return result;
}

double windowProgress(const PoolWindow &window, SystemTime now)
{
    if (!window.resetsAt)
        return 0;
    const auto length = lengthOf(window.kind);
    const auto elapsed = now - (*window.resetsAt - length);
    return std::clamp(static_cast<double>(elapsed.count()) / static_cast<double>(length.count()), 0.0, 1.0);
}

bool windowWarning(const PoolWindow &window, SystemTime now)
{
    struct Step
    {
        Percent used = {};
        double progress = 0;
    };
    constexpr std::array fiveHour = {Step{90_pct, 0.72}};
    constexpr std::array weekly = {Step{75_pct, 0.60}, Step{50_pct, 0.35}, Step{25_pct, 0.15}};
    const double progress = windowProgress(window, now);
    const auto warns = [&](const auto &steps) {
        const auto step = std::ranges::find_if(
            steps, [&](Percent used) { return window.utilization >= used; }, &Step::used);
        return step != steps.end() && progress >= step->progress;
    };
    return window.kind == WindowKind::FiveHour ? warns(fiveHour) : warns(weekly);
}

WindowKind representativeWindow(const PoolStatus &pool, SystemTime now)
{
    const int fiveHour = urgency(pool.fiveHour, now);
    const int weekly = urgency(pool.weekly, now);
    if (fiveHour != weekly)
        return fiveHour > weekly ? WindowKind::FiveHour : WindowKind::Weekly;
    if (pool.fiveHour.utilization != pool.weekly.utilization)
        return pool.fiveHour.utilization > pool.weekly.utilization ? WindowKind::FiveHour
                                                                   : WindowKind::Weekly;
    return !pool.fiveHour.resetsAt && pool.weekly.resetsAt ? WindowKind::Weekly : WindowKind::FiveHour;
}

PoolVerdict poolVerdict(const PoolStatus &pool, SystemTime now)
{
    if (pool.isLimited)
        return PoolVerdict::Rejected;
    return std::max(windowVerdict(pool, pool.fiveHour, now), windowVerdict(pool, pool.weekly, now));
}

PoolVerdict windowVerdict(const PoolStatus &pool, const PoolWindow &window, SystemTime now)
{
    const bool isFull = window.utilization >= 100_pct;
    if (isFull && !pool.isThrottled)
        return PoolVerdict::Rejected;
    return isFull || windowWarning(window, now) ? PoolVerdict::AllowedWarning : PoolVerdict::Allowed;
}

bool hasNumbers(const PoolStatus &pool)
{
    return pool.weight > 0;
}

} // namespace sluice
