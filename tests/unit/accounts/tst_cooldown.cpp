// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/cooldown.h"

#include <QtTest/QTest>

using namespace sluice;

namespace {

constexpr SystemTime kNow = fromUnixMilliseconds(1'774'000'000'000);

} // namespace

class TestCooldown : public QObject
{
    Q_OBJECT

private slots:
    void lastsUntilItsEndPlusJitter()
    {
        Cooldown cooldown;
        cooldown.startUntil(kNow + 1h, 7s, kNow);
        QVERIFY(cooldown.isActive(kNow + 1h + 6s));
        QVERIFY(!cooldown.isActive(kNow + 1h + 7s));
    }

    void anEndInThePastIsAFewSecondsAhead()
    {
        Cooldown cooldown;
        cooldown.startUntil(kNow - 1h, 0s, kNow);
        QVERIFY(cooldown.until() == kNow + 5s);
    }

    void neitherShrinksNorIsRenewed()
    {
        Cooldown cooldown;
        cooldown.startUntil(kNow + 1h, 1s, kNow);
        const auto before = cooldown;
        cooldown.startUntil(kNow + 30min, 30s, kNow + 1min);
        cooldown.startUntil(kNow + 1h + 20s, 30s, kNow + 2min); // the same reset, rounded another way
        cooldown.startUnknown(kNow + 3min);
        QVERIFY(cooldown == before);
    }

    void aReallyLaterEndMovesIt()
    {
        Cooldown cooldown;
        cooldown.startUntil(kNow + 1h, 1s, kNow);
        cooldown.startUntil(kNow + 24h, 1s, kNow + 1min);
        QVERIFY(cooldown.until() == kNow + 24h + 1s);
    }

    void unknownEndsDoubleUpToAQuarterOfAnHour()
    {
        Cooldown cooldown;
        auto now = kNow;
        for (const auto expected : {60s, 120s, 240s, 480s, 900s, 900s}) {
            cooldown.startUnknown(now);
            QVERIFY(cooldown.until() == now + expected);
            now = cooldown.until(); // half open: refused again at once
        }
    }

    void aQuietTimeForgets()
    {
        Cooldown cooldown;
        cooldown.startUnknown(kNow);
        cooldown.startUnknown(kNow + 60s);
        QCOMPARE(cooldown.failures(), 2);
        cooldown.startUnknown(cooldown.until() + 2min);
        QCOMPARE(cooldown.failures(), 1);
    }

    void manyRefusalsAtOnceCountAsOne()
    {
        Cooldown cooldown;
        for (int i = 0; i < 50; ++i)
            cooldown.startUnknown(kNow + milliseconds{i});
        QCOMPARE(cooldown.failures(), 1);
        QVERIFY(cooldown.until() == kNow + 60s);
    }

    void oneThatBeginsInTheFutureDoesNotHold()
    {
        Cooldown known;
        known.startUntil(kNow + 3h, 0s, kNow);
        Cooldown unknown;
        unknown.startUnknown(kNow);
        for (const auto &cooldown : {known, unknown}) {
            QVERIFY(cooldown.isActive(kNow - 1min)); // clocks are corrected by a little now and then
            QVERIFY(!cooldown.isActive(kNow - 1h));
        }
        known.startUntil(kNow - 30min, 0s, kNow - 1h);
        QVERIFY(known.until() == kNow - 30min);
        unknown.startUnknown(kNow - 1h);
        QVERIFY(unknown.isActive(kNow - 1h));
        QVERIFY(!unknown.isActive(kNow - 30min));
    }

    void survivesARestart()
    {
        Cooldown cooldown;
        cooldown.startUntil(kNow + 3h, 9s, kNow);
        const auto read = Cooldown::fromJson(cooldown.toJson(), 5h, kNow + 1h);
        QVERIFY(read);
        QVERIFY(*read == cooldown);
    }

    void whatCannotBeTrueIsDropped_data()
    {
        QTest::addColumn<qint64>("startsAfter"); // seconds after now
        QTest::addColumn<qint64>("endsAfter");
        QTest::newRow("ended") << qint64(-100) << qint64(-1);
        QTest::newRow("from the future") << qint64(3600) << qint64(7200);
        QTest::newRow("longer than the window") << qint64(-60) << qint64(6 * 3600);
    }

    void whatCannotBeTrueIsDropped()
    {
        QFETCH(const qint64, startsAfter);
        QFETCH(const qint64, endsAfter);
        Cooldown cooldown;
        cooldown.startUntil(kNow + seconds{endsAfter}, 0s, kNow + seconds{startsAfter});
        QVERIFY(!Cooldown::fromJson(cooldown.toJson(), 5h, kNow));
    }

    void nonsenseIsDropped()
    {
        QVERIFY(!Cooldown::fromJson({}, 5h, kNow));
        QVERIFY(!Cooldown::fromJson({{QStringLiteral("until"), QStringLiteral("soon")}}, 5h, kNow));
    }
};

QTEST_APPLESS_MAIN(TestCooldown)
#include "tst_cooldown.moc"
