// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/websocket/websocket_connection.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"
#include "tests/support/memory_stream.h"
#include "tests/support/websocket_frames.h"

#include <QtTest/QTest>

#include <utility>

using namespace sluice;
using namespace sluice::websocket;

namespace {

using Closed = QList<std::pair<quint16, QByteArray>>;

//! A connection of ours, and the other end of its stream in raw bytes.
struct Bench
{
    explicit Bench(Role role = Role::Server, const QByteArray &readAhead = {}, qint64 capacity = 1 << 30)
    {
        auto [near, far] =
            MemoryStream::createPair({.delivery = MemoryStream::Delivery::Queued, .capacity = capacity});
        stream = near.get();
        peer = std::move(far);
        socket = std::make_unique<WebSocketConnection>(
            near.release(), readAhead, WebSocketConnection::Options{.role = role, .maxMessageBytes = 100'000},
            clock, random, nullptr);
        QObject::connect(socket.get(), &WebSocketConnection::textReceived, socket.get(),
                         [this](const QByteArray &text) { texts.append(text); });
        QObject::connect(socket.get(), &WebSocketConnection::binaryReceived, socket.get(),
                         [this](const QByteArray &bytes) { binaries.append(bytes); });
        QObject::connect(socket.get(), &WebSocketConnection::closed, socket.get(),
                         [this](quint16 code, const QByteArray &reason) {
                             closed.append({code, reason});
                         });
    }

    static void turn()
    {
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
    }
    void hear(const TestFrame &frame) const
    {
        peer->write(frame.wire());
        turn();
    }
    QByteArray said() const
    {
        turn();
        return peer->readAll();
    }

    FakeClock clock;
    FakeRandom random;
    std::unique_ptr<MemoryStream> peer;
    std::unique_ptr<WebSocketConnection> socket;
    MemoryStream *stream = nullptr; // the connection's
    QByteArrayList texts;
    QByteArrayList binaries;
    Closed closed;
};

TestFrame masked(quint8 opcode, const QByteArray &payload, bool isFinal = true)
{
    return {.opcode = opcode, .payload = payload, .isFinal = isFinal, .isMasked = true};
}

Closed once(int code, const QByteArray &reason = {})
{
    return {{static_cast<quint16>(code), reason}};
}

} // namespace

class TestWebSocketConnection : public QObject
{
    Q_OBJECT

private slots:
    void messagesComeAndGo()
    {
        Bench bench(Role::Server, masked(1, "ahead").wire());
        QVERIFY(bench.texts.isEmpty()); // never from inside a call
        Bench::turn();
        bench.hear(masked(1, "hello"));
        bench.hear(masked(2, "\xff"));
        QCOMPARE(bench.texts, (QByteArrayList{"ahead", "hello"}));
        QCOMPARE(bench.binaries, QByteArrayList{"\xff"});
        bench.socket->sendText("one");
        bench.socket->sendBinary("two");
        bench.socket->ping("three");
        QCOMPARE(bench.said(),
                 (TestFrame{1, "one"}.wire() + TestFrame{2, "two"}.wire() + TestFrame{9, "three"}.wire()));
        QVERIFY(bench.closed.isEmpty());
    }

    void readAheadMayHoldHalfAFrame()
    {
        const auto wire = masked(1, "hello").wire();
        Bench bench(Role::Server, wire.first(3));
        bench.peer->write(wire.sliced(3));
        Bench::turn();
        QCOMPARE(bench.texts, QByteArrayList{"hello"});
    }

    void clientsMask()
    {
        Bench bench(Role::Client);
        bench.random.next = 0x55;
        bench.socket->sendText("\x55");
        QCOMPARE(bench.said(), QByteArray("\x81\x81\x55\x55\x55\x55\x00", 7));
        bench.hear(TestFrame{1, "hello"});
        QCOMPARE(bench.texts, QByteArrayList{"hello"});
    }

    void pingsAreAnsweredBetweenFragments()
    {
        Bench bench;
        bench.hear(masked(1, "hel", false));
        bench.hear(masked(9, "you?"));
        QCOMPARE(bench.said(), (TestFrame{10, "you?"}.wire()));
        bench.hear(masked(0, "lo"));
        QCOMPARE(bench.texts, QByteArrayList{"hello"});
    }

