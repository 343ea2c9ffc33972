// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/clock.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace sluice;

class TestClock : public QObject
{
    Q_OBJECT

private slots:
    void aWaitComesInPartsThatATimerCanCount_data()
    {
        constexpr qint64 most = std::numeric_limits<int>::max();
        QTest::addColumn<qint64>("wait");
        QTest::addColumn<QList<qint64>>("parts");
        QTest::newRow("past") << qint64{-5} << QList<qint64>{0};
        QTest::newRow("now") << qint64{0} << QList<qint64>{0};
        QTest::newRow("a minute") << qint64{60'000} << QList<qint64>{60'000};
        QTest::newRow("as long as can be") << most << QList<qint64>{most};
        QTest::newRow("a millisecond more") << most + 1 << QList<qint64>{most, 1};
        QTest::newRow("two months") << 2 * most + 7 << QList<qint64>{most, most, 7};
    }
    void aWaitComesInPartsThatATimerCanCount()
    {
        QFETCH(const qint64, wait);
        QFETCH(const QList<qint64>, parts);
        TimerParts left{milliseconds{wait}};
        QList<qint64> seen;
        do
            seen.append(left.takeNext().count());
        while (!left.isOver());
        QCOMPARE(seen, parts);
    }

    //! 30 days are negative in an int, which Qt refuses with a warning; 60 days come out as 10.
    void theSystemsClockTakesAnyWait()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".")));
        SystemClock clock;
        bool isCalled = false;
        for (const milliseconds wait :
             {milliseconds{24h * 30}, milliseconds{24h * 60}, milliseconds::max()}) {
            const auto deadline = clock.after(wait, [&isCalled] { isCalled = true; });
            QCoreApplication::processEvents();
        }
        const auto past = clock.after(-5ms, [&isCalled] { isCalled = true; });
        QVERIFY(!isCalled); // never from inside after()
        QTRY_VERIFY(isCalled);
    }
};

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
