// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/rate_limit.h"

namespace sluice {

enum class Outlook : std::uint8_t {
    Unknown, //!< no data, or too early to say
    Lasts,
    RunsOutEarly, //!< full before its reset, should use go on as it did
    Exhausted,
};

//! How a window will go, for the tray.
struct Forecast
{
    Outlook outlook = Outlook::Unknown;
    std::optional<double> elapsed = {}; //!< share of the window gone by, 0 to 1: the even pace
    std::optional<SystemTime> fullAt = {}; //!< for RunsOutEarly
    bool operator==(const Forecast &) const = default;
};

//! Straight on from the window's start. Says nothing before 15 min (of five hours, and of every longer
//! window) have gone by or below 10 % used: a first long prompt is no trend. `cap`: what counts as full.
//! `length`: how long the window runs.
Forecast forecast(const RateLimitWindow &window, Percent cap, milliseconds length, SystemTime now);

} // namespace sluice
