// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/forecast.h"

#include <QtTest/QTest>

using namespace sluice;

Q_DECLARE_METATYPE(sluice::Outlook)

namespace {

constexpr SystemTime kNow = fromUnixMilliseconds(1'774'000'000'000);

} // namespace

class TestForecast : public QObject
{
    Q_OBJECT

private slots:
    void goesStraightOn_data()
    {
        QTest::addColumn<double>("used");
        QTest::addColumn<qint64>("minutesGone");
        QTest::addColumn<sluice::Outlook>("outlook");
        QTest::addColumn<qint64>("fullInMinutes"); // -1: never
        QTest::newRow("ahead of time") << 80.0 << qint64(120) << Outlook::RunsOutEarly << qint64(30);
        QTest::newRow("at the even pace") << 40.0 << qint64(120) << Outlook::Lasts << qint64(-1);
        QTest::newRow("slower") << 20.0 << qint64(200) << Outlook::Lasts << qint64(-1);
        QTest::newRow("full") << 100.0 << qint64(10) << Outlook::Exhausted << qint64(-1);
        QTest::newRow("too early") << 50.0 << qint64(14) << Outlook::Unknown << qint64(-1);
        QTest::newRow("just long enough") << 50.0 << qint64(15) << Outlook::RunsOutEarly << qint64(15);
        QTest::newRow("too little") << 9.9 << qint64(20) << Outlook::Unknown << qint64(-1);
    }

    void goesStraightOn()
    {
        QFETCH(const double, used);
        QFETCH(const qint64, minutesGone);
        QFETCH(const sluice::Outlook, outlook);
        QFETCH(const qint64, fullInMinutes);
        const auto reset = kNow + 5h - std::chrono::minutes{minutesGone};
        const auto result = forecast({.utilization = Percent{used}, .resetsAt = reset}, 100_pct, 5h, kNow);
        QCOMPARE(result.outlook, outlook);
        QVERIFY(qAbs(*result.elapsed - static_cast<double>(minutesGone) / 300) < 1e-9);
        QCOMPARE(result.fullAt.has_value(), fullInMinutes >= 0);
        if (result.fullAt)
            QVERIFY(*result.fullAt == kNow + std::chrono::minutes{fullInMinutes});
    }

    void countsToTheCap()
    {
        const RateLimitWindow window = {.utilization = 40_pct, .resetsAt = kNow + 3h};
        QVERIFY(forecast(window, 60_pct, 5h, kNow).fullAt == kNow + 1h);
        QVERIFY(forecast(window, 40_pct, 5h, kNow).outlook == Outlook::Exhausted);
    }

    //! The demo's five hours last four minutes, of which 12 s are what 15 min are of five hours.
    void keepsTheShareOfAShortWindow()
    {
        const auto after = [](milliseconds gone) {
            return forecast({.utilization = 50_pct, .resetsAt = kNow + 4min - gone}, 100_pct, 4min, kNow);
        };
        QCOMPARE(after(11s).outlook, Outlook::Unknown);
        QCOMPARE(after(60s).outlook, Outlook::RunsOutEarly);
        QVERIFY(after(60s).elapsed == 0.25);
        QVERIFY(after(60s).fullAt == kNow + 1min);
    }

    void saysNothingWithoutData()
    {
        QVERIFY(forecast({}, 100_pct, 5h, kNow) == Forecast{});
        QVERIFY(forecast({.utilization = 50_pct}, 100_pct, 5h, kNow) == Forecast{});
        QVERIFY(forecast({.utilization = 50_pct, .resetsAt = kNow}, 100_pct, 5h, kNow) == Forecast{});
    }
};

QTEST_APPLESS_MAIN(TestForecast)
#include "tst_forecast.moc"
