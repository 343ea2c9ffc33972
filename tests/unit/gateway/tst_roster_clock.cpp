// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/unit/gateway/roster_bench.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

//! What is local time while it lives.
class LocalZone
{
public:
    explicit LocalZone(const QByteArray &zone) : m_before(qgetenv("TZ")) { qputenv("TZ", zone); }
    ~LocalZone() { qputenv("TZ", m_before); }
    Q_DISABLE_COPY_MOVE(LocalZone)

private:
    QByteArray m_before;
};

} // namespace

//! What changes because time passes, or because the clock is set.
class TestRosterClock : public QObject
{
    Q_OBJECT

private slots:
    void aDayEndsAtMidnightOnTheClockOnTheWall_data()
    {
        const QByteArray berlin = "CET-1CEST,M3.5.0,M10.5.0/3";
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<int>("hours");
        QTest::newRow("usual") << QByteArray("UTC") << qint64{1'774'051'200'000} << 24;
        QTest::newRow("usual elsewhere") << berlin << qint64{1'774'652'400'000} << 24;
        QTest::newRow("summer begins") << berlin << qint64{1'774'738'800'000} << 23;
        QTest::newRow("summer ends") << berlin << qint64{1'792'879'200'000} << 25;
    }
    void aDayEndsAtMidnightOnTheClockOnTheWall()
    {
        QFETCH(const QByteArray, zone);
        QFETCH(const qint64, begin);
        QFETCH(const int, hours);
        const LocalZone local(zone);
        GatewayBench bench(QStringList{});
        bench.clock.jump(fromUnixMilliseconds(begin) - bench.clock.now());
        bench.roster.countRequest();
        bench.roster.countRequest();
        QCOMPARE(bench.snapshot().requestsToday, quint64{2});
        const QSignalSpy changed(&bench.roster, &Roster::changed);
        bench.clock.advance(std::chrono::hours{hours} - 1s);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(bench.snapshot().requestsToday, quint64{2});
        bench.clock.advance(1s);
        QCOMPARE(changed.size(), 1); // a window that is open shows the new day though nothing else happens
        QCOMPARE(bench.snapshot().requestsToday, quint64{0});
    }

    void theFirstRequestAfterMidnightIsOneOfTheNewDay()
    {
        const LocalZone local("UTC");
        GatewayBench bench(QStringList{});
        bench.clock.jump(fromUnixMilliseconds(1'774'051'190'000) - bench.clock.now()); // 10 s to midnight
        bench.roster.countRequest();
        bench.roster.countRequest();
        bench.clock.advance(20s);
        bench.roster.countRequest();
        QCOMPARE(bench.snapshot().requestsToday, quint64{1});
    }

    void aClockThatWasADayAheadLeavesNoCountBehind()
    {
        GatewayBench bench(QStringList{});
        bench.clock.jump(24h);
        bench.roster.countRequest();
        bench.clock.jump(-24h);
        bench.roster.countRequest();
        QCOMPARE(bench.snapshot().requestsToday, quint64{1});
    }

    void aPoolIsLookedAtAnewOnceTheClockWasSetBack()
    {
        GatewayBench bench;
        const auto now = bench.clock.now();
        accountOf(bench).learn({.windows = {{WindowKind::FiveHour, Percent{50}, now + 2h, now}}});
        const auto pool = bench.roster.poolFor(*bench.providers.all().front(), nullptr);
        const auto before = pool->status();
        bench.clock.jump(3h); // the clock is wrong
        QVERIFY(pool->status() != before); // the window would be over
        bench.clock.jump(-3h);
        QVERIFY(pool->status() == before);
    }

    void aResetDuringASleepShowsSoonAfterIt()
    {
        GatewayBench bench;
        const auto now = bench.clock.now();
        accountOf(bench).learn({.windows = {{WindowKind::FiveHour, Percent{50}, now + 3h, now}}});
        QCOMPARE(bench.snapshot().accounts.first().windows.first().utilization, Percent{50});
        const QSignalSpy changed(&bench.roster, &Roster::changed);
        bench.clock.advance(1h);
        QCOMPARE(changed.size(), 0);
        bench.clock.jump(4h);
        bench.clock.advance(10min);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(bench.snapshot().accounts.first().windows.first().utilization, Percent{0});
    }
};

QTEST_GUILESS_MAIN(TestRosterClock)
#include "tst_roster_clock.moc"
