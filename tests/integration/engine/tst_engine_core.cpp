// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/engine_core.h"
#include "engine/provider_list.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_secret_store.h"
#include "tests/support/test_certificates.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

//! A core on this thread, in a folder and a time of its own, and what it has said.
struct Bench
{
    explicit Bench(const GatewaySettings &gateway)
    {
        settings.gateway = gateway;
        settings.users = {{.name = u"local"_s, .token = {.kind = TokenSource::Kind::Inline}}};
        const auto path = directory.path();
        const Environment environment{.homeDirectory = path,
                                      .configDirectory = path + u"/config"_s,
                                      .dataDirectory = path + u"/data"_s,
                                      .runtimeDirectory = path + u"/run"_s};
        core = std::make_unique<EngineCore>(
            EngineCore::Start{environment, settings, {}, {keychain, vault}, clock}, makeProviders(settings));
        listening = std::make_unique<QSignalSpy>(core.get(), &EngineCore::listening);
        failures = std::make_unique<QSignalSpy>(core.get(), &EngineCore::failed);
    }

    quint16 port() const { return listening->last().at(1).value<quint16>(); }

    QTemporaryDir directory;
    FakeClock clock;
    MemorySecretStore keychain{clock};
    MemorySecretStore vault{clock};
    Settings settings;
    std::unique_ptr<EngineCore> core;
    std::unique_ptr<QSignalSpy> listening;
    std::unique_ptr<QSignalSpy> failures;
};

GatewaySettings onLoopback(quint16 port = 0)
{
    return {.listen = u"127.0.0.1"_s, .port = port};
}

bool replace(const QString &target, const QString &source)
{
    return (!QFile::exists(target) || QFile::remove(target)) && QFile::copy(source, target);
}

QSslCertificate certificateIn(const QString &file)
{
    return QSslCertificate::fromPath(file).value(0);
}

//! What the next client gets to see; a null one without a handshake.
QSslCertificate shownAt(quint16 port)
{
    QSslSocket client;
    client.setPeerVerifyMode(QSslSocket::VerifyNone);
    client.connectToHostEncrypted(u"127.0.0.1"_s, port);
    return QTest::qWaitFor([&client] { return client.isEncrypted(); }) ? client.peerCertificate()
                                                                       : QSslCertificate();
}

} // namespace

//! What lives on the gateway's thread, on the test's.
class TestEngineCore : public QObject
{
    Q_OBJECT

private slots:
    void aPortThatIsFreeAgainIsTakenUnasked()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        Bench bench(onLoopback(other.serverPort()));
        bench.core->listen();
        QCOMPARE(bench.failures->size(), 1);
        bench.clock.advance(1min);
        QCOMPARE(bench.failures->size(), 1); // said once
        QCOMPARE(bench.core->fullSnapshot().state, GatewayState::Failed);
        other.close();
        QCOMPARE(bench.listening->size(), 0);
        bench.clock.advance(15s);
        QCOMPARE(bench.listening->size(), 1);
        QCOMPARE(bench.core->fullSnapshot().state, GatewayState::Listening);
        QCOMPARE(bench.core->fullSnapshot().problem, QString());
    }

    void nobodyTriesOnAfterTheEnd_data()
    {
        QTest::addColumn<bool>("isStop");
        QTest::newRow("switched off") << false;
        QTest::newRow("a stop") << true;
    }
    void nobodyTriesOnAfterTheEnd()
    {
        QFETCH(const bool, isStop);
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        Bench bench(onLoopback(other.serverPort()));
        bench.core->listen();
        QCOMPARE(bench.failures->size(), 1);
        if (isStop)
            bench.core->drain();
        else
            bench.core->setEnabled(false);
        other.close();
        bench.clock.advance(1min);
        QCOMPARE(bench.listening->size(), 0);
    }

    void aStopSaysWhereTheGatewayListened()
    {
        Bench bench(onLoopback(0));
        bench.core->listen();
        QVERIFY(bench.port() > 0);
        bench.core->drain();
        const auto draining = bench.core->fullSnapshot();
        QCOMPARE(draining.state, GatewayState::Draining);
        QCOMPARE(draining.host, u"127.0.0.1"_s);
        QCOMPARE(draining.port, bench.port());
    }

    void aRenewedCertificateIsShownWithTheNextReload()
    {
        const TestCertificates first;
        const TestCertificates second;
        QVERIFY2(first.isValid() && second.isValid(), "the openssl program is needed");
        const QTemporaryDir directory;
        auto gateway = onLoopback();
        gateway.tlsCertificate = directory.filePath(u"own.pem"_s);
        gateway.tlsKey = directory.filePath(u"own.key"_s);
        QVERIFY(replace(gateway.tlsCertificate, first.certificate()));
        QVERIFY(replace(gateway.tlsKey, first.key()));
        Bench bench(gateway);
        bench.core->listen();
        QCOMPARE(shownAt(bench.port()), certificateIn(first.certificate()));

        QVERIFY(replace(gateway.tlsCertificate, second.certificate()));
        const QRegularExpression halfway(u"^gateway.tls: the certificate read before holds: "_s);
        QTest::ignoreMessage(QtWarningMsg, halfway);
        QVERIFY(bench.core->apply(bench.settings, {}));
        QCOMPARE(shownAt(bench.port()), certificateIn(first.certificate()));

        QVERIFY(replace(gateway.tlsKey, second.key()));
        QVERIFY(bench.core->apply(bench.settings, {}));
        QCOMPARE(shownAt(bench.port()), certificateIn(second.certificate()));
    }

    void clientsAreGivenAnAddressThatTheCertificateShownToThemIsFor()
    {
        const TestCertificates certificates(u"DNS:gw.example.net"_s);
        QVERIFY2(certificates.isValid(), "the openssl program is needed");
        const QTemporaryDir directory;
        auto gateway = onLoopback();
        gateway.tlsCertificate = directory.filePath(u"own.pem"_s);
        gateway.tlsKey = certificates.key();
        QVERIFY(replace(gateway.tlsCertificate, certificates.certificate()));
        Bench bench(gateway);
        bench.core->listen();
        QCOMPARE(bench.core->fullSnapshot().address, QString());
        QVERIFY(bench.core->fullSnapshot().addressProblem.contains(u"gateway.allowed_hosts"_s));

        QVERIFY(QFile::remove(gateway.tlsCertificate)); // what is shown counts
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the certificate read before holds"_s));
        bench.settings.gateway.allowedHosts = QStringList{u"gw.example.net"_s};
        QVERIFY(bench.core->apply(bench.settings, {}));
        QCOMPARE(bench.core->fullSnapshot().address, u"https://gw.example.net:%1"_s.arg(bench.port()));
        QCOMPARE(bench.core->fullSnapshot().addressProblem, QString());

        bench.core->setEnabled(false);
        QVERIFY(bench.core->fullSnapshot().address.isEmpty()); // nobody knows the port of the next start
    }

    void plainHttpThatIsNoLongerAllowedIsToldOf()
    {
        Bench bench({.listen = u"0.0.0.0"_s, .port = 0, .allowPlainHttp = true});
        bench.core->listen();
        QCOMPARE(bench.listening->size(), 1);
        bench.settings.gateway.allowPlainHttp = false;
        const QRegularExpression later(u"allow_plain_http .*take effect once the gateway is switched off"_s);
        QTest::ignoreMessage(QtWarningMsg, later);
        QVERIFY(bench.core->apply(bench.settings, {}));
    }
};

QTEST_GUILESS_MAIN(TestEngineCore)
#include "tst_engine_core.moc"
