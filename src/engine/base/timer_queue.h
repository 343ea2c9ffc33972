// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QHash>

#include <chrono>
#include <optional>
#include <set>
#include <tuple>

namespace sluice {

//! The timers of an event dispatcher in the order in which they fall due. Knows no clock.
class TimerQueue
{
public:
    using Time = std::chrono::nanoseconds; // on the steady clock

    void add(int id, std::chrono::milliseconds interval, Qt::TimerType type, QObject *object, Time now);
    bool remove(int id);
    bool removeAll(const QObject *object);
    QList<QAbstractEventDispatcher::TimerInfo> timersOf(const QObject *object) const;

    std::optional<Time> nextDue() const;
    std::optional<Time> dueOf(int id) const;

    //! What has been armed so far; takeDue() leaves alone what was armed later, so that every timer fires at
    //! most once per turn.
    quint64 mark() const { return m_sequence; }
    struct Fired
    {
        int id = 0;
        QObject *object = nullptr;
    };
    //! The next timer due at `now`; it is armed again for its next time.
    std::optional<Fired> takeDue(Time now, quint64 mark);

private:
    struct Timer
    {
        std::chrono::milliseconds interval = {};
        Qt::TimerType type = Qt::CoarseTimer;
        QObject *object = nullptr;
        Time due = {};
        quint64 sequence = 0;
    };
    using Position = std::tuple<Time, quint64, int>; // due, sequence, id

    void arm(int id, Timer &timer, Time due);

    QHash<int, Timer> m_timers;
    std::set<Position> m_order;
    quint64 m_sequence = 0;
};

//! `due` moved up so that timers which may be late meet: by at most a twentieth of the interval for coarse
//! timers, to the full second for very coarse ones.
TimerQueue::Time alignedDue(TimerQueue::Time due, std::chrono::milliseconds interval, Qt::TimerType type);

} // namespace sluice
