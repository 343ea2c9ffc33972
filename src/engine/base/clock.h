// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"

#include <QtCore/QObject>

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>

namespace sluice {

//! A pending call. Destroying it cancels the call.
class Deadline
{
public:
    Deadline() = default;
    virtual ~Deadline() = default;
    Q_DISABLE_COPY_MOVE(Deadline)
};

//! The only source of time. Tests move a FakeClock (tests/support) instead of waiting.
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)

    virtual SystemTime now() const = 0; // what people and providers mean
    virtual SteadyTime steadyNow() const = 0; // intervals and time-outs
    //! Calls `action` once, on the calling thread's event loop, never from inside after().
    [[nodiscard]] virtual std::unique_ptr<Deadline> after(milliseconds delay,
                                                          std::function<void()> action) = 0;
};

//! A wait in parts that a QTimer can count: an int of milliseconds ends at 24.8 days.
class TimerParts
{
public:
    explicit constexpr TimerParts(milliseconds wait) : m_left(std::max(wait, 0ms)) { }
    constexpr milliseconds takeNext()
    {
        const auto part = std::min(m_left, longest);
        m_left -= part;
        return part;
    }
    constexpr bool isOver() const { return m_left == 0ms; }

private:
    static constexpr milliseconds longest{std::numeric_limits<int>::max()};
    milliseconds m_left;
};

//! The machine's clocks and Qt timers.
class SystemClock final : public Clock
{
public:
    SystemTime now() const override;
    SteadyTime steadyNow() const override;
    [[nodiscard]] std::unique_ptr<Deadline> after(milliseconds delay, std::function<void()> action) override;
};

} // namespace sluice
