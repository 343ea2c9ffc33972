// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/byte_stream.h"
#include "engine/transport/native_socket.h"
#include "engine/transport/tcp_dialer.h"
#include "engine/transport/tcp_listener.h"
#include "tests/support/event_loop_main.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_certificates.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <optional>
#include <poll.h>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const auto firstAddress = u"127.0.0.2"_s;
const auto secondAddress = u"127.0.0.3"_s;

//! An address that says nothing to an attempt, as one behind a broken route: its backlog holds one
//! connection, and that is there already, so the system ignores whoever else knocks.
class SilentAddress
{
public:
    explicit SilentAddress(const QString &address, quint16 port = 0)
    {
        m_server.setListenBacklogSize(0);
        if (!m_server.listen(QHostAddress(address), port))
            return;
        m_server.pauseAccepting();
        m_filler.connectToHost(m_server.serverAddress(), m_server.serverPort());
        if (!m_filler.waitForConnected())
            return;
        pollfd backlog = {
            .fd = static_cast<int>(m_server.socketDescriptor()), .events = POLLIN, .revents = 0};
        m_isSilent = ::poll(&backlog, 1, 5000) == 1;
    }

    bool isSilent() const { return m_isSilent; }
    quint16 port() const { return m_server.serverPort(); }

private:
    QTcpServer m_server;
    QTcpSocket m_filler;
    bool m_isSilent = false;
};

//! Connections stand once they are in its backlog; nobody accepts them.
bool listenOnly(QTcpServer &server, const QString &address, quint16 port = 0)
{
    if (!server.listen(QHostAddress(address), port))
        return false;
    server.pauseAccepting();
    return true;
}

//! A port of `address` where nobody listens.
quint16 closedPort(const QString &address)
{
    QTcpServer server;
    server.listen(QHostAddress(address));
    return server.serverPort();
}

int openDescriptors()
{
    int count = 0;
    for (qintptr descriptor = 0; descriptor < 1024; ++descriptor)
        count += native::isOpen(descriptor) ? 1 : 0;
    return count;
}

} // namespace

