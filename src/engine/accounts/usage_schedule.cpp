// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/usage_schedule.h"

#include "engine/base/backoff.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr milliseconds shortest = 60s;
constexpr milliseconds longestThrottle = 1h; // a mistaken answer must not end the polling for days
constexpr milliseconds whileInUse = 10min;
constexpr milliseconds inUseFor = 30min;
constexpr milliseconds whileLimited = 45min;
constexpr milliseconds afterReset = 30s;
constexpr Backoff afterFailure = {.first = 1min, .longest = 5min};

milliseconds upTo(milliseconds longest, Random &random)
{
    return milliseconds{random.bounded(static_cast<quint32>(longest.count()) + 1)};
}

UsagePolling afterPoll(UsagePolling polling, SystemTime now)
{
    polling.attemptedAt = now;
    polling.isDoubted = false;
    return polling;
}

std::optional<SystemTime> past(std::optional<SystemTime> time, SystemTime now)
{
    return time && *time <= now ? time : std::nullopt;
}

} // namespace

UsagePolling afterGoodPoll(UsagePolling polling, std::optional<SystemTime> nextReset, SystemTime now)
{
    polling.notBefore.reset();
    return afterHeaders(afterPoll(polling, now), nextReset, now);
}

UsagePolling afterFailedPoll(UsagePolling polling, SystemTime now)
{
    ++polling.failures;
    return afterPoll(polling, now);
}

UsagePolling afterThrottledPoll(UsagePolling polling, std::optional<milliseconds> retryAfter, SystemTime now)
{
    polling.notBefore = now + std::clamp(retryAfter.value_or(shortest), shortest, longestThrottle);
    return afterPoll(polling, now);
}

UsagePolling afterHeaders(UsagePolling polling, std::optional<SystemTime> nextReset, SystemTime now)
{
    polling.dataAt = now;
    polling.nextReset = nextReset;
    polling.failures = 0;
    return polling;
}

SystemTime nextPoll(const UsagePolling &polling, SystemTime now, Random &random)
{
    const auto attemptedAt = past(polling.attemptedAt, now);
    if (!attemptedAt)
        return now;
    const auto earliest = std::max({now, *attemptedAt + shortest, polling.notBefore.value_or(now)});
    if (polling.failures > 0) {
        const auto wait = afterFailure.delay(polling.failures);
        return std::max(earliest, *attemptedAt + wait + upTo(wait / 10, random));
    }
    if (polling.isDoubted)
        return earliest;
    const auto dataAt = past(polling.dataAt, now);
    const auto servedAt = past(polling.servedAt, now);
    const auto fresh = std::max(*attemptedAt, dataAt.value_or(*attemptedAt));
    const bool isInUse = !dataAt || (servedAt && now - *servedAt < inUseFor);
    const auto longest = polling.limited ? std::min(polling.interval, whileLimited) : polling.interval;
    const auto wait = isInUse ? std::min(longest, whileInUse) : longest;
    auto due = fresh + wait - upTo(wait / 10, random);
    if (polling.nextReset && *polling.nextReset > fresh)
        due = std::min(due, *polling.nextReset + afterReset + upTo(afterReset, random));
    return std::max(earliest, due);
}

} // namespace sluice
