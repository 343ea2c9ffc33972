// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/alarm.h"
#include "tests/support/fake_clock.h"

#include <QtTest/QTest>

using namespace sluice;

namespace {

struct Fixture
{
    FakeClock clock;
    int rings = 0;
    Alarm alarm{clock, [this] { ++rings; }};
};

} // namespace

class TestAlarm : public QObject
{
    Q_OBJECT

private slots:
    void ringsOnceAtItsTime_data()
    {
        QTest::addColumn<qint64>("after"); // seconds
        QTest::newRow("soon") << qint64{5};
        QTest::newRow("a nap") << qint64{600};
        QTest::newRow("many naps") << qint64{86'401};
    }
    void ringsOnceAtItsTime()
    {
        QFETCH(const qint64, after);
        Fixture fixture;
        QVERIFY(!fixture.alarm.isSet());
        fixture.alarm.set(fixture.clock.now() + seconds{after});
        QVERIFY(fixture.alarm.isSet());
        QCOMPARE(fixture.rings, 0); // never from inside set()
        fixture.clock.advance(seconds{after} - 1ms);
        QCOMPARE(fixture.rings, 0);
        fixture.clock.advance(1ms);
        QCOMPARE(fixture.rings, 1);
        fixture.clock.advance(24h);
        QCOMPARE(fixture.rings, 1);
    }

    void ringsSoonAfterTheMachineSleptThroughIt()
    {
        Fixture fixture;
        fixture.alarm.set(fixture.clock.now() + 5h);
        fixture.clock.advance(1h);
        fixture.clock.jump(8h);
        fixture.clock.advance(Alarm::longestNap);
        QCOMPARE(fixture.rings, 1);
    }

    void aSleepBeforeItsTimeChangesNothing()
    {
        Fixture fixture;
        fixture.alarm.set(fixture.clock.now() + 5h);
        fixture.clock.jump(4h);
        fixture.clock.advance(1h - 1ms);
        QCOMPARE(fixture.rings, 0);
        fixture.clock.advance(1ms);
        QCOMPARE(fixture.rings, 1);
    }

    void ringsSoonAfterTheClockWasSetBack()
    {
        Fixture fixture;
        fixture.alarm.set(fixture.clock.now() + 5h);
        fixture.clock.jump(-24h);
        fixture.clock.advance(Alarm::longestNap);
        QCOMPARE(fixture.rings, 1);
        QCOMPARE(fixture.clock.pendingDeadlines(), 0);
    }

    void theLastTimeThatWasSetHolds()
    {
        Fixture fixture;
        fixture.alarm.set(fixture.clock.now() + 1min);
        fixture.alarm.set(fixture.clock.now() + 1h);
        fixture.clock.advance(59min);
        QCOMPARE(fixture.rings, 0);
        fixture.clock.advance(1min);
        QCOMPARE(fixture.rings, 1);
    }

    void mayBeSetAgainOrDestroyedWhileItRings()
    {
        FakeClock clock;
        QList<milliseconds> rings;
        const auto begin = clock.now();
        std::unique_ptr<Alarm> alarm;
        alarm = std::make_unique<Alarm>(clock, [&] {
            rings.append(clock.now() - begin);
            if (rings.size() < 3)
                alarm->set(clock.now() + 1h);
            else
                alarm.reset();
        });
        alarm->set(begin + 1h);
        clock.advance(24h);
        QCOMPARE(rings, (QList<milliseconds>{1h, 2h, 3h}));
        QVERIFY(!alarm);
    }
};

QTEST_GUILESS_MAIN(TestAlarm)
#include "tst_alarm.moc"
