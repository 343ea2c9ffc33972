// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace sluice {

// How an account is chosen, as config.json says it.

enum class Strategy : std::uint8_t { LeastUsed, RoundRobin, Random, Fallback };
enum class Priority : std::int8_t { Low = -1, Normal = 0, High = 1 };

} // namespace sluice
