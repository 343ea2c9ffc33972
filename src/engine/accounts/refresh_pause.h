// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/backoff.h"

#include <array>
#include <optional>

namespace sluice {

//! How long to leave the token endpoint alone after failed refreshes in a row (spec/claude.md 3.6): as long
//! as it asked for, but no more than an hour; after a 429 without a word 60 s, doubling to 10 min; else 5 s,
//! 30 s, 60 s, 5 min.
class RefreshPause
{
public:
    //! Counts one more failure; the answer is the wait until the next try.
    milliseconds extend(bool rateLimited, std::optional<milliseconds> retryAfter)
    {
        static constexpr std::array steps{milliseconds{5s}, milliseconds{30s}, milliseconds{60s},
                                          milliseconds{5min}};
        if (retryAfter)
            retryAfter = std::min(*retryAfter, longest);
        if (rateLimited) {
            ++m_rateLimits;
            return retryAfter.value_or(Backoff{.first = 60s, .longest = 10min}.delay(m_rateLimits));
        }
        const auto step = steps.at(m_failures);
        m_failures = std::min(m_failures + 1, steps.size() - 1);
        return std::max(step, retryAfter.value_or(0ms));
    }
    void clear() { *this = {}; }

private:
    //! A mistaken answer must not keep a login from being refreshed for days.
    static constexpr milliseconds longest = 1h;

    std::size_t m_failures = 0; // index of the next step
    int m_rateLimits = 0;
};

} // namespace sluice
