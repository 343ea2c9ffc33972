// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/rate_limit.h"

#include <QtCore/QJsonObject>

namespace sluice::codex {

//! One window as a source tells of it, whichever that is: headers, the usage answer, an in-band event.
struct WindowReading
{
    std::optional<double> minutes = {}; //!< its length
    std::optional<Percent> utilization = {};
    std::optional<SystemTime> resetsAt = {};
    //! A zero without a length and a reset is how an absent window is written, too.
    bool isAny() const;
    bool operator==(const WindowReading &) const = default;
};

//! The two windows of one limit. Which is which only their lengths tell (spec/codex.md 4.2).
struct LimitReading
{
    WindowReading primary = {};
    WindowReading secondary = {};
    bool isAny() const { return primary.isAny() || secondary.isAny(); }
    bool operator==(const LimitReading &) const = default;
};

//! The windows by kind: by their length, without one by their position; of two of a kind the fuller.
QList<RateLimitWindow> windowsOf(const LimitReading &limit);
void addAccountWindows(RateLimitReport &report, const LimitReading &limit, SystemTime now);
void addScopedWindows(RateLimitReport &report, const QString &scope, const LimitReading &limit);

//! A number, whether written as one or as text; nothing for what is not finite or below zero.
std::optional<double> numberOf(const QJsonValue &value);
//! Unix seconds; milliseconds where seconds would be thousands of years away.
std::optional<SystemTime> timeOf(std::optional<double> unixTime);
//! So many seconds from now; nothing for zero and for more than a year.
std::optional<SystemTime> timeAfter(std::optional<double> waitSeconds, SystemTime now);
//! `primary` and `secondary` as events have them, `primary_window` and `secondary_window` as usage answers
//! do.
LimitReading limitOf(const QJsonObject &limit, SystemTime now);

} // namespace sluice::codex
