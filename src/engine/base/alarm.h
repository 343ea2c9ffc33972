// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"

namespace sluice {

//! Calls at a time of the system's clock. A Deadline does not count the time that the machine sleeps and does
//! not know when that clock is set, so an alarm looks at it now and then: after a sleep the call comes within
//! `longestNap`. It comes too when the clock was set back, since then the time may be another one.
class Alarm
{
public:
    static constexpr milliseconds longestNap = 10min;

    Alarm(Clock &clock, std::function<void()> action);
    void set(SystemTime due); //!< in place of the one that was set
    bool isSet() const { return m_nap != nullptr; } //!< or has rung

private:
    Clock &m_clock;
    std::function<void()> m_action;
    std::unique_ptr<Deadline> m_nap;
};

} // namespace sluice
