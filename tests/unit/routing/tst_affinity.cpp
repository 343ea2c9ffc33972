// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/routing/affinity.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr SystemTime kNow = fromUnixMilliseconds(1'774'000'000'000);

QByteArray session(int number)
{
    return "session-" + QByteArray::number(number);
}

} // namespace

class TestAffinity : public QObject
{
    Q_OBJECT

private slots:
    void remembersForADayOfUse()
    {
        Affinity affinity;
        affinity.bind("s", u"a"_s, kNow);
        QCOMPARE(affinity.find("s", kNow + 23h), std::optional(Affinity::Bond{u"a"_s}));
        QCOMPARE(affinity.find("s", kNow + 46h), std::optional(Affinity::Bond{u"a"_s})); // used in between
        QVERIFY(!affinity.find("s", kNow + 46h + 24h));
        QCOMPARE(affinity.size(), 0);
    }

    void bindsAnew()
    {
        Affinity affinity;
        affinity.bind("s", u"a"_s, kNow);
        affinity.bind("s", u"b"_s, kNow);
        QCOMPARE(affinity.find("s", kNow), std::optional(Affinity::Bond{u"b"_s, true}));
        QCOMPARE(affinity.countRecent(u"a"_s, kNow), 0);
        QCOMPARE(affinity.countRecent(u"b"_s, kNow), 1);
    }

    void knowsWhatHasMoved()
    {
        Affinity affinity;
        affinity.bind("s", u"a"_s, kNow);
        QVERIFY(!affinity.bind("s", u"a"_s, kNow).hasMoved);
        affinity.releaseAccount(u"a"_s);
        QVERIFY(!affinity.find("s", kNow));
        QVERIFY(affinity.bind("s", u"b"_s, kNow).hasMoved);
        QVERIFY(affinity.bind("s", u"b"_s, kNow).hasMoved); // for good: what was said there stays said
        QCOMPARE(affinity.find("s", kNow), std::optional(Affinity::Bond{u"b"_s, true}));
        QVERIFY(!affinity.bind("other", u"b"_s, kNow).hasMoved);
    }

    void survivesARestart()
    {
        Affinity before({.stored = 3});
        for (int i = 0; i < 4; ++i)
            before.bind(session(i), u"a"_s, kNow + i * 1h);
        before.bind(session(3), u"b"_s, kNow + 4h);
        const auto json = before.toJson();
        QVERIFY(!QJsonDocument(json).toJson().contains(session(3)));

        Affinity after;
        after.restore(json, kNow + 25h + 30min);
        QCOMPARE(after.size(), 2); // one was too old to be stored, one has expired
        QCOMPARE(after.countRecent(kNow + 25h + 30min), 0);
        QCOMPARE(after.find(session(3), kNow + 25h + 30min), std::optional(Affinity::Bond{u"b"_s, true}));
        QCOMPARE(after.find(session(2), kNow + 25h + 30min), std::optional(Affinity::Bond{u"a"_s}));
        QCOMPARE(after.countRecent(kNow + 25h + 30min), 2);
    }

    void forgetsWhatCannotBeTrue_data()
    {
        QTest::addColumn<QByteArray>("stored");
        const QByteArray key = "00112233445566778899aabbccddeeff";
        const auto used = QByteArray::number(toUnixMilliseconds(kNow));
        const auto future = QByteArray::number(toUnixMilliseconds(kNow + 1h));
        QTest::newRow("no object") << QByteArray("[7]");
        QTest::newRow("short digest") << "[{\"session\":\"00\",\"account\":\"a\",\"used\":" + used + "}]";
        QTest::newRow("no account") << "[{\"session\":\"" + key + "\",\"used\":" + used + "}]";
        QTest::newRow("from the future")
            << "[{\"session\":\"" + key + "\",\"account\":\"a\",\"used\":" + future + "}]";
    }

    void forgetsWhatCannotBeTrue()
    {
        QFETCH(const QByteArray, stored);
        Affinity affinity;
        affinity.restore(QJsonDocument::fromJson(stored).array(), kNow);
        QCOMPARE(affinity.size(), 0);
    }

