// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/timer_queue.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace std::chrono_literals;

class TestTimerQueue : public QObject
{
    Q_OBJECT

private slots:
    void firesInOrderOfDueTime()
    {
        TimerQueue queue;
        queue.add(1, 30ms, Qt::PreciseTimer, this, 0ms);
        queue.add(2, 10ms, Qt::PreciseTimer, this, 0ms);
        queue.add(3, 10ms, Qt::PreciseTimer, this, 0ms);
        QCOMPARE(queue.nextDue(), std::optional<TimerQueue::Time>(10ms));
        QCOMPARE(firedAt(queue, 9ms), QList<int>{});
        QCOMPARE(firedAt(queue, 40ms), (QList<int>{2, 3, 1}));
    }

    void zeroTimerFiresOncePerTurn()
    {
        TimerQueue queue;
        queue.add(1, 0ms, Qt::PreciseTimer, this, 5ms);
        QCOMPARE(firedAt(queue, 5ms), QList<int>{1});
        QCOMPARE(firedAt(queue, 5ms), QList<int>{1});
    }

    void lateTimerDoesNotCatchUp()
    {
        TimerQueue queue;
        queue.add(1, 10ms, Qt::PreciseTimer, this, 0ms);
        QCOMPARE(firedAt(queue, 95ms), QList<int>{1});
        QCOMPARE(queue.dueOf(1), std::optional<TimerQueue::Time>(105ms));
    }

    void removedTimerIsForgotten()
    {
        TimerQueue queue;
        QObject other;
        queue.add(1, 10ms, Qt::PreciseTimer, this, 0ms);
        queue.add(2, 10ms, Qt::PreciseTimer, &other, 0ms);
        QVERIFY(queue.remove(1));
        QVERIFY(!queue.remove(1));
        QVERIFY(queue.removeAll(&other));
        QVERIFY(!queue.nextDue());
        QVERIFY(queue.timersOf(this).isEmpty());
    }

    void coarseTimersMeet_data()
    {
        QTest::addColumn<int>("interval");
        QTest::addColumn<Qt::TimerType>("type");
        QTest::addColumn<int>("aligned"); // of 12'345 ms
        QTest::newRow("precise") << 60'000 << Qt::PreciseTimer << 12'345;
        QTest::newRow("coarse minute") << 60'000 << Qt::CoarseTimer << 13'000;
        QTest::newRow("coarse second") << 1'000 << Qt::CoarseTimer << 12'350;
        QTest::newRow("coarse and short") << 50 << Qt::CoarseTimer << 12'345;
        QTest::newRow("very coarse") << 1'000 << Qt::VeryCoarseTimer << 13'000;
    }

    void coarseTimersMeet()
    {
        QFETCH(const int, interval);
        QFETCH(const Qt::TimerType, type);
        QFETCH(const int, aligned);
        QVERIFY(alignedDue(12'345ms, std::chrono::milliseconds{interval}, type) == std::chrono::milliseconds{aligned});
    }

private:
    static QList<int> firedAt(TimerQueue &queue, TimerQueue::Time now)
    {
        QList<int> ids;
        const auto mark = queue.mark();
        while (const auto fired = queue.takeDue(now, mark))
            ids.append(fired->id);
        return ids;
    }
};

QTEST_GUILESS_MAIN(TestTimerQueue)
#include "tst_timer_queue.moc"
