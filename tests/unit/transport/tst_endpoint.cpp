// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/endpoint.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestEndpoint : public QObject
{
    Q_OBJECT

private slots:
    void comesFromAUrl_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<QByteArray>("authority");
        QTest::newRow("https") << QUrl(u"https://api.example.com/v1"_s) << u"api.example.com"_s << 443 << true
                               << "api.example.com"_ba;
        QTest::newRow("port") << QUrl(u"https://api.example.com:8443"_s) << u"api.example.com"_s << 8443
                              << true << "api.example.com:8443"_ba;
        QTest::newRow("http") << QUrl(u"http://127.0.0.1:80"_s) << u"127.0.0.1"_s << 80 << false
                              << "127.0.0.1"_ba;
        QTest::newRow("IPv6") << QUrl(u"http://[::1]:9000"_s) << u"::1"_s << 9000 << false << "[::1]:9000"_ba;
    }

    void comesFromAUrl()
    {
        QFETCH(const QUrl, url);
        QFETCH(const QString, host);
        QFETCH(const int, port);
        QFETCH(const bool, tls);
        QFETCH(const QByteArray, authority);
        const auto endpoint = Endpoint::ofUrl(url);
        QCOMPARE(endpoint.host, host);
        QCOMPARE(int{endpoint.port}, port);
        QCOMPARE(endpoint.security == Security::Tls, tls);
        QCOMPARE(endpoint.authority(), authority);
    }

    void knowsThisMachine()
    {
        for (const auto &host : {u"localhost"_s, u"127.0.0.1"_s, u"127.9.9.9"_s, u"::1"_s})
            QVERIFY2(isLoopbackHost(host), qPrintable(host));
        for (const auto &host : {u""_s, u"0.0.0.0"_s, u"::"_s, u"192.0.2.1"_s, u"127.example.com"_s})
            QVERIFY2(!isLoopbackHost(host), qPrintable(host));
    }
};

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
