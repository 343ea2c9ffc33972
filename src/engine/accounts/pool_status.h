// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/rate_limit.h"

namespace sluice {

//! One window as a whole pool has it (spec/claude.md 7.8, spec/gateway.md 5.1).
struct PoolWindow
{
    WindowKind kind = WindowKind::FiveHour;
    Percent utilization = {}; //!< 100 minus the weighted remaining capacity
    std::optional<SystemTime> resetsAt = {}; //!< weighted mean of the known future resets
    bool operator==(const PoolWindow &) const = default;
};

//! What a gateway user may know of the limits: the pool's numbers, never one account's.
struct PoolStatus
{
    PoolWindow fiveHour = {.kind = WindowKind::FiveHour};
    PoolWindow weekly = {.kind = WindowKind::Weekly};
    double weight = 0; //!< sum of the plan weights of accounts with data
    //! No account usable, at least one of them for its limit; a throttle is none.
    bool isLimited = false;
    bool isThrottled = false; //!< an account is asked to wait a moment, and nothing else is in its way
    std::optional<SystemTime> firstBackAt = {}; //!< when the first limited account is usable again
    std::optional<WindowKind> limitedBy = {}; //!< the window behind firstBackAt, where it is known
    QString limitedModel = {}; //!< the limit holds for this model only: others would be served
    bool operator==(const PoolStatus &) const = default;
};

} // namespace sluice