    void keepsThoseUsedLast()
    {
        Affinity affinity({.sessions = 3});
        for (int i = 0; i < 3; ++i)
            affinity.bind(session(i), u"a"_s, kNow);
        affinity.find(session(0), kNow);
        affinity.bind(session(3), u"a"_s, kNow);
        QVERIFY(affinity.find(session(0), kNow));
        QVERIFY(!affinity.find(session(1), kNow));
        QCOMPARE(affinity.size(), 3);
        QCOMPARE(affinity.countRecent(u"a"_s, kNow), 3);
    }

    void countsSessionsOfTheLastTenMinutes()
    {
        Affinity affinity;
        affinity.bind("old", u"a"_s, kNow);
        affinity.bind("new", u"a"_s, kNow + 5min);
        affinity.bind("other", u"b"_s, kNow + 5min);
        QCOMPARE(affinity.countRecent(u"a"_s, kNow + 9min), 2);
        QCOMPARE(affinity.countRecent(u"a"_s, kNow + 10min), 1);
        affinity.find("old", kNow + 11min);
        QCOMPARE(affinity.countRecent(u"a"_s, kNow + 11min), 2);
        QCOMPARE(affinity.countRecent(kNow + 11min), 3);
        QCOMPARE(affinity.countRecent(kNow + 1h), 0);
        QCOMPARE(affinity.size(), 3);
    }

    void releasesAllSessionsOfAnAccount()
    {
        Affinity affinity;
        for (int i = 0; i < 10; ++i)
            affinity.bind(session(i), i % 2 == 0 ? u"a"_s : u"b"_s, kNow);
        affinity.releaseAccount(u"a"_s);
        QCOMPARE(affinity.countRecent(u"a"_s, kNow), 0);
        QCOMPARE(affinity.countRecent(kNow), 5);
        QVERIFY(!affinity.find(session(0), kNow));
        QVERIFY(affinity.find(session(1), kNow));
        affinity.bind(session(2), u"a"_s, kNow);
        QCOMPARE(affinity.find(session(2), kNow), std::optional(Affinity::Bond{u"a"_s}));
        QVERIFY(!affinity.find(session(4), kNow));
        QCOMPARE(affinity.countRecent(u"a"_s, kNow), 1);
    }

    void longNamesCostNoMemory()
    {
        Affinity affinity;
        const QByteArray first(60'000, 'x');
        affinity.bind(first, u"a"_s, kNow);
        affinity.bind(first + 'y', u"b"_s, kNow);
        QCOMPARE(affinity.find(first, kNow), std::optional(Affinity::Bond{u"a"_s}));
        QCOMPARE(affinity.find(first + 'y', kNow), std::optional(Affinity::Bond{u"b"_s}));
    }

    //! The counters agree with counting by hand, whatever happens in whatever order.
    void countsRightUnderAnyUse()
    {
        struct Expected
        {
            QString account = {};
            SystemTime usedAt = {};
        };
        Affinity affinity;
        QHash<QByteArray, Expected> expected;
        auto now = kNow;
        quint32 chance = 12345;
        const auto draw = [&](quint32 bound) {
            return (chance = chance * 1664525 + 1013904223) / 65536 % bound;
        };
        for (int step = 0; step < 20'000; ++step) {
            now += milliseconds{draw(20'000)};
            const auto key = session(static_cast<int>(draw(60)));
            const auto account = QString::number(draw(4));
            const auto action = draw(100);
            if (action < 58) {
                if (affinity.find(key, now))
                    expected[key].usedAt = now;
                else
                    expected.remove(key);
            } else if (action < 98) {
                affinity.bind(key, account, now);
                expected[key] = {account, now};
            } else {
                affinity.releaseAccount(account);
                expected.removeIf([&](const auto &each) { return each.value().account == account; });
            }
            const auto byHand = std::count_if(expected.cbegin(), expected.cend(), [&](const Expected &each) {
                return each.account == account && each.usedAt + 10min > now;
            });
            QCOMPARE(affinity.countRecent(account, now), static_cast<int>(byHand));
        }
    }
};

QTEST_APPLESS_MAIN(TestAffinity)
#include "tst_affinity.moc"
