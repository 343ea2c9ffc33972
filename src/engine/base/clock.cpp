// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/clock.h"

#include <QtCore/QTimer>

namespace sluice {

namespace {

class TimerDeadline final : public Deadline
{
public:
    TimerDeadline(milliseconds delay, std::function<void()> action) : m_parts(delay)
    {
        m_timer.setSingleShot(true);
        // A second of slack lets the system wake once for several long timers.
        m_timer.setTimerType(delay > 20s ? Qt::VeryCoarseTimer : Qt::CoarseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this, action = std::move(action)] {
            if (!m_parts.isOver()) {
                m_timer.start(m_parts.takeNext());
                return;
            }
            // The action may destroy this deadline and with it the closure: run a copy.
            const auto copy = action;
            copy();
        });
        m_timer.start(m_parts.takeNext());
    }

private:
    TimerParts m_parts;
    QTimer m_timer;
};

} // namespace

SystemTime SystemClock::now() const
{
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

SteadyTime SystemClock::steadyNow() const
{
    return std::chrono::time_point_cast<milliseconds>(std::chrono::steady_clock::now());
}

std::unique_ptr<Deadline> SystemClock::after(milliseconds delay, std::function<void()> action)
{
    return std::make_unique<TimerDeadline>(delay, std::move(action));
}

} // namespace sluice
