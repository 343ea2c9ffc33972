// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/random.h"
#include "engine/base/units.h"

#include <optional>

namespace sluice {

//! What decides when an account's usage is asked for next; never in the path of a request.
struct UsagePolling
{
    milliseconds interval = 60min; //!< `usage.poll_minutes`, whose limits are the parser's: the longest wait
    std::optional<SystemTime> attemptedAt = {}; //!< last poll, whatever came of it
    std::optional<SystemTime> dataAt = {}; //!< last utilization, from a poll or from headers
    std::optional<SystemTime> servedAt = {}; //!< last request that this account served
    std::optional<SystemTime> nextReset = {}; //!< the earliest reset as of `dataAt`
    bool isDoubted = false; //!< since the last poll a refusal did not fit what is known
    bool limited = false; //!< out of use until a reset: perhaps it is back before (spec/codex.md 11.3)
    std::optional<SystemTime> notBefore = {}; //!< the usage API's own 429
    int failures = 0; //!< in a row
    bool operator==(const UsagePolling &) const = default;
};

//! Outcomes of a poll. None of them makes an account unusable.
UsagePolling afterGoodPoll(UsagePolling polling, std::optional<SystemTime> nextReset, SystemTime now);
UsagePolling afterFailedPoll(UsagePolling polling, SystemTime now);
//! `retryAfter`: as the usage API said; 60 s without, and an hour at most.
UsagePolling afterThrottledPoll(UsagePolling polling, std::optional<milliseconds> retryAfter, SystemTime now);
//! A response carried utilization: the account need not be asked.
UsagePolling afterHeaders(UsagePolling polling, std::optional<SystemTime> nextReset, SystemTime now);

//! `now` or later, jittered; never less than 60 s after the last attempt. What was noted in the future,
//! before the clock was set back, counts as never.
SystemTime nextPoll(const UsagePolling &polling, SystemTime now, Random &random);

} // namespace sluice