    void pingsOfAPeerThatNeverReadsTakeNoMemory()
    {
        constexpr qint64 capacity = qint64{64} * 1024;
        Bench bench(Role::Server, {}, capacity);
        bench.socket->sendText("first");
        for (int i = 0; i < 40'000; ++i)
            bench.peer->write(masked(9, QByteArray::number(i).rightJustified(125, '.')).wire());
        QTRY_COMPARE(bench.peer->bytesToWrite(), 0);
        Bench::turn();
        QVERIFY(bench.socket->bytesToWrite() > 0);
        QVERIFY(bench.socket->bytesToWrite() <= qint64{257} * 1024);
        QVERIFY(bench.closed.isEmpty());

        QByteArray said;
        for (auto more = bench.said(); !more.isEmpty(); more = bench.said())
            said += more;
        QVERIFY(said.startsWith(TestFrame{1, "first"}.wire()
                                + TestFrame{10, QByteArray("0").rightJustified(125, '.')}.wire()));
        QVERIFY(said.endsWith(TestFrame{10, QByteArray("39999").rightJustified(125, '.')}.wire()));
        QCOMPARE(bench.socket->bytesToWrite(), 0);
        bench.hear(masked(9, "you?"));
        QCOMPARE(bench.said(), (TestFrame{10, "you?"}.wire()));
    }

    void peerCloses_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<quint16>("code");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("without a code") << QByteArray() << quint16{1005} << QByteArray();
        QTest::newRow("normal") << closeOf(1000, "bye") << quint16{1000} << QByteArray("bye");
        QTest::newRow("restart") << closeOf(1012) << quint16{1012} << QByteArray();
        QTest::newRow("private") << closeOf(4242) << quint16{4242} << QByteArray();
    }
    void peerCloses()
    {
        QFETCH(const QByteArray, payload);
        QFETCH(const quint16, code);
        QFETCH(const QByteArray, reason);
        Bench bench;
        bench.hear(masked(8, payload));
        QCOMPARE(bench.closed, once(code, reason));
        QCOMPARE(bench.said(), (TestFrame{8, payload.first(qMin(payload.size(), 2))}.wire()));
        QVERIFY(!bench.peer->isOpen()); // our end of the stream
        bench.socket->sendText("late");
        bench.socket->close();
        QCOMPARE(bench.said(), "");
        QCOMPARE(bench.closed.size(), 1);
    }

    void weClose()
    {
        Bench bench;
        bench.socket->sendText("last");
        bench.socket->close(1012, "moved");
        bench.socket->sendText("never sent");
        QCOMPARE(bench.said(), (TestFrame{1, "last"}.wire() + TestFrame{8, closeOf(1012, "moved")}.wire()));
        QVERIFY(bench.closed.isEmpty());
        bench.hear(masked(1, "dropped"));
        bench.hear(masked(8, closeOf(1012)));
        QCOMPARE(bench.closed, once(1012));
        QCOMPARE(bench.texts, QByteArrayList());
        QCOMPARE(bench.said(), "");
        QCOMPARE(bench.clock.pendingDeadlines(), 0);
    }

    void weWaitFiveSecondsForTheirClose()
    {
        Bench bench;
        bench.socket->setPaused(true);
        bench.socket->close();
        Bench::turn();
        bench.clock.advance(4999ms);
        QVERIFY(bench.closed.isEmpty());
        bench.clock.advance(1ms);
        QCOMPARE(bench.closed, once(1006, "the peer did not close in time"));
        QVERIFY(!bench.stream->isOpen());
    }

    void closingReadsOnWherePaused()
    {
        Bench bench;
        bench.socket->setPaused(true);
        bench.hear(masked(1, "waits"));
        bench.hear(masked(8, closeOf(1001)));
        bench.socket->close();
        Bench::turn();
        QCOMPARE(bench.closed, once(1001));
        QCOMPARE(bench.texts, QByteArrayList());
    }

    void violationsClose_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<quint16>("code");
        QTest::newRow("unmasked") << TestFrame{1, "x"}.wire() << quint16{1002};
        QTest::newRow("not UTF-8") << masked(1, "\xff").wire() << quint16{1007};
        QTest::newRow("too large") << masked(2, QByteArray(100'001, 'x')).wire() << quint16{1009};
        QTest::newRow("ping in pieces") << masked(9, "x", false).wire() << quint16{1002};
    }
    void violationsClose()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const quint16, code);
        Bench bench;
        bench.peer->write(wire + masked(1, "late").wire());
        Bench::turn();
        QCOMPARE(bench.closed.size(), 1);
        QCOMPARE(bench.closed.first().first, code);
        QCOMPARE(bench.said(), (TestFrame{8, closeOf(code, bench.closed.first().second)}.wire()));
        QVERIFY(!bench.peer->isOpen());
        QVERIFY(bench.texts.isEmpty());
    }

    void endWithoutACloseFrameIs1006_data()
    {
        QTest::addColumn<bool>("breaks");
        QTest::newRow("half closed") << false;
        QTest::newRow("broken") << true;
    }
    void endWithoutACloseFrameIs1006()
    {
        QFETCH(const bool, breaks);
        Bench bench;
        bench.peer->write(masked(1, "whole").wire() + masked(1, "cut off").wire().first(8));
        if (breaks) {
            Bench::turn();
            bench.stream->breakWith({ErrorCode::UpstreamClosed, {}});
        } else {
            bench.peer->close();
            Bench::turn();
        }
        QCOMPARE(bench.texts, QByteArrayList{"whole"});
        QCOMPARE(bench.closed, once(1006, "the connection ended without a close frame"));
        QVERIFY(!bench.stream->isOpen());
    }

