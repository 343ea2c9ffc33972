// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/byte_stream.h"
#include "engine/transport/port_holder.h"
#include "engine/transport/tcp_listener.h"
#include "tests/support/event_loop_main.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_certificates.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

//! A listener on loopback and what it accepted.
struct Bench
{
    Bench()
    {
        QObject::connect(&listener, &TcpListener::streamAccepted, &listener,
                         [this](ByteStream *stream) { streams.emplace_back(stream); });
    }

    std::unique_ptr<QTcpSocket> connected() const
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QHostAddress(listener.host()), listener.port());
        return socket;
    }

    FakeClock clock;
    TcpListener listener{clock, nullptr};
    std::vector<std::unique_ptr<ByteStream>> streams;
};

//! Leaves the process `spare` free descriptors.
class DescriptorLimit
{
public:
    explicit DescriptorLimit(rlim_t spare)
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        const int next = fcntl(0, F_DUPFD_CLOEXEC, 0);
        ::close(next);
        rlimit limit = m_before;
        limit.rlim_cur = static_cast<rlim_t>(next) + spare;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    ~DescriptorLimit() { setrlimit(RLIMIT_NOFILE, &m_before); }
    Q_DISABLE_COPY_MOVE(DescriptorLimit)

private:
    rlimit m_before = {};
};

} // namespace

class TestTcpListener : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), "the openssl program is needed"); }

    void furtherConnectionsWaitAtTheLimit()
    {
        Bench bench;
        bench.listener.setMaxConnections(2);
        QVERIFY(bench.listener.listen(u"127.0.0.1"_s, 0));
        const auto first = bench.connected();
        const auto second = bench.connected();
        QTRY_COMPARE(bench.streams.size(), 2U);
        const auto third = bench.connected();
        QTRY_COMPARE(third->state(), QAbstractSocket::ConnectedState); // in the backlog
        third->write("patience");
        QVERIFY(!third->waitForReadyRead(50));
        QCoreApplication::processEvents();
        QCOMPARE(bench.streams.size(), 2U);
        bench.streams.erase(bench.streams.begin());
        QTRY_COMPARE(bench.streams.size(), 2U);
        QTRY_COMPARE(bench.streams.back()->bytesAvailable(), 8);
    }

    //! Whoever asks and never reads the answers could use up all descriptors with them.
    void connectionsThatLingerCount()
    {
        Bench bench;
        bench.listener.setMaxConnections(1);
        QVERIFY(bench.listener.listen(u"127.0.0.1"_s, 0));
        const auto idle = bench.connected();
        idle->setReadBufferSize(1); // does not read
        QTRY_COMPARE(bench.streams.size(), 1U);
        bench.streams.front()->write(QByteArray(32 * 1024 * 1024, 'x')); // more than the system takes
        bench.streams.front()->close();
        bench.streams.clear();
        const auto waiting = bench.connected();
        QTRY_COMPARE(waiting->state(), QAbstractSocket::ConnectedState);
        for (int turn = 0; turn < 100; ++turn)
            QCoreApplication::processEvents();
        QCOMPARE(bench.streams.size(), 0U);
        bench.clock.advance(30s);
        QTRY_COMPARE(bench.streams.size(), 1U);
    }

    void whatLingersOutlivesTheListener()
    {
        FakeClock clock;
        auto listener = std::make_unique<TcpListener>(clock, nullptr);
        std::unique_ptr<ByteStream> stream;
        connect(listener.get(), &TcpListener::streamAccepted, this,
                [&stream](ByteStream *accepted) { stream.reset(accepted); });
        QVERIFY(listener->listen(u"127.0.0.1"_s, 0));
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, listener->port());
        QTRY_VERIFY(stream);
        stream->write("bye");
        stream->close();
        listener.reset();
        stream.reset();
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.readAll(), "bye");
        QTRY_COMPARE(clock.pendingDeadlines(), 0);
    }

    void usedAddressIsNamed()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        Bench bench;
        const auto listening = bench.listener.listen(u"127.0.0.1"_s, other.serverPort());
        QVERIFY(!listening);
        QCOMPARE(listening.error().code, ErrorCode::AddressInUse);
        QCOMPARE(listening.error().subject, u"127.0.0.1:%1"_s.arg(other.serverPort()));
        const auto named = u"127.0.0.1:%1 is in use"_s.arg(other.serverPort());
        QVERIFY2(listening.error().detail.startsWith(named), qPrintable(listening.error().detail));
        QVERIFY(!bench.listener.isListening());
    }

