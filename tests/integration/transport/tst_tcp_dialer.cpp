// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/byte_stream.h"
#include "engine/transport/tcp_dialer.h"
#include "engine/transport/tcp_listener.h"
#include "tests/support/event_loop_main.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_certificates.h"

#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <optional>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

//! A proxy that answers each message from a list, keeps what it got, and says `hello` once the list is
//! through.
class FakeProxy
{
public:
    explicit FakeProxy(const QList<QByteArray> &answers) : m_answers(answers)
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            auto *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                received += socket->readAll();
                if (m_answers.isEmpty())
                    return;
                socket->write(m_answers.takeFirst());
                if (m_answers.isEmpty())
                    socket->write("hello");
            });
        });
    }

    QUrl url(const QString &scheme, const QString &login) const
    {
        return QUrl(u"%1://%2@127.0.0.1:%3"_s.arg(scheme, login).arg(m_server.serverPort()));
    }

    QList<QByteArray> received;

private:
    QTcpServer m_server;
    QList<QByteArray> m_answers;
};

} // namespace

class TestTcpDialer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), "the openssl program is needed"); }
    void init()
    {
        m_stream.reset();
        m_error.reset();
    }

    void refusedConnectionIsNamed()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const auto port = closed.serverPort();
        closed.close();
        dial({.security = Security::Plain, .host = u"127.0.0.1"_s, .port = port});
        QTRY_VERIFY(m_error);
        QCOMPARE(m_error->code, ErrorCode::UpstreamUnreachable);
        QVERIFY(m_error->detail.startsWith(u"127.0.0.1:%1: "_s.arg(port)));
    }

    void unknownHostIsNamed()
    {
        // No resolver is asked for a name that cannot be one.
        dial({.security = Security::Plain, .host = u"upstream..example"_s, .port = 80});
        QTRY_VERIFY(m_error);
        QCOMPARE(m_error->code, ErrorCode::UpstreamUnreachable);
        QVERIFY(m_error->detail.contains(u"upstream..example"_s));
    }

    void everyAddressOfANameIsTried()
    {
        TcpListener listener(m_clock, nullptr); // on IPv4 alone; the name may mean IPv6 first
        QVERIFY(listener.listen(u"127.0.0.1"_s, 0));
        std::unique_ptr<ByteStream> accepted;
        connect(&listener, &TcpListener::streamAccepted, &listener,
                [&accepted](ByteStream *stream) { accepted.reset(stream); });
        dial({.security = Security::Plain, .host = u"localhost"_s, .port = listener.port()});
        QTRY_VERIFY(m_stream && accepted);
    }

    void silentServerTimesOut()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        dial({.host = u"127.0.0.1"_s, .port = silent.serverPort()});
        QTRY_VERIFY(silent.hasPendingConnections());
        m_clock.advance(9s);
        QVERIFY(!m_error);
        m_clock.advance(1s);
        QVERIFY(m_error);
        QCOMPARE(m_error->code, ErrorCode::TimedOut);
    }

    void cancelledDialSaysNothing()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        dial({.host = u"127.0.0.1"_s, .port = silent.serverPort()});
        QTRY_VERIFY(silent.hasPendingConnections());
        m_job.reset();
        QCOMPARE(m_clock.pendingDeadlines(), 0);
        QCoreApplication::processEvents();
        QVERIFY(!m_error && !m_stream);
    }

    void certificatesAreVerified_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("isOurAuthority");
        QTest::addColumn<std::optional<ErrorCode>>("error");
        QTest::newRow("our authority") << u"localhost"_s << true << std::optional<ErrorCode>();
        QTest::newRow("unknown authority") << u"localhost"_s << false << std::optional(ErrorCode::TlsFailed);
        QTest::newRow("another name") << u"127.0.0.2"_s << true << std::optional(ErrorCode::TlsFailed);
    }

    void certificatesAreVerified()
    {
        QFETCH(const QString, host);
        QFETCH(const bool, isOurAuthority);
        QFETCH(const std::optional<ErrorCode>, error);
        TcpListener listener(m_clock, nullptr);
        serveTls(listener);
        dial({.host = host,
              .port = listener.port(),
              .caFile = isOurAuthority ? m_certificates.authority() : QString()});
        QTRY_VERIFY(m_error || m_stream);
        QCOMPARE(m_error.has_value(), error.has_value());
        if (error) {
            QCOMPARE(m_error->code, *error);
            QVERIFY(m_error->detail.contains(u"localhost"_s)); // whose certificate it was
        }
    }

    void unreadableAuthorityIsNamed()
    {
        dial({.host = u"127.0.0.1"_s, .port = 1, .caFile = u"/nowhere/ca.pem"_s});
        QTRY_VERIFY(m_error);
        QCOMPARE(m_error->code, ErrorCode::TlsFailed);
        QVERIFY(m_error->detail.contains(u"/nowhere/ca.pem"_s));
    }

    void nextConnectionOffersTheLastTicket()
    {
        TcpListener listener(m_clock, nullptr);
        serveTls(listener);
        const Endpoint endpoint{
            .host = u"localhost"_s, .port = listener.port(), .caFile = m_certificates.authority()};
        const auto hasTicket = [this] {
            const auto *socket = m_stream->findChild<QSslSocket *>();
            return socket && !socket->sslConfiguration().sessionTicket().isEmpty();
        };
        dial(endpoint);
        QTRY_VERIFY(m_stream);
        QTRY_VERIFY(hasTicket());
        init();
        dial(endpoint);
        QTRY_VERIFY(m_stream);
        QVERIFY(hasTicket());
    }

    void goesThroughAProxy_data()
    {
        const auto connected = "HTTP/1.1 200 Connection established\r\n\r\n"_ba;
        const auto socksConnected = QByteArray::fromHex("05000001000000000000");
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QList<QByteArray>>("answers");
        QTest::addColumn<bool>("isAccepted");
        QTest::newRow("CONNECT") << u"http"_s << QList{connected} << true;
        QTest::newRow("CONNECT, wrong password")
            << u"http"_s << QList{"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"_ba} << false;
        QTest::newRow("SOCKS5") << u"socks5"_s
                                << QList{QByteArray::fromHex("0502"), QByteArray::fromHex("0100"),
                                         socksConnected}
                                << true;
        QTest::newRow("SOCKS5, wrong password")
            << u"socks5"_s << QList{QByteArray::fromHex("0502"), QByteArray::fromHex("0101")} << false;
    }

    void goesThroughAProxy()
    {
        QFETCH(const QString, scheme);
        QFETCH(const QList<QByteArray>, answers);
        QFETCH(const bool, isAccepted);
        FakeProxy proxy(answers);
        dial({.security = Security::Plain,
              .host = u"api.example.com"_s, // for the proxy to resolve
              .port = 80,
              .proxy = proxy.url(scheme, u"ann:secret"_s)});
        QTRY_VERIFY(m_error || m_stream);
        const auto sent = proxy.received.join();
        QVERIFY(sent.contains(scheme == "http"_L1 ? "ann:secret"_ba.toBase64()
                                                  : "\x03"
                                                    "ann\x06secret"_ba));
        if (!isAccepted) {
            QVERIFY(m_error);
            QCOMPARE(m_error->code, ErrorCode::ProxyFailed);
            QVERIFY(m_error->detail.contains(u"password"_s));
            QVERIFY(!m_error->detail.contains(u"secret"_s));
            return;
        }
        QVERIFY(sent.contains("api.example.com"));
        QVERIFY(m_stream);
        QTRY_COMPARE(m_stream->bytesAvailable(), 5); // what came right behind the proxy's answer
        QCOMPARE(m_stream->read(100), "hello");
    }

    void absentProxyIsNamed()
    {
        dial({.security = Security::Plain,
              .host = u"api.example.com"_s,
              .port = 80,
              .proxy = QUrl(u"http://ann:secret@127.0.0.1:1"_s)});
        QTRY_VERIFY(m_error);
        QCOMPARE(m_error->code, ErrorCode::ProxyFailed);
        QVERIFY(m_error->detail.contains(u"127.0.0.1:1"_s));
        QVERIFY(!m_error->detail.contains(u"secret"_s));
    }

private:
    void dial(const Endpoint &endpoint)
    {
        m_job.reset(m_dialer.dial(endpoint, nullptr));
        connect(m_job.get(), &DialJob::finished, this, [this](ByteStream *stream, const Error &error) {
            m_stream.reset(stream);
            if (!stream)
                m_error = error;
        });
    }
    void serveTls(TcpListener &listener)
    {
        connect(&listener, &TcpListener::streamAccepted, &listener,
                [&listener](ByteStream *stream) { stream->setParent(&listener); });
        QVERIFY(listener.setTls(m_certificates.certificate(), m_certificates.key()));
        QVERIFY(listener.listen(u"0.0.0.0"_s, 0));
    }

    TestCertificates m_certificates;
    FakeClock m_clock;
    TcpDialer m_dialer{m_clock};
    std::unique_ptr<DialJob> m_job;
    std::unique_ptr<ByteStream> m_stream;
    std::optional<Error> m_error;
};

int main(int argc, char **argv)
{
    return runOnChosenEventLoop<TestTcpDialer>(argc, argv);
}

#include "tst_tcp_dialer.moc"
