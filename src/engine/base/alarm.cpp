// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/alarm.h"

#include <algorithm>

namespace sluice {

Alarm::Alarm(Clock &clock, std::function<void()> action) : m_clock(clock), m_action(std::move(action)) { }

void Alarm::set(SystemTime due)
{
    const auto begun = m_clock.now();
    m_nap = m_clock.after(std::clamp(due - begun, 0ms, longestNap), [this, due, begun] {
        const auto now = m_clock.now();
        const bool wasSetBack = now < begun;
        if (now < due && !wasSetBack) {
            set(due);
            return;
        }
        const auto action = m_action; // which may destroy this alarm
        action();
    });
}

} // namespace sluice
