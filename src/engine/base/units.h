// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QtGlobal>

#include <chrono>
#include <compare>
#include <optional>

namespace sluice {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::seconds;

//! Wall-clock time with millisecond resolution: what people and providers mean.
using SystemTime = std::chrono::time_point<std::chrono::system_clock, milliseconds>;
//! Monotonic time: intervals and time-outs.
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, milliseconds>;

constexpr SystemTime fromUnixMilliseconds(qint64 value)
{
    return SystemTime{milliseconds{value}};
}

constexpr qint64 toUnixMilliseconds(SystemTime time)
{
    return time.time_since_epoch().count();
}

constexpr qint64 toUnixSeconds(SystemTime time)
{
    return std::chrono::floor<seconds>(time).time_since_epoch().count();
}

//! A share of a rate-limit window, 0 to 100 and above where a provider reports an overdraft.
class Percent
{
public:
    constexpr Percent() = default;
    constexpr explicit Percent(double value) : m_value(value) { }
    static constexpr Percent ofFraction(double fraction) { return Percent{fraction * 100}; }

    constexpr double value() const { return m_value; }
    constexpr double fraction() const { return m_value / 100; }
    constexpr auto operator<=>(const Percent &) const = default;
    constexpr Percent operator+(Percent other) const { return Percent{m_value + other.m_value}; }
    constexpr Percent operator-(Percent other) const { return Percent{m_value - other.m_value}; }

private:
    double m_value = 0;
};

constexpr Percent operator""_pct(unsigned long long value)
{
    return Percent{static_cast<double>(value)};
}

} // namespace sluice
