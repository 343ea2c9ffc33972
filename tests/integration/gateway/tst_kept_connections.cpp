// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/native_socket.h"
#include "engine/transport/tcp_stream.h"
#include "tests/support/gateway_bench.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray hello = R"({"model":"claude-sonnet-4-6","messages":[]})";

//! A kept connection that shows nothing of its peer before it is written to: as if the peer's end and our
//! request had crossed on the way.
class CrossingStream final : public ByteStream
{
    Q_OBJECT

public:
    CrossingStream(qintptr descriptor, Clock &clock) : m_clock(clock), m_descriptor(descriptor) { }
    ~CrossingStream() override
    {
        if (!m_inner)
            native::close(m_descriptor);
    }

    QByteArray read(qint64 maxBytes) override { return m_inner ? m_inner->read(maxBytes) : QByteArray(); }
    qint64 bytesAvailable() const override { return m_inner ? m_inner->bytesAvailable() : 0; }
    void write(QByteArrayView bytes) override { inner().write(bytes); }
    void flush() override { inner().flush(); }
    void send(QByteArrayView first, QByteArrayView second, QByteArrayView third) override
    {
        inner().send(first, second, third);
    }
    qint64 bytesToWrite() const override { return m_inner ? m_inner->bytesToWrite() : 0; }
    void close() override { inner().close(); }
    void abort() override { inner().abort(); }
    bool isOpen() const override { return !m_inner || m_inner->isOpen(); }
    bool isQuiet() const override { return true; }
    std::optional<quint64> bytesSent() const override
    {
        return m_inner ? m_inner->bytesSent() : native::progress(m_descriptor)->sent;
    }
    std::optional<quint64> bytesConfirmed() const override
    {
        return m_inner ? m_inner->bytesConfirmed() : std::nullopt;
    }
    QString peerName() const override { return u"crossing"_s; }

private:
    TcpStream &inner()
    {
        if (!m_inner) {
            m_inner = std::make_unique<TcpStream>(m_descriptor, QByteArray(), m_clock, nullptr);
            connect(m_inner.get(), &ByteStream::readyRead, this, &ByteStream::readyRead);
            connect(m_inner.get(), &ByteStream::bytesWritten, this, &ByteStream::bytesWritten);
            connect(m_inner.get(), &ByteStream::endOfStream, this, &ByteStream::endOfStream);
            connect(m_inner.get(), &ByteStream::failed, this, &ByteStream::failed);
        }
        return *m_inner;
    }

    Clock &m_clock;
    qintptr m_descriptor; // ours until m_inner is there
    std::unique_ptr<TcpStream> m_inner; // null before the first write
};

//! A server on loopback with the one connection that the gateway keeps to it.
struct KeptConnection
{
    explicit KeptConnection(GatewayBench &bench)
    {
        QTcpSocket near;
        if (!server.listen(QHostAddress::LocalHost))
            qFatal("no loopback port");
        near.connectToHost(QHostAddress::LocalHost, server.serverPort());
        if (!near.waitForConnected() || !server.waitForNewConnection(5000))
            qFatal("no connection over loopback");
        far.reset(server.nextPendingConnection());
        stream = new CrossingStream(native::duplicate(near.socketDescriptor()), bench.clock);
        bench.connections.put(bench.providers.all().front()->upstream({}), stream);
    }

    void end(bool withReset)
    {
        if (withReset)
            native::resetOnClose(far->socketDescriptor());
        far->abort(); // closes both ways at once
    }

    QTcpServer server;
    std::unique_ptr<QTcpSocket> far;
    ByteStream *stream = nullptr; // the pool's
};

} // namespace

class TestKeptConnections : public QObject
{
    Q_OBJECT

private slots:
    void connectionThatDiesUnseenIsReplacedOnce_data()
    {
        QTest::addColumn<bool>("withReset");
        QTest::newRow("ended") << false;
        QTest::newRow("reset") << true;
    }

    //! Nothing of the request was received, which the system proves: even a POST may be sent again.
    void connectionThatDiesUnseenIsReplacedOnce()
    {
        QFETCH(const bool, withReset);
        GatewayBench bench({u"a"_s}, GatewayBench::Wire::Loopback);
        bench.upstream.play(answerWire(200, "one"));
        KeptConnection first(bench); // taken only if the replacement came from the pool
        KeptConnection second(bench);
        first.end(withReset);
        second.end(withReset);
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 200);
        QCOMPARE(answer.body, "one");
        QCOMPARE(bench.upstream.requests().size(), 1);
        QCOMPARE(bench.upstream.requests().constFirst().body, hello);
        QCOMPARE(bench.connections.idleCount(), 2);
    }

    void receivedRequestIsNeverDoubled_data()
    {
        QTest::addColumn<bool>("withReset");
        QTest::newRow("ended") << false;
        QTest::newRow("reset") << true;
    }

    void receivedRequestIsNeverDoubled()
    {
        QFETCH(const bool, withReset);
        GatewayBench bench({u"a"_s}, GatewayBench::Wire::Loopback);
        bench.upstream.play(answerWire(200, "one"));
        KeptConnection kept(bench);
        const auto client = bench.connect();
        client->send(messageRequest(hello));
        QByteArray received;
        QVERIFY(bench.until([&] { return (received += kept.far->readAll()).endsWith(hello); }));
        kept.end(withReset);
        QVERIFY(bench.until([&] { return client->peek() && client->peek()->isComplete; }));
        QCOMPARE(client->peek()->head.status, 502);
        QVERIFY(bench.upstream.requests().isEmpty());
    }

    void replacementThatDiesIsNotReplaced()
    {
        GatewayBench bench({u"a"_s}, GatewayBench::Wire::Loopback);
        bench.upstream.dropNextRequest();
        KeptConnection kept(bench);
        kept.end(false);
        QCOMPARE(bench.ask(messageRequest(hello)).head.status, 502);
        QCOMPARE(bench.upstream.requests().size(), 1);
    }

    void connectionsThatEndedWhileIdleAreNotUsed_data()
    {
        QTest::addColumn<FakeUpstream::Ending>("ending");
        QTest::newRow("ended") << FakeUpstream::Ending::Close;
        QTest::newRow("reset") << FakeUpstream::Ending::Break;
    }

    //! The system knows of the end before the event loop does.
    void connectionsThatEndedWhileIdleAreNotUsed()
    {
        QFETCH(const FakeUpstream::Ending, ending);
        GatewayBench bench({u"a"_s}, GatewayBench::Wire::Loopback);
        bench.upstream.play({{answerWire(200, "one")}, ending});
        bench.upstream.play(answerWire(200, "two"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "one");
        QCOMPARE(bench.ask(messageRequest(hello)).body, "two");
        QCOMPARE(bench.upstream.requests().size(), 2);
        QCOMPARE(bench.upstream.connectionCount(), 2);
    }
};

QTEST_GUILESS_MAIN(TestKeptConnections)
#include "tst_kept_connections.moc"
