// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/stream_ticker.h"

#include <algorithm>

namespace sluice {

void StreamTicker::wakeAt(SteadyTime due, Ticking *who)
{
    m_waiting.emplace(due, who);
    arm();
}

void StreamTicker::cancel(SteadyTime due, Ticking *who)
{
    m_waiting.erase({due, who});
}

void StreamTicker::arm()
{
    if (m_waiting.empty())
        return;
    const SteadyTime due = m_waiting.begin()->first;
    if (m_deadline && m_armedFor <= due)
        return;
    m_armedFor = due;
    m_deadline = m_clock.after(std::max<milliseconds>(due - now(), 1ms), [this] { onDue(); });
}

void StreamTicker::onDue()
{
    const SteadyTime until = now();
    m_armedFor = SteadyTime::min(); // so that wakeAt() does not arm: what is due by now is served here
    while (!m_waiting.empty() && m_waiting.begin()->first <= until) {
        Ticking *who = m_waiting.begin()->second;
        m_waiting.erase(m_waiting.begin());
        who->tick();
    }
    m_deadline.reset();
    arm();
}

} // namespace sluice
