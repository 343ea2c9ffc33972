// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/pool_status_math.h"
#include "tests/support/fake_random.h"

#include <QtTest/QTest>

using namespace sluice;

namespace {

constexpr SystemTime kNow = fromUnixMilliseconds(1'774'000'000'000);

AccountLimits limits(double fiveHour, milliseconds fiveHourLeft, double weekly, milliseconds weeklyLeft)
{
    AccountLimits result;
    const RateLimitReport report = {
        .windows = {
            {.kind = WindowKind::FiveHour, .utilization = Percent{fiveHour}, .resetsAt = kNow + fiveHourLeft},
            {.kind = WindowKind::Weekly, .utilization = Percent{weekly}, .resetsAt = kNow + weeklyLeft}}};
    result.applyHeaders(report, kNow);
    return result;
}

PoolStatus status(Percent fiveHour, std::optional<SystemTime> fiveHourReset, Percent weekly,
                  std::optional<SystemTime> weeklyReset)
{
    return {.fiveHour = {.kind = WindowKind::FiveHour, .utilization = fiveHour, .resetsAt = fiveHourReset},
            .weekly = {.kind = WindowKind::Weekly, .utilization = weekly, .resetsAt = weeklyReset}};
}

QByteArray fraction(const PoolWindow &window)
{
    return QByteArray::number(window.utilization.fraction(), 'f', 6);
}

} // namespace

class TestPoolStatusMath : public QObject
{
    Q_OBJECT

private slots:
    void weighsRemainingCapacityAndResets()
    {
        const auto large = limits(40, 2h, 20, 100h);
        const auto small = limits(70, 4h, 10, 50h);
        const auto pool = poolStatus({{.limits = &large, .weight = 10},
                                      {.limits = &small, .caps = {.fiveHour = 80_pct, .weekly = 80_pct}}},
                                     kNow);
        QCOMPARE(pool.fiveHour.utilization.value(), 45.45454545454545);
        QCOMPARE(pool.weekly.utilization.value(), 21.818181818181813);
        QCOMPARE(fraction(pool.fiveHour), "0.454545");
        QCOMPARE(fraction(pool.weekly), "0.218182");
        QCOMPARE(toUnixSeconds(*pool.fiveHour.resetsAt), 1774007854);
        QCOMPARE(toUnixSeconds(*pool.weekly.resetsAt), 1774343636);
        QCOMPARE(pool.weight, 11.0);
        QVERIFY(poolVerdict(pool, kNow) == PoolVerdict::Allowed);
        QVERIFY(representativeWindow(pool, kNow) == WindowKind::FiveHour);
        QVERIFY(!pool.isLimited);
    }

    void capsEnterBySubtraction()
    {
        const auto large = limits(40, 2h, 0, 100h);
        const auto small = limits(90, 2h, 0, 100h);
        const auto pool = poolStatus({{.limits = &large, .weight = 10}, {.limits = &small}}, kNow);
        QCOMPARE(fraction(pool.fiveHour), "0.455455");
        QCOMPARE(pool.weekly.utilization.value(), 1.0); // idle at cap 99
    }

    void withoutDataThePoolIsFull()
    {
        const AccountLimits nothing;
        for (const auto &pool :
             {poolStatus({}, kNow), poolStatus({{.limits = &nothing, .weight = 10}}, kNow)}) {
            QVERIFY(pool.fiveHour.utilization == 100_pct);
            QVERIFY(pool.weekly.utilization == 100_pct);
            QVERIFY(!pool.fiveHour.resetsAt);
            QCOMPARE(pool.weight, 0.0);
        }
    }

    void withoutWeightThePoolIsEmpty()
    {
        const auto some = limits(40, 2h, 20, 100h);
        QVERIFY(poolStatus({{.limits = &some, .weight = 0}}, kNow).fiveHour.utilization == 0_pct);
    }

    void passedResetsAreSkipped()
    {
        const auto early = limits(40, 1h, 20, 100h);
        const auto late = limits(40, 4h, 20, 100h);
        const auto pool = poolStatus({{.limits = &early}, {.limits = &late}}, kNow + 2h);
        QVERIFY(pool.fiveHour.resetsAt == kNow + 4h);
        QCOMPARE(pool.fiveHour.utilization.value(), 100 - (99.0 + 59.0) / 2);
        QVERIFY(!poolStatus({{.limits = &early}}, kNow + 2h).fiveHour.resetsAt);
    }

    void isLimitedWhenNobodyIsUsableAndSomebodyLimited()
    {
        const auto full = limits(100, 2h, 20, 100h);
        const auto worse = limits(10, 2h, 100, 100h);
        const PoolMember first = {.limits = &worse, .availability = Availability::RateLimited};
        const PoolMember second = {.limits = &full, .availability = Availability::RateLimited};
        const PoolMember away = {.limits = &full, .availability = Availability::Unavailable};
        const PoolMember fine = {.limits = &full, .availability = Availability::Usable};
        const auto pool = poolStatus({first, second, away}, kNow);
        QVERIFY(pool.isLimited);
        QVERIFY(pool.firstBackAt == kNow + 2h);
        QVERIFY(pool.limitedBy == WindowKind::FiveHour);
        QVERIFY(poolVerdict(pool, kNow) == PoolVerdict::Rejected);
        QVERIFY(!poolStatus({first, fine}, kNow).isLimited);
        QVERIFY(!poolStatus({away}, kNow).isLimited);
    }