#ifdef Q_OS_LINUX
    void whoHoldsAUsedAddressIsNamed_data()
    {
        QTest::addColumn<QString>("held");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("the same") << u"127.0.0.1"_s << u"127.0.0.1"_s;
        QTest::newRow("all of IPv4 are held") << u"0.0.0.0"_s << u"127.0.0.1"_s;
        QTest::newRow("all of IPv4 are wanted") << u"127.0.0.1"_s << u"0.0.0.0"_s;
        QTest::newRow("IPv6") << u"::1"_s << u"::1"_s;
        QTest::newRow("all of IPv6 are held") << u"::"_s << u"::1"_s;
        QTest::newRow("all of both are wanted") << u"127.0.0.1"_s << u"::"_s;
    }
    void whoHoldsAUsedAddressIsNamed()
    {
        QFETCH(const QString, held);
        QFETCH(const QString, wanted);
        QTcpServer other;
        if (!other.listen(QHostAddress(held)))
            QSKIP("this machine has no IPv6");
        QFile comm(u"/proc/self/comm"_s);
        QVERIFY(comm.open(QIODevice::ReadOnly));
        const auto ourselves = u"%1 (pid %2)"_s.arg(QString::fromLatin1(comm.readAll()).trimmed())
                                   .arg(QCoreApplication::applicationPid());
        Bench bench;
        const auto listening = bench.listener.listen(wanted, other.serverPort());
        QVERIFY(!listening);
        QVERIFY2(listening.error().detail.contains(u" is in use by "_s + ourselves),
                 qPrintable(listening.error().detail));
    }

    void nobodyHoldsAFreeAddress()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        const auto port = other.serverPort();
        QCOMPARE(portHolder(QHostAddress(u"127.0.0.2"_s), port), QString());
        other.close();
        QCOMPARE(portHolder(QHostAddress(QHostAddress::LocalHost), port), QString());
    }
#endif

    void impossibleAddressIsNamed()
    {
        Bench bench;
        const auto listening = bench.listener.listen(u"gateway.example"_s, 8787);
        QVERIFY(!listening);
        QCOMPARE(listening.error().code, ErrorCode::InvalidInput);
        QVERIFY(listening.error().detail.contains(u"gateway.example:8787"_s));
        QCOMPARE(listening.error().reason, ErrorReason::NotAnAddress);
        QCOMPARE(listening.error().subject, u"gateway.example"_s);
    }

    void anAddressOfAnotherMachineIsNamed()
    {
        Bench bench;
        const auto listening = bench.listener.listen(u"192.0.2.1"_s, 0); // for documentation, so nobody's
        QVERIFY(!listening);
        QCOMPARE(listening.error().code, ErrorCode::InvalidInput);
        QCOMPARE(listening.error().reason, ErrorReason::AddressElsewhere);
        QCOMPARE(listening.error().subject, u"192.0.2.1"_s);
    }

    void saysAtWhichAddressItWasReached()
    {
        Bench bench;
        QVERIFY(bench.listener.listen(u"0.0.0.0"_s, 0));
        QTcpSocket client;
        client.connectToHost(QHostAddress(u"127.0.0.5"_s), bench.listener.port());
        QTRY_COMPARE(bench.streams.size(), 1U);
        QCOMPARE(bench.streams.front()->localAddress(), u"127.0.0.5"_s);
        bench.streams.front()->abort();
        QCOMPARE(bench.streams.front()->localAddress(), QString());
    }

    void listensOnIpv6()
    {
        Bench bench;
        if (!bench.listener.listen(u"::1"_s, 0))
            QSKIP("this machine has no IPv6");
        const auto client = bench.connected();
        QTRY_COMPARE(bench.streams.size(), 1U);
        QCOMPARE(bench.streams.front()->peerName(), u"[::1]:%1"_s.arg(client->localPort()));
        QCOMPARE(bench.streams.front()->localAddress(), u"::1"_s);
    }

    void allOfIpv6IsAllOfIpv4Too_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("peer");
        QTest::newRow("IPv4") << u"127.0.0.1"_s << u"127.0.0.1:%1"_s;
        QTest::newRow("IPv6") << u"::1"_s << u"[::1]:%1"_s;
    }
    void allOfIpv6IsAllOfIpv4Too()
    {
        QFETCH(const QString, client);
        QFETCH(const QString, peer);
        if (!QTcpServer().listen(QHostAddress::LocalHostIPv6))
            QSKIP("this machine has no IPv6");
        Bench bench;
        QVERIFY(bench.listener.listen(u"::"_s, 0));
        QCOMPARE(bench.listener.host(), u"::"_s);
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(client), bench.listener.port());
        QTRY_COMPARE(bench.streams.size(), 1U);
        QCOMPARE(bench.streams.front()->localAddress(), client);
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
        QCOMPARE(bench.streams.front()->peerName(), peer.arg(socket.localPort()));
    }

    void restsWhenOutOfDescriptors()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the sanitizer needs descriptors for its own checks");
