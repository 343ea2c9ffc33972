// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/listen_address.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestListenAddress : public QObject
{
    Q_OBJECT

private slots:
    void readsHostAndPort_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::newRow("IPv4") << u"127.0.0.1:8787"_s << u"127.0.0.1"_s << 8787;
        QTest::newRow("any free port") << u"127.0.0.1:0"_s << u"127.0.0.1"_s << 0;
        QTest::newRow("the last port") << u"0.0.0.0:65535"_s << u"0.0.0.0"_s << 65535;
        QTest::newRow("a name") << u"localhost:80"_s << u"localhost"_s << 80;
        QTest::newRow("IPv6") << u"[::1]:8787"_s << u"::1"_s << 8787;
    }
    void readsHostAndPort()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, host);
        QFETCH(const int, port);
        const auto address = ListenAddress::parse(text);
        QVERIFY(address);
        QCOMPARE(address->host, host);
        QCOMPARE(address->port, port);
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("no port") << u"127.0.0.1"_s << u"\"127.0.0.1\" is not HOST:PORT"_s;
        QTest::newRow("no host") << u":0"_s << u"\":0\" is not HOST:PORT"_s;
        QTest::newRow("nothing") << QString() << u"\"\" is not HOST:PORT"_s;
        QTest::newRow("too large") << u"127.0.0.1:99999"_s << u"\"99999\" is not a port"_s;
        QTest::newRow("empty port") << u"127.0.0.1:"_s << u"\"\" is not a port"_s;
        QTest::newRow("no number") << u"127.0.0.1:http"_s << u"\"http\" is not a port"_s;
        QTest::newRow("negative") << u"127.0.0.1:-1"_s << u"\"-1\" is not a port"_s;
        QTest::newRow("another name") << u"gateway.example:80"_s << u"\"gateway.example\" is not an IP"_s;
        QTest::newRow("IPv6 alone") << u"::1"_s << u"\":\" is not an IP"_s;
        QTest::newRow("empty brackets") << u"[]:80"_s << u"\"\" is not an IP"_s;
    }
    void namesWhatIsWrong()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, named);
        const auto address = ListenAddress::parse(text);
        QVERIFY(!address);
        QCOMPARE(address.error().code, ErrorCode::InvalidInput);
        QVERIFY2(address.error().detail.startsWith(named), qPrintable(address.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestListenAddress)
#include "tst_listen_address.moc"
