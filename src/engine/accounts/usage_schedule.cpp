// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/usage_schedule.h"

#include "engine/base/backoff.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr milliseconds kShortest = 60s;
constexpr milliseconds kWhileInUse = 10min;
constexpr milliseconds kInUseFor = 30min;
constexpr milliseconds kWhileLimited = 45min;
constexpr milliseconds kAfterReset = 30s;
constexpr Backoff kAfterFailure = {.first = 1min, .longest = 5min};

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
    polling.notBefore = now + std::max(retryAfter.value_or(kShortest), kShortest);
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
    const auto earliest = std::max(notBefore, *polling.attemptedAt + kShortest);
    if (polling.failures > 0) {
        const auto wait = kAfterFailure.delay(polling.failures);
        return std::max(earliest, *polling.attemptedAt + wait + upTo(wait / 10, random));
    }
    if (polling.doubtedAt && *polling.doubtedAt > *polling.attemptedAt)
        return earliest;
    const auto fresh = std::max(*polling.attemptedAt, polling.dataAt.value_or(*polling.attemptedAt));
    const bool isInUse = !polling.dataAt || (polling.servedAt && now - *polling.servedAt < kInUseFor);
    const auto interval = std::clamp(polling.interval, kShortest, milliseconds{24h});
    const auto longest = polling.limited ? std::min(interval, kWhileLimited) : interval;
    const auto wait = isInUse ? std::min(longest, kWhileInUse) : longest;
    auto due = fresh + wait - upTo(wait / 10, random);
    if (polling.nextReset && *polling.nextReset > fresh)
        due = std::min(due, *polling.nextReset + kAfterReset + upTo(kAfterReset, random));
    return std::max(earliest, due);
}

} // namespace sluice
