// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/refresh_pause.h"

#include <QtTest/QTest>

using namespace sluice;

class TestRefreshPause : public QObject
{
    Q_OBJECT

private slots:
    void failuresInARowWaitLonger()
    {
        RefreshPause pause;
        for (const milliseconds expected : {5s, 30s, 60s, 300s, 300s, 300s})
            QCOMPARE(pause.extend(false, {}).count(), expected.count());
    }

    void rateLimitsWithoutAWordDoubleUpToTenMinutes()
    {
        RefreshPause pause;
        for (const milliseconds expected : {60s, 120s, 240s, 480s, 600s, 600s})
            QCOMPARE(pause.extend(true, {}).count(), expected.count());
    }

    void whatTheServerAsksForHolds()
    {
        RefreshPause pause;
        QCOMPARE(pause.extend(true, 17s).count(), milliseconds{17s}.count());
        QCOMPARE(pause.extend(false, 90s).count(), milliseconds{90s}.count());
    }

    void butNoLongerThanAnHour()
    {
        RefreshPause pause;
        QCOMPARE(pause.extend(true, 24h * 366).count(), milliseconds{1h}.count());
        QCOMPARE(pause.extend(false, 24h).count(), milliseconds{1h}.count());
    }

    void successStartsAnew()
    {
        RefreshPause pause;
        (void)pause.extend(false, {});
        (void)pause.extend(true, {});
        pause.clear();
        QCOMPARE(pause.extend(false, {}).count(), milliseconds{5s}.count());
        QCOMPARE(pause.extend(true, {}).count(), milliseconds{60s}.count());
    }
};

QTEST_GUILESS_MAIN(TestRefreshPause)
#include "tst_refresh_pause.moc"
