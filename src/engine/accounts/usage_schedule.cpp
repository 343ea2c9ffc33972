// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/usage_schedule.h"

#include "engine/base/backoff.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr milliseconds shortest = 60s;
constexpr milliseconds whileInUse = 10min;
constexpr milliseconds inUseFor = 30min;
constexpr milliseconds whileLimited = 45min;
constexpr milliseconds afterReset = 30s;
constexpr Backoff afterFailure = {.first = 1min, .longest = 5min};

milliseconds upTo(milliseconds longest, Random &random)
{
    return milliseconds{random.bounded(static_cast<quint32>(longest.count()) + 1)};
}

} // namespace

UsagePolling afterGoodPoll(UsagePolling polling, std::optional<SystemTime> nextReset, SystemTime now)
{
    polling.attemptedAt = now;
    polling.notBefore.reset();
    return afterHeaders(polling, nextReset, now);
}

UsagePolling afterFailedPoll(UsagePolling polling, SystemTime now)
{
    polling.attemptedAt = now;
    ++polling.failures;
    return polling;
}

UsagePolling afterThrottledPoll(UsagePolling polling, std::optional<milliseconds> retryAfter, SystemTime now)
{
    polling.attemptedAt = now;
    polling.notBefore = now + std::max(retryAfter.value_or(shortest), shortest);
    return polling;
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
    const auto notBefore = std::max(now, polling.notBefore.value_or(now));
    if (!polling.attemptedAt)
        return notBefore;
    const auto earliest = std::max(notBefore, *polling.attemptedAt + shortest);
    if (polling.failures > 0) {
        const auto wait = afterFailure.delay(polling.failures);
        return std::max(earliest, *polling.attemptedAt + wait + upTo(wait / 10, random));
    }
    if (polling.doubtedAt && *polling.doubtedAt > *polling.attemptedAt)
        return earliest;
    const auto fresh = std::max(*polling.attemptedAt, polling.dataAt.value_or(*polling.attemptedAt));
    const bool isInUse = !polling.dataAt || (polling.servedAt && now - *polling.servedAt < inUseFor);
    const auto interval = std::clamp(polling.interval, shortest, milliseconds{24h});
    const auto longest = polling.limited ? std::min(interval, whileLimited) : interval;
    const auto wait = isInUse ? std::min(longest, whileInUse) : longest;
    auto due = fresh + wait - upTo(wait / 10, random);
    if (polling.nextReset && *polling.nextReset > fresh)
        due = std::min(due, *polling.nextReset + afterReset + upTo(afterReset, random));
    return std::max(earliest, due);
}

} // namespace sluice