class TestAddressRace : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), "the openssl program is needed"); }
    void cleanup()
    {
        m_job.reset();
        m_stream.reset();
        m_error.reset();
    }

    void refusedAddressIsFollowedAtOnce()
    {
        QTcpServer second;
        QVERIFY(listenOnly(second, secondAddress));
        dial(plain(u"two.test"_s, second.serverPort()));
        QTRY_VERIFY(m_stream); // and no time has passed
        QCOMPARE(m_stream->peerName(), u"%1:%2"_s.arg(secondAddress).arg(second.serverPort()));
        QCOMPARE(m_clock.pendingDeadlines(), 0);
    }

    void silentAddressIsFollowedAfterAMoment()
    {
        const SilentAddress first(firstAddress);
        QVERIFY(first.isSilent());
        QTcpServer second;
        QVERIFY(listenOnly(second, secondAddress, first.port()));
        const auto before = openDescriptors();
        dial(plain(u"two.test"_s, first.port()));
        QTRY_COMPARE(m_clock.pendingDeadlines(), 2);
        m_clock.advance(99ms);
        QCOMPARE(openDescriptors(), before + 1);
        m_clock.advance(1ms);
        QCOMPARE(openDescriptors(), before + 2);
        QTRY_VERIFY(m_stream);
        QCOMPARE(m_stream->peerName(), u"%1:%2"_s.arg(secondAddress).arg(first.port()));
        QCOMPARE(openDescriptors(), before + 1); // the loser is closed
        QCOMPARE(m_clock.pendingDeadlines(), 0);
    }

    void earlierAttemptMayStillWin()
    {
        QTcpServer first;
        QVERIFY(listenOnly(first, firstAddress));
        const SilentAddress second(secondAddress, first.serverPort());
        QVERIFY(second.isSilent());
        const auto before = openDescriptors();
        dial(plain(u"two.test"_s, first.serverPort()));
        QCoreApplication::sendPostedEvents(); // begins; what the socket has to say waits for the event loop
        m_clock.advance(100ms);
        QCOMPARE(openDescriptors(), before + 2);
        QTRY_VERIFY(m_stream);
        QCOMPARE(m_stream->peerName(), u"%1:%2"_s.arg(firstAddress).arg(first.serverPort()));
        QCOMPARE(openDescriptors(), before + 1);
    }

    void tlsGoesOverTheWinner()
    {
        const SilentAddress first(firstAddress);
        QVERIFY(first.isSilent());
        TcpListener second(m_clock, nullptr);
        connect(&second, &TcpListener::streamAccepted, &second,
                [&second](ByteStream *stream) { stream->setParent(&second); });
        QVERIFY(second.setTls(m_certificates.certificate(), m_certificates.key()));
        QVERIFY(second.listen(secondAddress, first.port()));
        dial({.host = u"localhost"_s, .port = first.port(), .caFile = m_certificates.authority()});
        QTRY_COMPARE(m_clock.pendingDeadlines(), 2);
        m_clock.advance(100ms);
        QTRY_VERIFY(m_stream || m_error);
        QVERIFY2(m_stream, qPrintable(m_error.value_or(Error()).detail));
    }

    void oneAddressNeedsNoOtherDeadline()
    {
        const SilentAddress only(firstAddress);
        QVERIFY(only.isSilent());
        const auto before = openDescriptors();
        dial(plain(firstAddress, only.port()));
        QTRY_COMPARE(openDescriptors(), before + 1);
        QCOMPARE(m_clock.pendingDeadlines(), 1); // the ten seconds
    }

    void mostTellingReasonIsReported_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("both refuse") << u"two.test"_s;
        QTest::newRow("unreachable, refused") << u"unreachable-first.test"_s;
        QTest::newRow("refused, unreachable") << u"unreachable-last.test"_s;
    }
    void mostTellingReasonIsReported()
    {
        QFETCH(const QString, host);
        const auto port = closedPort(secondAddress);
        dial(plain(host, port));
        QTRY_VERIFY(m_error);
        QCOMPARE(*m_error,
                 (Error{ErrorCode::UpstreamUnreachable, u"%1:%2: Connection refused"_s.arg(host).arg(port)}));
        QCOMPARE(m_finished, 1);
        QCOMPARE(m_clock.pendingDeadlines(), 0);
    }

    void timeOutTellsWhatTheOthersSaid()
    {
        const SilentAddress second(secondAddress);
        QVERIFY(second.isSilent());
        const auto before = openDescriptors();
        dial(plain(u"two.test"_s, second.port()));
        QCoreApplication::sendPostedEvents(); // begins
        QTRY_COMPARE(m_clock.pendingDeadlines(), 1); // the first was refused, the second is the last
        m_clock.advance(10s);
        QVERIFY(m_error);
        QCOMPARE(
            *m_error,
            (Error{ErrorCode::TimedOut,
                   u"two.test:%1 did not answer within 10 s (another of its addresses: Connection refused)"_s
                       .arg(second.port())}));
        QCOMPARE(m_finished, 1);
        QCOMPARE(openDescriptors(), before);
    }

    void deletedJobLeavesNothingOpen()
    {
        const SilentAddress first(firstAddress);
        const SilentAddress second(secondAddress, first.port());
        QVERIFY(first.isSilent() && second.isSilent());
        const auto before = openDescriptors();
        dial(plain(u"two.test"_s, first.port()));
        QTRY_COMPARE(m_clock.pendingDeadlines(), 2);
        m_clock.advance(100ms);
        QCOMPARE(openDescriptors(), before + 2);
        m_job.reset();
        QCOMPARE(openDescriptors(), before);
        QCOMPARE(m_clock.pendingDeadlines(), 0);
        QCoreApplication::processEvents();
        QCOMPARE(m_finished, 0);
    }

    void proxyWithASilentAddressIsReached()
    {
        const SilentAddress first(firstAddress);
        QVERIFY(first.isSilent());
        QTcpServer second;
        QVERIFY(second.listen(QHostAddress(secondAddress), first.port()));
        dial(proxied(first.port()));
        QTRY_COMPARE(m_clock.pendingDeadlines(), 2);
        m_clock.advance(100ms);
        QTRY_VERIFY(second.hasPendingConnections());
        auto *connection = second.nextPendingConnection();
        QTRY_VERIFY(connection->bytesAvailable() > 0);
        QVERIFY(connection->readAll().startsWith("CONNECT api.example.com:80 "));
    }

    void proxyWithoutAnAnswerIsNamed()
    {
        const auto port = closedPort(secondAddress);
        dial(proxied(port));
        QTRY_VERIFY(m_error);
        QCOMPARE(*m_error,
                 (Error{ErrorCode::ProxyFailed,
                        u"cannot reach the proxy two.test:%1: Connection refused"_s.arg(port)}));
    }

    void silentProxyIsNamed()
    {
        const SilentAddress first(firstAddress);
        const SilentAddress second(secondAddress, first.port());
        QVERIFY(first.isSilent() && second.isSilent());
        dial(proxied(first.port()));
        QTRY_COMPARE(m_clock.pendingDeadlines(), 2);
        m_clock.advance(10s);
        QVERIFY(m_error);
        QCOMPARE(*m_error,
                 (Error{ErrorCode::TimedOut,
                        u"the proxy two.test:%1 did not answer within 10 s"_s.arg(first.port())}));
    }

private:
    static Endpoint plain(const QString &host, quint16 port)
    {
        return {.security = Security::Plain, .host = host, .port = port};
    }
    static Endpoint proxied(quint16 port)
    {
        return {.security = Security::Plain,
                .host = u"api.example.com"_s,
                .port = 80,
                .proxy = QUrl(u"http://two.test:%1"_s.arg(port))};
    }
    void dial(const Endpoint &endpoint)
    {
        m_finished = 0;
        m_job.reset(m_dialer.dial(endpoint, nullptr));
        connect(m_job.get(), &DialJob::finished, this, [this](ByteStream *stream, const Error &error) {
            ++m_finished;
            m_stream.reset(stream);
            if (!stream)
                m_error = error;
        });
    }

    TestCertificates m_certificates;
    FakeClock m_clock;
    const QList<QHostAddress> m_both{QHostAddress(firstAddress), QHostAddress(secondAddress)};
    const QHostAddress m_unreachable{
        QHostAddress::Broadcast}; // TCP has no way there: known at once, nothing is sent
    TcpDialer m_dialer{m_clock,
                       {.stagger = 100ms,
                        .hosts = {{u"two.test"_s, m_both},
                                  {u"localhost"_s, m_both}, // the name in the certificate
                                  {u"unreachable-first.test"_s, {m_unreachable, m_both.last()}},
                                  {u"unreachable-last.test"_s, {m_both.last(), m_unreachable}}}}};
    std::unique_ptr<DialJob> m_job;
    std::unique_ptr<ByteStream> m_stream;
    std::optional<Error> m_error;
    int m_finished = 0; // how often the job said so
};

int main(int argc, char **argv)
{
    return runOnChosenEventLoop<TestAddressRace>(argc, argv);
}

#include "tst_address_race.moc"
