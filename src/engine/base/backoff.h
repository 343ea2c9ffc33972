// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"

#include <algorithm>

namespace sluice {

//! Growing delay between tries: `first`, doubled each time, at most `longest`. The exponent is bounded, so
//! no number of failures overflows it (spec/gateway.md 4.3).
struct Backoff
{
    milliseconds first = 1s;
    milliseconds longest = 5min;

    //! The wait after `failures` failures in a row (1 or more); zero for none.
    constexpr milliseconds delay(int failures) const
    {
        if (failures <= 0)
            return 0ms;
        milliseconds result = first;
        for (int i = 1; i < failures && result < longest; ++i)
            result *= 2;
        return std::min(result, longest);
    }
};

static_assert(Backoff{.first = 60s, .longest = 5min}.delay(1) == 60s);
static_assert(Backoff{.first = 60s, .longest = 5min}.delay(54) == 5min);

} // namespace sluice
