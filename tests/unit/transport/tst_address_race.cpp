// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/address_race.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestAddressRace : public QObject
{
    Q_OBJECT

private slots:
    void familiesTakeTurns_data()
    {
        QTest::addColumn<QStringList>("resolved");
        QTest::addColumn<QStringList>("tried");
        QTest::newRow("nothing") << QStringList{} << QStringList{};
        QTest::newRow("one") << QStringList{u"192.0.2.1"_s} << QStringList{u"192.0.2.1"_s};
        QTest::newRow("one family keeps its order")
            << QStringList{u"192.0.2.2"_s, u"192.0.2.1"_s} << QStringList{u"192.0.2.2"_s, u"192.0.2.1"_s};
        QTest::newRow("the resolver prefers IPv4")
            << QStringList{u"192.0.2.1"_s, u"192.0.2.2"_s, u"2001:db8::1"_s}
            << QStringList{u"192.0.2.1"_s, u"2001:db8::1"_s, u"192.0.2.2"_s};
        QTest::newRow("as many of both")
            << QStringList{u"2001:db8::2"_s, u"2001:db8::1"_s, u"192.0.2.2"_s, u"192.0.2.1"_s}
            << QStringList{u"2001:db8::2"_s, u"192.0.2.2"_s, u"2001:db8::1"_s, u"192.0.2.1"_s};
        QTest::newRow("the larger family fills up")
            << QStringList{u"2001:db8::1"_s, u"192.0.2.1"_s, u"192.0.2.2"_s, u"192.0.2.3"_s}
            << QStringList{u"2001:db8::1"_s, u"192.0.2.1"_s, u"192.0.2.2"_s, u"192.0.2.3"_s};
        QTest::newRow("IPv6 is the larger one")
            << QStringList{u"2001:db8::1"_s, u"2001:db8::2"_s, u"2001:db8::3"_s, u"192.0.2.1"_s}
            << QStringList{u"2001:db8::1"_s, u"192.0.2.1"_s, u"2001:db8::2"_s, u"2001:db8::3"_s};
    }
    void familiesTakeTurns()
    {
        QFETCH(const QStringList, resolved);
        QFETCH(const QStringList, tried);
        QList<QHostAddress> addresses;
        for (const auto &address : resolved)
            addresses.append(QHostAddress(address));
        QStringList order;
        for (const auto &address : interleaved(addresses))
            order.append(address.toString());
        QCOMPARE(order, tried);
    }
};

QTEST_GUILESS_MAIN(TestAddressRace)
#include "tst_address_race.moc"
