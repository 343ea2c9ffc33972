// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/response_parser.h"
#include "engine/http/server_connection.h"
#include "engine/http/writer.h"
#include "engine/transport/byte_stream.h"
#include "engine/transport/tcp_dialer.h"
#include "engine/transport/tcp_listener.h"
#include "engine/websocket/handshake.h"
#include "engine/websocket/websocket_connection.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>
#include <QtWebSockets/QWebSocketServer>

using namespace sluice;
using namespace sluice::websocket;
using namespace Qt::StringLiterals;

namespace {

SystemClock theClock; // closed streams linger longer than a test
SystemRandom theRandom;

//! Our connection and Qt's at the two ends of one WebSocket over loopback.
class Pair : public QObject
{
public:
    explicit Pair(Role role)
    {
        if (role == Role::Server)
            serve();
        else
            dial();
    }

    bool isReady() const { return ours && theirs && theirs->isValid(); }
    static QByteArray upgradeAt(quint16 port, const QByteArray &key)
    {
        http::RequestHead head{.method = "GET", .target = "/chat", .headers = upgradeFields(key)};
        head.headers.append("Host", "127.0.0.1:" + QByteArray::number(port));
        return http::toBytes(head);
    }

    std::unique_ptr<WebSocketConnection> ours;
    std::unique_ptr<QWebSocket> theirs;

private:
    void adopt(ByteStream *stream, const QByteArray &readAhead, Role role)
    {
        ours = std::make_unique<WebSocketConnection>(
            stream, readAhead, WebSocketConnection::Options{.role = role}, theClock, theRandom, nullptr);
    }

    void serve()
    {
        connect(&m_listener, &TcpListener::streamAccepted, this, [this](ByteStream *accepted) {
            m_http =
                std::make_unique<http::ServerConnection>(accepted, http::ServerLimits{}, theClock, nullptr);
            connect(m_http.get(), &http::ServerConnection::headReceived, this, [this] {
                const auto answer = http::toBytes(acceptance(m_http->head()));
                QVERIFY(!refusal(m_http->head()));
                QByteArray readAhead;
                auto *stream = m_http->takeStream(&readAhead);
                stream->write(answer);
                stream->flush();
                adopt(stream, readAhead, Role::Server);
            });
        });
        QVERIFY(m_listener.listen(u"127.0.0.1"_s, 0));
        theirs = std::make_unique<QWebSocket>();
        theirs->open(QUrl(u"ws://127.0.0.1:%1/chat"_s.arg(m_listener.port())));
    }

    void dial()
    {
        connect(&m_server, &QWebSocketServer::newConnection, this,
                [this] { theirs.reset(m_server.nextPendingConnection()); });
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
        auto *job = m_dialer.dial(
            {.security = Security::Plain, .host = u"127.0.0.1"_s, .port = m_server.serverPort()}, this);
        connect(job, &DialJob::finished, this, [this](ByteStream *stream) {
            QVERIFY(stream);
            stream->write(upgradeAt(m_server.serverPort(), m_key));
            connect(stream, &ByteStream::readyRead, this, [this, stream] { onAnswer(stream); });
        });
    }

    void onAnswer(ByteStream *stream)
    {
        const auto bytes = stream->read(64 * 1024);
        const auto progress = m_parser.feed(bytes);
        QVERIFY(progress);
        if (!progress->complete)
            return;
        const auto accepted = checkAcceptance(m_parser.head(), m_key);
        QVERIFY2(accepted, accepted ? "" : qPrintable(accepted.error().detail));
        stream->disconnect(this);
        adopt(stream, bytes.sliced(progress->taken), Role::Client);
    }

    TcpListener m_listener{theClock, nullptr};
    std::unique_ptr<http::ServerConnection> m_http;
    TcpDialer m_dialer{theClock};
    QWebSocketServer m_server{u"test"_s, QWebSocketServer::NonSecureMode};
    const QByteArray m_key = createKey(theRandom);
    http::ResponseParser m_parser{64 * 1024, "GET"};
};

} // namespace

class TestWebSocketPeers : public QObject
{
    Q_OBJECT

private slots:
    void messagesGoBothWays_data() { addSides(); }
    void messagesGoBothWays()
    {
        Pair pair(side());
        QTRY_VERIFY(pair.isReady());
        connect(pair.ours.get(), &WebSocketConnection::textReceived, pair.ours.get(),
                &WebSocketConnection::sendText);
        connect(pair.ours.get(), &WebSocketConnection::binaryReceived, pair.ours.get(),
                &WebSocketConnection::sendBinary);
        QSignalSpy texts(pair.theirs.get(), &QWebSocket::textMessageReceived);
        QSignalSpy binaries(pair.theirs.get(), &QWebSocket::binaryMessageReceived);
        for (const int size : {0, 1, 125, 126, 65535, 65536, 1024 * 1024, 3'000'000}) {
            const auto text = QString(size, u'€').left(size);
            pair.theirs->sendTextMessage(text);
            QTRY_COMPARE(texts.size(), 1);
            QVERIFY(texts.takeFirst().constFirst().toString() == text);
            QByteArray bytes(size, '\xff');
            pair.theirs->sendBinaryMessage(bytes);
            QTRY_COMPARE(binaries.size(), 1);
            QVERIFY(binaries.takeFirst().constFirst().toByteArray() == bytes);
        }
    }