    void throttleIsNoLimitOfThePool()
    {
        FakeRandom random;
        auto throttled = limits(11, 2h, 20, 100h);
        AccountLimits unknown;
        for (auto *each : {&throttled, &unknown})
            each->refused({.kind = RefusalKind::Throttle, .until = kNow + 6s}, {}, kNow, random);
        const auto full = limits(100, 3h, 20, 100h);
        const auto limited = [](const AccountLimits &each) {
            return PoolMember{.limits = &each, .availability = Availability::RateLimited};
        };
        for (const auto &pool : {poolStatus({limited(throttled)}, kNow),
                                 poolStatus({limited(full), limited(throttled)}, kNow)}) {
            QVERIFY(!pool.isLimited);
            QVERIFY(pool.firstBackAt == kNow + 6s);
            QVERIFY(poolVerdict(pool, kNow) != PoolVerdict::Rejected);
        }
        // One that has told nothing of its windows yet serves in a moment, though the known ones are full.
        const auto pool = poolStatus({limited(full), limited(unknown)}, kNow);
        QVERIFY(!(pool.fiveHour.utilization < 100_pct));
        QVERIFY(poolVerdict(pool, kNow) == PoolVerdict::AllowedWarning);
        QVERIFY(poolStatus({limited(full)}, kNow).isLimited);

        auto both = full;
        both.refused({.kind = RefusalKind::Throttle, .until = kNow + 6s}, {}, kNow, random);
        QVERIFY(poolStatus({limited(both)}, kNow).isLimited); // its window is in the way too
    }

    void warnsWhenUseRunsAheadOfTime_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("used");
        QTest::addColumn<qint64>("minutesLeft");
        QTest::addColumn<bool>("warns");
        constexpr int fiveHour = static_cast<int>(WindowKind::FiveHour);
        constexpr int weekly = static_cast<int>(WindowKind::Weekly);
        constexpr qint64 week = 7 * 24 * 60;
        QTest::newRow("5h 92, 80 min left") << fiveHour << 92.0 << qint64(80) << true;
        QTest::newRow("5h 90 at 0.72") << fiveHour << 90.0 << qint64(84) << true;
        QTest::newRow("5h 90 before 0.72") << fiveHour << 90.0 << qint64(85) << false;
        QTest::newRow("5h 89.9") << fiveHour << 89.9 << qint64(10) << false;
        QTest::newRow("5h no reset") << fiveHour << 99.0 << qint64(-1) << false;
        QTest::newRow("7d 30, 4 d left") << weekly << 30.0 << qint64(4 * 24 * 60) << true;
        QTest::newRow("7d 25 before 0.15") << weekly << 25.0 << week * 86 / 100 << false;
        QTest::newRow("7d 50 before 0.35") << weekly << 50.0 << week * 66 / 100 << false;
        QTest::newRow("7d 50 after 0.35") << weekly << 50.0 << week * 64 / 100 << true;
        QTest::newRow("7d 75 before 0.60") << weekly << 75.0 << week * 41 / 100 << false;
        QTest::newRow("7d 75 after 0.60") << weekly << 75.0 << week * 39 / 100 << true;
        QTest::newRow("7d 24.9") << weekly << 24.9 << qint64(60) << false;
    }

    void warnsWhenUseRunsAheadOfTime()
    {
        QFETCH(const int, kind);
        QFETCH(const double, used);
        QFETCH(const qint64, minutesLeft);
        QFETCH(const bool, warns);
        PoolWindow window = {.kind = static_cast<WindowKind>(kind), .utilization = Percent{used}};
        if (minutesLeft >= 0)
            window.resetsAt = kNow + std::chrono::minutes{minutesLeft};
        QCOMPARE(windowWarning(window, kNow), warns);
    }

    void bothWindowsMayWarn()
    {
        const auto pool = status(92_pct, kNow + 80min, 30_pct, kNow + 96h);
        QVERIFY(qAbs(windowProgress(pool.fiveHour, kNow) - 0.733) < 0.001);
        QVERIFY(qAbs(windowProgress(pool.weekly, kNow) - 0.429) < 0.001);
        QVERIFY(poolVerdict(pool, kNow) == PoolVerdict::AllowedWarning);
        QVERIFY(representativeWindow(pool, kNow) == WindowKind::FiveHour);
    }

    void theWindowThatTellsMostRepresents()
    {
        const auto soon = kNow + 10min;
        QVERIFY(representativeWindow(status(99_pct, soon, 100_pct, {}), kNow)
                == WindowKind::Weekly); // full first
        QVERIFY(representativeWindow(status(80_pct, soon, 30_pct, soon), kNow)
                == WindowKind::Weekly); // warning
        QVERIFY(representativeWindow(status(10_pct, soon, 20_pct, {}), kNow) == WindowKind::Weekly); // higher
        QVERIFY(representativeWindow(status(10_pct, {}, 10_pct, soon), kNow)
                == WindowKind::Weekly); // has a reset
        QVERIFY(representativeWindow(status(10_pct, soon, 10_pct, soon), kNow) == WindowKind::FiveHour);
        QVERIFY(representativeWindow(status(10_pct, {}, 10_pct, {}), kNow) == WindowKind::FiveHour);
    }

    void progressStaysWithinTheWindow()
    {
        QCOMPARE(windowProgress({.kind = WindowKind::FiveHour, .resetsAt = kNow + 9h}, kNow), 0.0);
        QCOMPARE(windowProgress({.kind = WindowKind::FiveHour, .resetsAt = kNow - 9h}, kNow), 1.0);
        QCOMPARE(windowProgress({.kind = WindowKind::FiveHour}, kNow), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestPoolStatusMath)
#include "tst_pool_status_math.moc"
