// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/setup/client_address.h"
#include "engine/storage/settings.h"
#include "tests/support/test_certificates.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestClientAddress : public QObject
{
    Q_OBJECT

private slots:
    void withoutTlsItIsWhereTheGatewayListens_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("address");
        QTest::newRow("loopback") << u"127.0.0.1"_s << u"http://127.0.0.1:8787"_s;
        QTest::newRow("its name") << u"localhost"_s << u"http://localhost:8787"_s;
        QTest::newRow("of IPv6") << u"::1"_s << u"http://[::1]:8787"_s;
        QTest::newRow("all of IPv4") << u"0.0.0.0"_s << u"http://127.0.0.1:8787"_s;
        QTest::newRow("all of both") << u"::"_s << u"http://127.0.0.1:8787"_s;
        QTest::newRow("with a scope") << u"fe80::1%2"_s << u"http://[fe80::1%2]:8787"_s;
        QTest::newRow("another") << u"192.0.2.7"_s << u"http://192.0.2.7:8787"_s;
    }
    void withoutTlsItIsWhereTheGatewayListens()
    {
        QFETCH(const QString, host);
        QFETCH(const QString, address);
        const auto covered = coveredClientAddress({}, {}, host, 8787);
        QVERIFY(covered);
        QCOMPARE(*covered, address);
    }

    void withTlsItIsOneThatTheCertificateIsFor_data()
    {
        QTest::addColumn<QString>("names");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QStringList>("allowed");
        QTest::addColumn<QString>("address"); // empty: there is none
        const auto gateway = u"DNS:gw.example.net"_s;
        QTest::newRow("loopback") << u"DNS:localhost,IP:127.0.0.1"_s << u"0.0.0.0"_s << QStringList()
                                  << u"https://127.0.0.1:8787"_s;
        QTest::newRow("its name alone")
            << u"DNS:localhost"_s << u"127.0.0.1"_s << QStringList() << u"https://localhost:8787"_s;
        QTest::newRow("its name as the subject alone")
            << QString() << u"127.0.0.1"_s << QStringList() << u"https://localhost:8787"_s;
        QTest::newRow("that of IPv6") << u"IP:::1"_s << u"::"_s << QStringList() << u"https://[::1]:8787"_s;
        QTest::newRow("that of IPv6, and none listens there")
            << u"IP:::1"_s << u"0.0.0.0"_s << QStringList() << QString();
        QTest::newRow("the address listened on")
            << u"IP:192.0.2.7"_s << u"192.0.2.7"_s << QStringList() << u"https://192.0.2.7:8787"_s;
        QTest::newRow("a name that is allowed")
            << gateway << u"127.0.0.1"_s << QStringList{u"other.example"_s, u"GW.example.net:443"_s}
            << u"https://GW.example.net:8787"_s;
        QTest::newRow("one of many") << u"DNS:*.example.net"_s << u"0.0.0.0"_s
                                     << QStringList{u"a.b.example.net"_s, u"example.net"_s,
                                                    u"gw.example.net"_s}
                                     << u"https://gw.example.net:8787"_s;
        QTest::newRow("an address that is allowed")
            << u"IP:fd00::2"_s << u"::"_s << QStringList{u"[fd00::2]:443"_s} << u"https://[fd00::2]:8787"_s;
        QTest::newRow("a name that is not allowed")
            << gateway << u"127.0.0.1"_s << QStringList() << QString();
    }
    void withTlsItIsOneThatTheCertificateIsFor()
    {
        QFETCH(const QString, names);
        QFETCH(const QString, host);
        QFETCH(const QStringList, allowed);
        QFETCH(const QString, address);
        const TestCertificates certificates(names);
        QVERIFY2(certificates.isValid(), "the openssl program is needed");
        const GatewaySettings gateway{
            .listen = host, .allowedHosts = allowed, .tlsCertificate = certificates.certificate()};
        const auto covered = configuredClientAddress(gateway);
        QCOMPARE(covered ? *covered : QString(), address);
        if (covered)
            return;
        QCOMPARE(covered.error().code, ErrorCode::InvalidInput);
        QVERIFY(covered.error().detail.startsWith("gateway.tls: the certificate is neither for "_L1));
        QVERIFY(covered.error().detail.contains("add a name"_L1));
    }

    void aCertificateThatCannotBeReadIsNamed()
    {
        const auto covered = configuredClientAddress({.tlsCertificate = u"/nowhere/own.pem"_s});
        QVERIFY(!covered);
        QVERIFY(covered.error().detail.contains("/nowhere/own.pem"_L1));
    }

    void aPortThatIsAnotherAtEachStartIsNoAddress()
    {
        const auto address = configuredClientAddress({.port = 0});
        QVERIFY(!address);
        QVERIFY(address.error().detail.contains("gateway.port is 0"_L1));
    }
};

QTEST_GUILESS_MAIN(TestClientAddress)
#include "tst_client_address.moc"
