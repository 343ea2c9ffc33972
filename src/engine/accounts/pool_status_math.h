// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/account_limits.h"
#include "engine/accounts/availability.h"
#include "engine/accounts/pool_status.h"

namespace sluice {

//! One account's part in a pool.
struct PoolMember
{
    const AccountLimits *limits = nullptr; //!< borrowed for the call, never null
    Caps caps = {};
    double weight = 1;
    Availability availability = Availability::Usable;
};

//! spec/claude.md 7.8: remaining capacity and time to reset, weighted over the accounts with data, limited
//! ones included. Without any data both windows are at 100 % and the weight is 0.
PoolStatus poolStatus(const QList<PoolMember> &members, SystemTime now);

enum class PoolVerdict : std::uint8_t { Allowed, AllowedWarning, Rejected }; // in the order of severity

//! Share of the window that has gone by, 0 to 1; 0 when its reset is unknown.
double windowProgress(const PoolWindow &window, SystemTime now);
//! The window fills faster than time goes by (or is near its end with little left).
bool windowWarning(const PoolWindow &window, SystemTime now);
//! The window that tells most about the pool: full before warning before the rest, then the higher
//! utilization.
WindowKind representativeWindow(const PoolStatus &pool, SystemTime now);
//! Counts windows, not throttles: whose account is back within moments is not told of a limit.
PoolVerdict poolVerdict(const PoolStatus &pool, SystemTime now);
PoolVerdict windowVerdict(const PoolStatus &pool, const PoolWindow &window, SystemTime now);
//! Some account has told of its windows. Without, there is nothing to tell clients: 100 % is only a safe
//! guess.
bool hasNumbers(const PoolStatus &pool);

} // namespace sluice
