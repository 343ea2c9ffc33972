// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/byte_stream.h"
#include "engine/transport/native_socket.h"
#include "tests/support/connected_pair.h"
#include "tests/support/event_loop_main.h"

#include <QtCore/QPointer>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>

using namespace sluice;

namespace {

//! All that comes on a stream, read as it comes.
struct Collector
{
    explicit Collector(ByteStream &stream, qint64 atOnce = 1 << 20)
    {
        QObject::connect(&stream, &ByteStream::readyRead, &stream, [this, &stream, atOnce] {
            while (stream.bytesAvailable() > 0)
                bytes += stream.read(atOnce);
        });
    }

    QByteArray bytes;
};

} // namespace

class TestStreams : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), "the openssl program is needed"); }

    void carriesBytesBothWays_data() { addStreams(); }
    void carriesBytesBothWays()
    {
        auto pair = connectedPair();
        QVERIFY(pair->client && pair->server);
        pair->client->write("ping");
        pair->client->flush();
        QTRY_COMPARE(pair->server->bytesAvailable(), 4);
        QCOMPARE(pair->server->read(1), "p");
        QCOMPARE(pair->server->read(100), "ing");
        QCOMPARE(pair->server->read(100), "");
        const Collector client(*pair->client);
        pair->server->write("pong"); // leaves without flush() too
        QTRY_COMPARE(client.bytes, "pong");
        QVERIFY(pair->client->peerName().startsWith(QStringLiteral("127.0.0.1:")));
    }

    void lastBytesArriveBeforeTheEnd_data() { addStreams(); }
    void lastBytesArriveBeforeTheEnd()
    {
        auto pair = connectedPair();
        QVERIFY(pair->client && pair->server);
        QByteArray received;
        QByteArray receivedBeforeEnd;
        connect(pair->client.get(), &ByteStream::readyRead, this,
                [&] { received += pair->client->read(1 << 20); });
        connect(pair->client.get(), &ByteStream::endOfStream, this, [&] { receivedBeforeEnd = received; });
        const QSignalSpy failed(pair->client.get(), &ByteStream::failed);
        const QByteArray message(3'000'000, 'x');
        pair->server->write(message);
        pair->server->close();
        pair->server.reset();
        QTRY_COMPARE_WITH_TIMEOUT(receivedBeforeEnd.size(), message.size(), 30'000);
        QVERIFY(!pair->client->isOpen());
        QCOMPARE(failed.size(), 0);
    }

    void unreadBytesOutliveTheEnd_data() { addStreams(); }
    void unreadBytesOutliveTheEnd()
    {
        auto pair = connectedPair();
        QVERIFY(pair->client && pair->server);
        const QSignalSpy ended(pair->client.get(), &ByteStream::endOfStream);
        const QByteArray message(300'000, 'x');
        pair->server->write(message);
        pair->server->close();
        QTRY_VERIFY(pair->client->bytesAvailable() > 0);
        auto received = pair->client->read(1000).size();
        while (pair->client->bytesAvailable() > 0)
            received += pair->client->read(1000).size();
        const Collector rest(*pair->client, 1000);
        QTRY_COMPARE(received + rest.bytes.size(), message.size());
        QTRY_COMPARE(ended.size(), 1);
    }

    void resetIsAFailure_data() { addStreams(); }
    void resetIsAFailure()
    {
        auto pair = connectedPair();
        QVERIFY(pair->client && pair->server);
        const QSignalSpy ended(pair->client.get(), &ByteStream::endOfStream);
        const QSignalSpy failed(pair->client.get(), &ByteStream::failed);
        const Collector client(*pair->client);
        pair->server->write("half an ans");
        pair->server->flush();
        QTRY_COMPARE(client.bytes, "half an ans");
        pair->server->abort();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::UpstreamClosed);
        QCOMPARE(ended.size(), 0);
        QVERIFY(!pair->client->isOpen());
    }

    //! Whoever is in between can end a connection; that the peer has ended it, only TLS itself says.
    void tlsEndWithoutFarewellIsAFailure()
    {
        const ConnectedPair pair(Security::Tls, m_certificates);
        QVERIFY(pair.client && pair.server);
        const QSignalSpy ended(pair.client.get(), &ByteStream::endOfStream);
        const QSignalSpy failed(pair.client.get(), &ByteStream::failed);
        const Collector client(*pair.client);
        pair.server->write("half an ans");
        pair.server->flush();
        QTRY_COMPARE(client.bytes, "half an ans");
        const auto *socket = pair.server->findChild<QSslSocket *>();
        QVERIFY(socket);
        native::shutdownSending(socket->socketDescriptor());
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(ended.size(), 0);
    }

    void deletionIsAReset_data() { addStreams(); }
    void deletionIsAReset()
    {
        auto pair = connectedPair();
        QVERIFY(pair->client && pair->server);
        const QSignalSpy failed(pair->client.get(), &ByteStream::failed);
        pair->server.reset();
        QTRY_COMPARE(failed.size(), 1);
    }

    void slowReaderHoldsTheWriterBack_data() { addStreams(); }
    void slowReaderHoldsTheWriterBack()
    {
        auto pair = connectedPair();
        QVERIFY(pair->client && pair->server);
        const QSignalSpy written(pair->server.get(), &ByteStream::bytesWritten);
        const QByteArray message(32 * 1024 * 1024, 'x');
        pair->server->write(message);
        pair->server->flush();
        QTRY_VERIFY(pair->client->bytesAvailable() > 0);
        QTRY_VERIFY(written.isEmpty() || pair->server->bytesToWrite() > 0);
        // What neither the kernel nor our 64 KiB hold is with the writer; TLS may add one record.
        QFETCH(const Security, security);
        const qint64 limit = security == Security::Plain ? 64 * 1024 : 80 * 1024;
        QVERIFY(pair->server->bytesToWrite() > 16 * 1024 * 1024);
        QVERIFY(pair->client->bytesAvailable() <= limit);
        const Collector client(*pair->client);
        const auto first = pair->client->read(1 << 20).size();
        QTRY_COMPARE_WITH_TIMEOUT(first + client.bytes.size(), message.size(), 60'000);
        QTRY_COMPARE(pair->server->bytesToWrite(), 0);
    }

    void earlyAnswerReachesAClientThatStillSends_data() { addStreams(); }
    void earlyAnswerReachesAClientThatStillSends()
    {
        auto pair = connectedPair();
        QVERIFY(pair->client && pair->server);
        const QSignalSpy failed(pair->client.get(), &ByteStream::failed);
        const QSignalSpy ended(pair->client.get(), &ByteStream::endOfStream);
        const Collector client(*pair->client);
        pair->client->write(QByteArray(8'000'000, 'b'));
        QTRY_VERIFY(pair->server->bytesAvailable() > 0);
        pair->server->write("413");
        pair->server->close();
        pair->server.reset(); // with megabytes unread
        QTRY_COMPARE_WITH_TIMEOUT(client.bytes, "413", 30'000);
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(failed.size(), 0);
        pair->client->close();
    }

    void halfClosedPeerStillGetsItsAnswer()
    {
        static SystemClock clock; // the closed stream lingers longer than this test
        TcpListener listener(clock, nullptr);
        std::unique_ptr<ByteStream> server;
        connect(&listener, &TcpListener::streamAccepted, this, [&](auto *stream) { server.reset(stream); });
        QVERIFY(listener.listen(QStringLiteral("127.0.0.1"), 0));
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, listener.port());
        QTRY_VERIFY(server && client.state() == QAbstractSocket::ConnectedState);
        const QSignalSpy ended(server.get(), &ByteStream::endOfStream);
        const Collector question(*server);
        client.write("question");
        client.flush();
        native::shutdownSending(client.socketDescriptor());
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(question.bytes, "question");
        const QSignalSpy failed(server.get(), &ByteStream::failed);
        server->write("answer");
        server->close();
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.readAll(), "answer");
        QCOMPARE(failed.size(), 0);
    }

    void endIsSeenWhileBytesAreUnread_data() { addStreams(); }
    void endIsSeenWhileBytesAreUnread()
    {
        auto pair = connectedPair();
        QVERIFY(pair->client && pair->server);
        const QSignalSpy ended(pair->server.get(), &ByteStream::endOfStream);
        pair->client->write("first");
        pair->client->flush();
        QTRY_COMPARE(pair->server->bytesAvailable(), 5);
        pair->client->write(", second");
        pair->client->close();
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(pair->server->read(100), "first, second");
    }

    void resetIsSeenWhileBytesAreUnread_data() { addStreams(); }
    void resetIsSeenWhileBytesAreUnread()
    {
        auto pair = connectedPair();
        QVERIFY(pair->client && pair->server);
        const QSignalSpy failed(pair->server.get(), &ByteStream::failed);
        pair->client->write("pipelined");
        pair->client->flush();
        QTRY_COMPARE(pair->server->bytesAvailable(), 9);
        pair->client->abort();
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!pair->server->isOpen());
        QCOMPARE(pair->server->read(100), "pipelined");
    }

    void resetIsSeenWhileTheBufferIsFull()
    {
        ConnectedPair pair(Security::Plain, m_certificates);
        QVERIFY(pair.client && pair.server);
        const QSignalSpy failed(pair.server.get(), &ByteStream::failed);
        pair.client->write(QByteArray(150'000, 'x'));
        QTRY_COMPARE(pair.client->bytesToWrite(), 0);
        QTRY_COMPARE(pair.server->bytesAvailable(), 64 * 1024);
        pair.client->abort();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(pair.server->read(1 << 20).size(), 150'000); // what had come is not lost
    }

    void nothingIsWrittenToAPeerThatIsGone_data() { addStreams(); }
    void nothingIsWrittenToAPeerThatIsGone()
    {
        auto pair = connectedPair();
        QVERIFY(pair->client && pair->server);
        const QSignalSpy failed(pair->server.get(), &ByteStream::failed);
        pair->client->write(QByteArray(150'000, 'x'));
        QTRY_COMPARE(pair->client->bytesToWrite(), 0);
        pair->client->abort();
        pair->server->write("too late");
        pair->server->flush();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(pair->server->bytesToWrite(), 0);
    }

    void mayBeDeletedFromItsOwnSignal_data() { addStreams(); }
    void mayBeDeletedFromItsOwnSignal()
    {
        auto pair = connectedPair();
        QVERIFY(pair->client && pair->server);
        const QPointer<ByteStream> server = pair->server.get();
        connect(pair->server.get(), &ByteStream::readyRead, this, [&] { pair->server.reset(); });
        const QSignalSpy failed(pair->client.get(), &ByteStream::failed);
        pair->client->write("bye");
        pair->client->flush();
        QTRY_VERIFY(!server);
        QTRY_COMPARE(failed.size(), 1);
    }

private:
    static void addStreams()
    {
        QTest::addColumn<Security>("security");
        QTest::newRow("TCP") << Security::Plain;
        QTest::newRow("TLS") << Security::Tls;
    }

    std::unique_ptr<ConnectedPair> connectedPair() const
    {
        QFETCH(const Security, security);
        return std::make_unique<ConnectedPair>(security, m_certificates);
    }

    TestCertificates m_certificates;
};

int main(int argc, char **argv)
{
    return runOnChosenEventLoop<TestStreams>(argc, argv);
}

#include "tst_streams.moc"