#endif
        Bench bench;
        QVERIFY(bench.listener.listen(u"127.0.0.1"_s, 0));
        std::vector<std::unique_ptr<QTcpSocket>> clients;
        {
            bench.listener.setMaxConnections(0);
            for (int i = 0; i < 4; ++i)
                clients.push_back(bench.connected());
            for (const auto &client : clients)
                QTRY_COMPARE(client->state(), QAbstractSocket::ConnectedState);
            const DescriptorLimit limit(2);
            QTest::ignoreMessage(QtWarningMsg,
                                 QRegularExpression(u"cannot accept connections for a second"_s));
            bench.listener.setMaxConnections(4);
            QTRY_COMPARE(bench.clock.pendingDeadlines(), 1);
            QCOMPARE(bench.streams.size(), 2U);
            for (int turn = 0; turn < 100; ++turn)
                QCoreApplication::processEvents(); // each try would warn once more
        }
        QCOMPARE(bench.streams.size(), 2U);
        bench.clock.advance(1s);
        QTRY_COMPARE(bench.streams.size(), 4U);
    }

    void servesTls()
    {
        Bench bench;
        QVERIFY(bench.listener.setTls(m_certificates.certificate(), m_certificates.key()));
        QVERIFY(bench.listener.listen(u"127.0.0.1"_s, 0));
        QSslSocket client;
        auto configuration = client.sslConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromPath(m_certificates.authority()));
        client.setSslConfiguration(configuration);
        client.connectToHostEncrypted(u"127.0.0.1"_s, bench.listener.port());
        QTRY_COMPARE(bench.streams.size(), 1U);
        QTRY_VERIFY(client.isEncrypted());
        QCOMPARE(bench.streams.front()->localAddress(), u"127.0.0.1"_s);
        bench.streams.front()->write("hello");
        QTRY_COMPARE(client.bytesAvailable(), 5);
    }

    void aTlsConnectionThatEndedLeavesItsPlace()
    {
        Bench bench;
        bench.listener.setMaxConnections(1);
        QVERIFY(bench.listener.setTls(m_certificates.certificate(), m_certificates.key()));
        QVERIFY(bench.listener.listen(u"127.0.0.1"_s, 0));
        for (int i = 0; i < 3; ++i) {
            QSslSocket client;
            client.setPeerVerifyMode(QSslSocket::VerifyNone);
            client.connectToHostEncrypted(u"127.0.0.1"_s, bench.listener.port());
            QTRY_COMPARE(bench.streams.size(), 1U);
            bench.streams.front()->close();
            bench.streams.clear();
            QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        }
        QTRY_COMPARE(bench.clock.pendingDeadlines(), 0);
    }

    void clientWithoutHandshakeIsDroppedAfterTenSeconds()
    {
        Bench bench;
        QVERIFY(bench.listener.setTls(m_certificates.certificate(), m_certificates.key()));
        QVERIFY(bench.listener.listen(u"127.0.0.1"_s, 0));
        bench.listener.setMaxConnections(1);
        const auto silent = bench.connected();
        QTRY_COMPARE(bench.clock.pendingDeadlines(), 1);
        bench.clock.advance(10s);
        QCOMPARE(bench.clock.pendingDeadlines(), 0);
        QTRY_COMPARE(silent->state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(bench.streams.size(), 0U);
        const auto next = bench.connected(); // to the place that is free now
        QTRY_COMPARE(bench.clock.pendingDeadlines(), 1);
    }

    void badCertificatesAreNamed()
    {
        Bench bench;
        const auto missing = bench.listener.setTls(u"/nowhere/server.pem"_s, m_certificates.key());
        QVERIFY(!missing);
        QVERIFY(missing.error().detail.contains(u"/nowhere/server.pem"_s));
        const auto noKey = bench.listener.setTls(m_certificates.certificate(), m_certificates.certificate());
        QVERIFY(!noKey);
        QVERIFY(noKey.error().detail.contains(m_certificates.certificate()));
        const TestCertificates others;
        const auto otherKey = bench.listener.setTls(m_certificates.certificate(), others.key());
        QVERIFY(!otherKey);
        QVERIFY(otherKey.error().detail.startsWith(others.key() + u" is not the key of the certificate"_s));
    }

private:
    TestCertificates m_certificates;
};

int main(int argc, char **argv)
{
    return runOnChosenEventLoop<TestTcpListener>(argc, argv);
}

#include "tst_tcp_listener.moc"