    void pauseHoldsMessagesAndTheEndBack()
    {
        Bench bench;
        bench.socket->setPaused(true);
        bench.peer->write(masked(1, "one").wire() + masked(1, "two").wire());
        bench.peer->close();
        Bench::turn();
        QVERIFY(bench.texts.isEmpty());
        QVERIFY(bench.closed.isEmpty());
        bench.socket->setPaused(false);
        QVERIFY(bench.texts.isEmpty()); // never from inside a call
        Bench::turn();
        QCOMPARE(bench.texts, (QByteArrayList{"one", "two"}));
        QCOMPARE(bench.closed.size(), 1);
    }

    void pauseHoldsWithinABurst()
    {
        Bench bench;
        connect(bench.socket.get(), &WebSocketConnection::textReceived, bench.socket.get(),
                [&bench] { bench.socket->setPaused(true); });
        bench.peer->write(masked(1, "one").wire() + masked(1, "two").wire());
        Bench::turn();
        QCOMPARE(bench.texts, QByteArrayList{"one"});
        bench.socket->setPaused(false);
        Bench::turn();
        QCOMPARE(bench.texts, (QByteArrayList{"one", "two"}));
    }

    void bytesToWriteFollowTheStream()
    {
        Bench bench(Role::Server, {}, 1000);
        int written = 0;
        connect(bench.socket.get(), &WebSocketConnection::bytesWritten, this, [&written] { ++written; });
        bench.socket->sendText(QByteArray(5000, 'x'));
        Bench::turn();
        QCOMPARE(bench.socket->bytesToWrite(), 4004);
        bench.peer->readAll();
        Bench::turn();
        QCOMPARE(bench.socket->bytesToWrite(), 3004);
        QVERIFY(written > 0);
    }

    void keepAlivePingsAndGivesUp()
    {
        Bench bench;
        bench.socket->setKeepAlive(30s);
        bench.clock.advance(20s);
        bench.hear(masked(1, "x"));
        bench.clock.advance(29s);
        QCOMPARE(bench.said(), "");
        bench.clock.advance(1s);
        QCOMPARE(bench.said(), (TestFrame{9, ""}.wire()));
        bench.hear(masked(10, ""));
        bench.clock.advance(30s);
        QCOMPARE(bench.said(), (TestFrame{9, ""}.wire()));
        bench.clock.advance(29s);
        QVERIFY(bench.closed.isEmpty());
        bench.clock.advance(1s);
        QCOMPARE(bench.closed, once(1006, "nothing came for too long"));
        QVERIFY(!bench.stream->isOpen());
    }

    void keepAliveDoesNotBlameAPausedPeer()
    {
        Bench bench;
        bench.socket->setKeepAlive(30s);
        bench.socket->setPaused(true);
        bench.clock.advance(10min);
        bench.socket->setPaused(false);
        bench.clock.advance(29s);
        QVERIFY(bench.closed.isEmpty());
        QCOMPARE(bench.said(), "");
        bench.socket->setKeepAlive(0ms);
        QCOMPARE(bench.clock.pendingDeadlines(), 0);
    }

    void abortIsSilent()
    {
        Bench bench;
        bench.socket->close();
        bench.socket->abort();
        bench.hear(masked(1, "late"));
        bench.clock.advance(1min);
        QVERIFY(bench.closed.isEmpty());
        QVERIFY(bench.texts.isEmpty());
        QVERIFY(!bench.stream->isOpen());
    }

    void mayBeDeletedInASlot_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("text") << masked(1, "one").wire() + masked(1, "two").wire();
        QTest::newRow("closed") << masked(8, "").wire();
    }
    void mayBeDeletedInASlot()
    {
        QFETCH(const QByteArray, wire);
        Bench bench;
        const auto remove = [&bench] { bench.socket.reset(); };
        connect(bench.socket.get(), &WebSocketConnection::textReceived, this, remove);
        connect(bench.socket.get(), &WebSocketConnection::closed, this, remove);
        bench.peer->write(wire);
        Bench::turn();
        QVERIFY(!bench.socket);
        QVERIFY(bench.texts.size() <= 1);
        QVERIFY(!bench.peer->isOpen());
    }

    void aBurstIsFlushedOnce()
    {
        Bench bench;
        int reads = 0;
        connect(bench.peer.get(), &ByteStream::readyRead, this, [&] { ++reads; });
        connect(bench.socket.get(), &WebSocketConnection::textReceived, bench.socket.get(),
                [&bench](const QByteArray &text) { bench.socket->sendText(text); });
        bench.peer->write(masked(1, "x").wire().repeated(100));
        QCOMPARE(bench.said().size(), 300);
        QCOMPARE(reads, 1);
    }
};

QTEST_GUILESS_MAIN(TestWebSocketConnection)
#include "tst_websocket_connection.moc"
