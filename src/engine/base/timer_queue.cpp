// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/timer_queue.h"

#include <algorithm>
#include <array>

namespace sluice {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

milliseconds stepOf(milliseconds interval, Qt::TimerType type)
{
    switch (type) {
    case Qt::PreciseTimer:
        return 0ms;
    case Qt::CoarseTimer:
        for (const auto step : std::array{1000ms, 500ms, 250ms, 100ms, 50ms, 10ms, 5ms}) {
            if (step * 20 <= interval)
                return step;
        }
        return 0ms;
    case Qt::VeryCoarseTimer:
        return 1000ms;
    }
    return 0ms;
}

} // namespace

TimerQueue::Time alignedDue(TimerQueue::Time due, milliseconds interval, Qt::TimerType type)
{
    const TimerQueue::Time step = stepOf(interval, type);
    if (step == 0ns)
        return due;
    return (due + step - 1ns) / step * step;
}

void TimerQueue::add(int id, milliseconds interval, Qt::TimerType type, QObject *object, Time now)
{
    auto &timer = m_timers[id];
    timer = {.interval = interval, .type = type, .object = object};
    arm(id, timer, now + interval);
}

void TimerQueue::arm(int id, Timer &timer, Time due)
{
    timer.due = alignedDue(due, timer.interval, timer.type);
    timer.sequence = m_sequence++;
    m_order.emplace(timer.due, timer.sequence, id);
}

bool TimerQueue::remove(int id)
{
    const auto it = m_timers.constFind(id);
    if (it == m_timers.constEnd())
        return false;
    m_order.erase({it->due, it->sequence, id});
    m_timers.erase(it);
    return true;
}

bool TimerQueue::removeAll(const QObject *object)
{
    const auto timers = timersOf(object);
    for (const auto &timer : timers)
        remove(timer.timerId);
    return !timers.isEmpty();
}

QList<QAbstractEventDispatcher::TimerInfo> TimerQueue::timersOf(const QObject *object) const
{
    QList<QAbstractEventDispatcher::TimerInfo> result;
    for (auto it = m_timers.cbegin(); it != m_timers.cend(); ++it) {
        if (it->object == object)
            result.append({it.key(), static_cast<int>(it->interval.count()), it->type});
    }
    return result;
}

std::optional<TimerQueue::Time> TimerQueue::nextDue() const
{
    if (m_order.empty())
        return std::nullopt;
    return std::get<Time>(*m_order.begin());
}

std::optional<TimerQueue::Time> TimerQueue::dueOf(int id) const
{
    const auto it = m_timers.constFind(id);
    if (it == m_timers.constEnd())
        return std::nullopt;
    return it->due;
}

std::optional<TimerQueue::Fired> TimerQueue::takeDue(Time now, quint64 mark)
{
    if (m_order.empty())
        return std::nullopt;
    const auto [due, sequence, id] = *m_order.begin();
    if (due > now || sequence >= mark)
        return std::nullopt;
    m_order.erase(m_order.begin());
    auto &timer = m_timers[id];
    // A timer that is more than a whole interval behind does not catch up.
    const auto next = due + timer.interval;
    arm(id, timer, next < now ? now + timer.interval : std::max(next, now));
    return Fired{id, timer.object};
}

} // namespace sluice
