// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"
#include "engine/base/units.h"

namespace sluice {

//! The dials to one upstream that have failed since the last sign of life from it.
struct FailedDials
{
    SteadyTime first = {};
    SteadyTime last = {};
    Error error = {}; //!< of the last one
};

//! One failure passes, and so do those of many connections at the same moment: an outage is what still fails
//! after a while.
inline bool isOutage(const FailedDials &dials)
{
    constexpr milliseconds shortest = 5s;
    return dials.last - dials.first >= shortest;
}

//! After one more. A failure that stood alone for long has nothing to do with it: nobody knows what was
//! between. An outage lasts however rarely somebody tries.
inline FailedDials afterFailure(const FailedDials &before, const Error &error, SteadyTime now)
{
    constexpr milliseconds longestPause = 15min;
    const bool goesOn = isOutage(before) || now - before.last <= longestPause;
    return {.first = goesOn ? before.first : now, .last = now, .error = error};
}

} // namespace sluice
