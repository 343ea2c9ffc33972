// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

namespace sluice {

// How an account is chosen, as config.json says it.

enum class Strategy : std::uint8_t { LeastUsed, RoundRobin, Random, Fallback };
enum class Priority : std::int8_t { Low = -1, Normal = 0, High = 1 };

//! Where an account pauses of one window, in percent: at a limit, or at what leaves a reserve. Neither stands
//! for the default, both exclude one another.
struct AccountStop
{
    std::optional<int> limit = {};
    std::optional<int> reserve = {};

    constexpr std::optional<int> percent() const { return reserve ? std::optional(100 - *reserve) : limit; }
    bool operator==(const AccountStop &) const = default;
};

} // namespace sluice
