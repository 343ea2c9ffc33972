// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/usage_schedule.h"
#include "tests/support/fake_random.h"

#include <QtTest/QTest>

using namespace sluice;

namespace {

constexpr SystemTime kNow = fromUnixMilliseconds(1'774'000'000'000);

SystemTime next(const UsagePolling &polling, SystemTime now = kNow)
{
    FakeRandom random;
    return nextPoll(polling, now, random);
}

} // namespace

class TestUsageSchedule : public QObject
{
    Q_OBJECT

private slots:
    void asksAtOnceAfterStartAndLogin() { QVERIFY(next({}) == kNow); }

    void asksIdleAccountsByTheSetting()
    {
        const auto polled = afterGoodPoll({}, {}, kNow);
        QVERIFY(next(polled) == kNow + 60min);
        for (const milliseconds interval : {milliseconds{1min}, milliseconds{5min}, milliseconds{24h * 7}})
            QVERIFY(next(afterGoodPoll({.interval = interval}, {}, kNow)) == kNow + interval);
    }

    void asksMoreOftenWhatIsInUse()
    {
        auto polling = afterGoodPoll({}, {}, kNow);
        polling.servedAt = kNow;
        QVERIFY(next(polling) == kNow + 10min);
        QVERIFY(next(polling, kNow + 31min) == kNow + 60min); // not lately any more
        polling.interval = 24h * 7;
        QVERIFY(next(polling) == kNow + 10min);
    }

    void doesNotAskABusyAccount()
    {
        auto polling = afterGoodPoll({}, {}, kNow);
        for (int minute = 1; minute < 120; ++minute) {
            const auto now = kNow + std::chrono::minutes{minute};
            polling.servedAt = now;
            polling = afterHeaders(polling, {}, now);
            QVERIFY(next(polling, now) == now + 10min);
        }
    }

    void asksAgainShortlyAfterAReset()
    {
        auto polling = afterGoodPoll({}, kNow + 20min, kNow);
        QVERIFY(next(polling) == kNow + 20min + 30s);
        QVERIFY(next(polling, kNow + 20min + 10s) == kNow + 20min + 30s);
        polling = afterGoodPoll(polling, kNow + 20min, kNow + 21min); // the reset is known to have passed
        QVERIFY(next(polling, kNow + 21min) == kNow + 81min);
    }

    void failuresBackOffToFiveMinutes()
    {
        auto polling = UsagePolling{};
        auto now = kNow;
        for (const auto expected : {1min, 2min, 4min, 5min, 5min, 5min}) {
            polling = afterFailedPoll(polling, now);
            QVERIFY(next(polling, now) == now + expected);
            now += expected;
        }
        QCOMPARE(afterHeaders(polling, {}, now).failures, 0);
    }

    void theUsageApisOwnLimitOnlyWaits()
    {
        const auto plain = afterThrottledPoll({}, {}, kNow);
        QCOMPARE(plain.failures, 0);
        QVERIFY(plain.notBefore == kNow + 60s);
        QVERIFY(next(afterThrottledPoll({}, 20min, kNow)) == kNow + 20min);
        QVERIFY(afterThrottledPoll({}, 0s, kNow).notBefore == kNow + 60s);
        QVERIFY(afterThrottledPoll({}, 24h * 366, kNow).notBefore == kNow + 1h);
    }

    void neverAsksTwiceWithinAMinute()
    {
        for (const quint32 chance : {0U, 4'000'000'000U}) {
            FakeRandom random(chance);
            auto polling = afterGoodPoll({.interval = 1s}, kNow + 1s, kNow);
            QVERIFY(nextPoll(polling, kNow, random) >= kNow + 60s);
        }
    }

    void aRefusalThatDoesNotFitIsLookedIntoSoon()
    {
        auto polling = afterGoodPoll({}, {}, kNow);
        polling.isDoubted = true;
        QVERIFY(next(polling, kNow + 5s) == kNow + 60s);
        QVERIFY(next(polling, kNow + 10min) == kNow + 10min);
        polling = afterHeaders(polling, {}, kNow + 10min); // numbers in the refusal itself do not settle it
        QVERIFY(next(polling, kNow + 10min) == kNow + 10min);
        polling = afterGoodPoll(polling, {}, kNow + 11min);
        QVERIFY(next(polling, kNow + 11min) == kNow + 71min);
        polling.isDoubted = true;
        polling = afterFailedPoll(polling, kNow + 12min);
        QVERIFY(next(polling, kNow + 12min) == kNow + 13min);
    }

    void refusalsInARowAskOnceAMinute()
    {
        auto polling = afterGoodPoll({}, {}, kNow);
        for (int second = 61; second < 120; ++second) {
            const auto now = kNow + seconds{second};
            polling.isDoubted = true;
            if (next(polling, now) == now)
                polling = afterGoodPoll(polling, {}, now);
        }
        QVERIFY(polling.attemptedAt == kNow + 61s);
    }

    void asksNowAndThenWhetherALimitIsGone()
    {
        auto polling = afterGoodPoll({}, kNow + 24h, kNow);
        polling.limited = true;
        QVERIFY(next(polling) == kNow + 45min);
        polling.interval = 20min;
        QVERIFY(next(polling) == kNow + 20min);
    }

    void jitterStaysBelowATenth()
    {
        FakeRandom random(4'000'000'000U);
        QVERIFY(nextPoll(afterGoodPoll({}, {}, kNow), kNow, random) == kNow + 54min);
    }

    //! Else nothing would be asked for as long as the clock had been ahead.
    void afterTheClockWasSetBackItIsAskedAtOnce_data()
    {
        QTest::addColumn<UsagePolling>("polling");
        QTest::newRow("answered") << afterGoodPoll({}, {}, kNow);
        QTest::newRow("failed") << afterFailedPoll({}, kNow);
        QTest::newRow("throttled") << afterThrottledPoll({}, 30min, kNow);
    }
    void afterTheClockWasSetBackItIsAskedAtOnce()
    {
        QFETCH(const UsagePolling, polling);
        QVERIFY(next(polling, kNow - 3h) == kNow - 3h);
        const auto again = afterGoodPoll(polling, {}, kNow - 3h);
        QVERIFY(next(again, kNow - 3h) == kNow - 2h);
    }

    void whatWasNotedBeforeTheClockWasSetBackDoesNotCount()
    {
        auto polling = afterGoodPoll({}, {}, kNow);
        polling.servedAt = kNow + 3h;
        QVERIFY(next(polling, kNow + 1min) == kNow + 60min); // not in use for hours
        polling = afterHeaders(polling, {}, kNow + 3h);
        QVERIFY(next(polling, kNow + 1min) == kNow + 10min); // as without any numbers
    }

    void whatIsOverdueIsDueNow()
    {
        QVERIFY(next(afterGoodPoll({}, {}, kNow), kNow + 24h) == kNow + 24h); // slept meanwhile
    }
};

QTEST_APPLESS_MAIN(TestUsageSchedule)
#include "tst_usage_schedule.moc"