    void fragmentsComeTogether_data() { addSides(); }
    void fragmentsComeTogether()
    {
        Pair pair(side());
        QTRY_VERIFY(pair.isReady());
        QSignalSpy texts(pair.ours.get(), &WebSocketConnection::textReceived);
        pair.theirs->setOutgoingFrameSize(7);
        const auto text = u"ä€😀"_s.repeated(1000);
        pair.theirs->sendTextMessage(text);
        QTRY_COMPARE(texts.size(), 1);
        QVERIFY(texts.first().first().toByteArray() == text.toUtf8());
    }

    void pingsAreAnswered_data() { addSides(); }
    void pingsAreAnswered()
    {
        Pair pair(side());
        QTRY_VERIFY(pair.isReady());
        QSignalSpy pongs(pair.theirs.get(), &QWebSocket::pong);
        pair.theirs->ping("you?");
        QTRY_COMPARE(pongs.size(), 1);
        QCOMPARE(pongs.first().at(1).toByteArray(), "you?");
    }

    void theyClose_data() { addSides(); }
    void theyClose()
    {
        Pair pair(side());
        QTRY_VERIFY(pair.isReady());
        QSignalSpy closed(pair.ours.get(), &WebSocketConnection::closed);
        pair.theirs->close(QWebSocketProtocol::CloseCodeGoingAway, u"späť"_s);
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().at(0).value<quint16>(), close_code::goingAway);
        QCOMPARE(closed.first().at(1).toByteArray(), u"späť"_s.toUtf8());
        QTRY_COMPARE(pair.theirs->state(), QAbstractSocket::UnconnectedState);
    }

    void weClose_data() { addSides(); }
    void weClose()
    {
        Pair pair(side());
        QTRY_VERIFY(pair.isReady());
        QSignalSpy closed(pair.ours.get(), &WebSocketConnection::closed);
        QSignalSpy disconnected(pair.theirs.get(), &QWebSocket::disconnected);
        pair.ours->sendText("last words");
        pair.ours->close(4242, "moved");
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().at(0).value<quint16>(), quint16{4242});
        QTRY_COMPARE(disconnected.size(), 1);
        QCOMPARE(static_cast<int>(pair.theirs->closeCode()), 4242);
        QCOMPARE(pair.theirs->closeReason(), u"moved"_s);
    }

    void lostConnectionIs1006_data() { addSides(); }
    void lostConnectionIs1006()
    {
        Pair pair(side());
        QTRY_VERIFY(pair.isReady());
        QSignalSpy closed(pair.ours.get(), &WebSocketConnection::closed);
        pair.theirs->abort();
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().at(0).value<quint16>(), close_code::abnormal);
    }

    void abortIsSeen_data() { addSides(); }
    void abortIsSeen()
    {
        Pair pair(side());
        QTRY_VERIFY(pair.isReady());
        QSignalSpy disconnected(pair.theirs.get(), &QWebSocket::disconnected);
        pair.ours.reset();
        QTRY_COMPARE(disconnected.size(), 1);
    }

    void pausingHoldsThePeerBack_data() { addSides(); }
    void pausingHoldsThePeerBack()
    {
        Pair pair(side());
        QTRY_VERIFY(pair.isReady());
        qsizetype received = 0;
        connect(pair.ours.get(), &WebSocketConnection::binaryReceived, pair.ours.get(),
                [&received](const QByteArray &bytes) { received += bytes.size(); });
        pair.ours->setPaused(true);
        const QByteArray bytes(1024 * 1024, 'x');
        for (int i = 0; i < 32; ++i)
            pair.theirs->sendBinaryMessage(bytes);
        QTRY_VERIFY(pair.theirs->bytesToWrite() < 32 * bytes.size()); // what the system holds has left
        QVERIFY(pair.theirs->bytesToWrite() > 0);
        QCOMPARE(received, 0);
        pair.ours->setPaused(false);
        QTRY_COMPARE_WITH_TIMEOUT(received, 32 * bytes.size(), 30'000);
    }

private:
    static void addSides()
    {
        QTest::addColumn<bool>("weServe");
        QTest::newRow("we serve") << true;
        QTest::newRow("we dial") << false;
    }
    static Role side()
    {
        QFETCH(const bool, weServe);
        return weServe ? Role::Server : Role::Client;
    }
};

QTEST_GUILESS_MAIN(TestWebSocketPeers)
#include "tst_websocket_peers.moc"
