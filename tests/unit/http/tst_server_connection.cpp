// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/server_connection.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_stream.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace sluice::http;

namespace {

const QByteArray get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
const QByteArray post = "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
const QByteArray chunkedPost =
    "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n";

Reply textReply(const QByteArray &body)
{
    return {{200, "OK", 1, {}}, body};
}

//! A connection under test, the client's end of it, and what the server said so far.
struct Fixture
{
    explicit Fixture(const ServerLimits &limits = {})
    {
        auto pair = MemoryStream::createPair({.delivery = MemoryStream::Delivery::Direct});
        peer = std::move(pair.first);
        connection = std::make_unique<ServerConnection>(pair.second.release(), limits, clock, nullptr);
        QObject::connect(connection.get(), &ServerConnection::requestReceived, connection.get(), [this] {
            seen +=
                connection->head().method + ' ' + connection->head().target + ' ' + connection->takeBody();
            if (answersAtOnce)
                connection->sendReply(textReply(seen.last()));
        });
        QObject::connect(connection.get(), &ServerConnection::closed, connection.get(), [this] { ++closed; });
    }

    void send(const QByteArray &bytes)
    {
        peer->write(bytes);
        QCoreApplication::processEvents();
    }
    QByteArray received()
    {
        QCoreApplication::processEvents();
        return peer->readAll();
    }
    void advance(milliseconds duration)
    {
        clock.advance(duration);
        QCoreApplication::processEvents();
    }

    FakeClock clock;
    std::unique_ptr<MemoryStream> peer;
    std::unique_ptr<ServerConnection> connection;
    QList<QByteArray> seen;
    bool answersAtOnce = true;
    int closed = 0;
};

} // namespace

class TestServerConnection : public QObject
{
    Q_OBJECT

private slots:
    void answersRequestsCutAnywhere_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QList<QByteArray>>("requests");
        QTest::newRow("get") << get << QList<QByteArray>{"GET /a "};
        QTest::newRow("length") << post << QList<QByteArray>{"POST /b hello"};
        QTest::newRow("chunks") << chunkedPost << QList<QByteArray>{"POST /c hello"};
        QTest::newRow("empty lines between")
            << "\r\n" + post + "\r\n" + get << QList<QByteArray>{"POST /b hello", "GET /a "};
        QTest::newRow("pipelined") << post + chunkedPost + get
                + post << QList<QByteArray>{"POST /b hello", "POST /c hello", "GET /a ", "POST /b hello"};
    }

    void answersRequestsCutAnywhere()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const QList<QByteArray>, requests);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            Fixture fixture;
            fixture.send(wire.first(cut));
            fixture.send(wire.sliced(cut));
            QCOMPARE(fixture.seen, requests);
            QByteArray answers;
            for (const auto &request : requests)
                answers += "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(request.size())
                    + "\r\n\r\n" + request;
            QCOMPARE(fixture.received(), answers);
            QCOMPARE(fixture.closed, 0);
        }
    }

    void pipelinedRequestsWaitForTheAnswerBefore()
    {
        Fixture fixture;
        fixture.answersAtOnce = false;
        fixture.send(get + post);
        QCOMPARE(fixture.seen.size(), 1);
        fixture.connection->sendReply(textReply("1"));
        QCOMPARE(fixture.seen.size(), 1); // never from inside a call
        QCoreApplication::processEvents();
        QCOMPARE(fixture.seen.size(), 2);
    }

    void refusesWhatIsMalformed_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QByteArray>("statusLine");
        QTest::newRow("not HTTP") << QByteArray("hello\r\n") << QByteArray("HTTP/1.1 400 ");
        QTest::newRow("bare LF") << QByteArray("GET / HTTP/1.1\n") << QByteArray("HTTP/1.1 400 ");
        QTest::newRow("two empty lines") << QByteArray("\r\n\r\n") << QByteArray("HTTP/1.1 400 ");
        QTest::newRow("unknown coding")
            << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n")
            << QByteArray("HTTP/1.1 400 ");
        QTest::newRow("huge head") << "GET / HTTP/1.1\r\nA: " + QByteArray(70'000, 'a')
                                   << QByteArray("HTTP/1.1 431 ");
        QTest::newRow("announced body")
            << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n")
            << QByteArray("HTTP/1.1 413 ");
        QTest::newRow("chunked body")
            << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n")
            << QByteArray("HTTP/1.1 413 ");
        QTest::newRow("bad chunk") << QByteArray(
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n+3\r\n")
                                   << QByteArray("HTTP/1.1 400 ");
    }

    void refusesWhatIsMalformed()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const QByteArray, statusLine);
        for (const qsizetype cut : {qsizetype{0}, wire.size() / 2, wire.size() - 1}) {
            Fixture fixture({.maxBodyBytes = 100});
            fixture.send(wire.first(cut));
            fixture.send(wire.sliced(cut));
            fixture.send(get); // must never be taken for a request
            const auto answer = fixture.received();
            QVERIFY2(answer.startsWith(statusLine), answer.constData());
            QCOMPARE(answer.count("HTTP/1.1"), 1);
            QVERIFY(answer.contains("Connection: close\r\n"));
            QVERIFY(fixture.seen.isEmpty());
            QVERIFY(!fixture.peer->isOpen());
            QCOMPARE(fixture.closed, 1);
        }
    }

    void errorsHaveTheShapeThatWasAskedFor()
    {
        Fixture fixture;
        fixture.connection->setErrorReply([](int status, const QByteArray &) {
            return Reply{{status, "Bad", 1, {{"Content-Type", "application/json"}}}, "{}"};
        });
        fixture.send("nonsense\r\n");
        QCOMPARE(fixture.received(),
                 QByteArray("HTTP/1.1 400 Bad\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                            "Connection: close\r\n\r\n{}"));
    }

    void refusalInsideHeadReceivedDoesNotWaitForTheBody()
    {
        Fixture fixture;
        connect(fixture.connection.get(), &ServerConnection::headReceived, fixture.connection.get(), [&] {
            fixture.connection->sendReply({{401, "Unauthorized", 1, {}}, "no"});
        });
        fixture.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n");
        QVERIFY(fixture.received().startsWith(
            "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\nConnection: close\r\n"));
        fixture.send("1234567890" + get);
        QCOMPARE(fixture.received(), QByteArray());
        QVERIFY(fixture.seen.isEmpty());
        QCOMPARE(fixture.closed, 1);
    }

    void expectationIsMet()
    {
        Fixture fixture;
        fixture.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        QCOMPARE(fixture.received(), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
        fixture.send("ok");
        QVERIFY(fixture.received().endsWith("POST / ok"));
    }

    void headGetsNoBody()
    {
        Fixture fixture;
        fixture.answersAtOnce = false;
        fixture.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
        fixture.connection->sendReply(textReply("four"));
        QCOMPARE(fixture.received(), QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"));
        QVERIFY(fixture.connection->isIdle());
    }

    void streamsInChunks()
    {
        Fixture fixture;
        fixture.answersAtOnce = false;
        fixture.send(get);
        fixture.connection->sendHead({200, "OK", 1, {{"A", "b"}, {"Connection", "x-hop"}, {"X-Hop", "1"}}},
                                     {BodyFraming::Kind::Chunked});
        fixture.connection->sendBody("0123456789abcdef");
        fixture.connection->sendBody("x");
        fixture.connection->finish();
        QCOMPARE(fixture.received(),
                 QByteArray(
                     "HTTP/1.1 200 OK\r\nA: b\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n0123456789abcdef\r\n"
                     "1\r\nx\r\n0\r\n\r\n"));
        QVERIFY(fixture.connection->isIdle());
    }

    void oldClientsGetTheBodyUntilClose()
    {
        Fixture fixture;
        fixture.answersAtOnce = false;
        fixture.send("GET / HTTP/1.0\r\n\r\n");
        fixture.connection->sendHead({}, {BodyFraming::Kind::Chunked});
        fixture.connection->sendBody("body");
        fixture.connection->finish();
        QCOMPARE(fixture.received(), QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nbody"));
        QVERIFY(!fixture.peer->isOpen());
        QCOMPARE(fixture.closed, 1);
    }

    void brokenAnswerNeverEndsCleanly()
    {
        Fixture fixture;
        fixture.answersAtOnce = false;
        fixture.send(get);
        fixture.connection->sendHead({}, {BodyFraming::Kind::Chunked});
        fixture.connection->sendBody("part");
        const auto before = fixture.received();
        fixture.connection->abort();
        QVERIFY(before.endsWith("4\r\npart\r\n"));
        QCOMPARE(fixture.received(), QByteArray());
        QVERIFY(!fixture.peer->isOpen());
        QCOMPARE(fixture.closed, 1);
    }

    void shortAnswerNeverEndsCleanly()
    {
        Fixture fixture;
        fixture.answersAtOnce = false;
        fixture.send(get);
        fixture.connection->sendHead({}, {BodyFraming::Kind::Length, 10});
        fixture.connection->sendBody("part");
        fixture.connection->finish();
        QVERIFY(!fixture.peer->isOpen());
    }

    void leavingClientIsNoticedDuringTheAnswer()
    {
        Fixture fixture;
        fixture.answersAtOnce = false;
        fixture.send(get + get);
        fixture.peer->close();
        QCOMPARE(fixture.closed, 1);
        fixture.connection->sendReply(textReply("late")); // harmless
        QCoreApplication::processEvents();
        QCOMPARE(fixture.closed, 1);
    }

    void closesWhenTheClientAsks()
    {
        Fixture fixture;
        fixture.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" + get);
        QCOMPARE(fixture.seen.size(), 1);
        QVERIFY(fixture.received().contains("Connection: close\r\n"));
        QVERIFY(!fixture.peer->isOpen());
    }

    void drainsWhenIdle()
    {
        Fixture idle;
        idle.connection->closeWhenIdle();
        QCoreApplication::processEvents();
        QCOMPARE(idle.closed, 1);

        Fixture busy;
        busy.answersAtOnce = false;
        busy.send(get);
        busy.connection->closeWhenIdle();
        QVERIFY(busy.peer->isOpen());
        busy.connection->sendReply(textReply("last"));
        QVERIFY(busy.received().contains("Connection: close\r\n"));
        QCOMPARE(busy.closed, 1);
    }

    void slowHeadTimesOut()
    {
        Fixture fixture;
        fixture.advance(20s);
        fixture.send("GET / HT");
        fixture.advance(29s);
        QCOMPARE(fixture.received(), QByteArray());
        fixture.advance(1s);
        QVERIFY(fixture.received().startsWith("HTTP/1.1 408 "));
        QCOMPARE(fixture.closed, 1);
    }

    void slowHeadIsAnsweredAsFarAsItCame()
    {
        Fixture fixture;
        QByteArray asked;
        fixture.connection->setErrorReply([&](int status, const QByteArray &) {
            asked = fixture.connection->head().method + ' ' + fixture.connection->head().target;
            return Reply{{status, "Slow", 1, {}}, "{}"};
        });
        fixture.send("HEAD /before HTTP/1.1\r\nHost: x\r\n\r\n");
        (void)fixture.received();
        fixture.send("POST /slow HTTP/1.1\r\nHost:");
        fixture.advance(30s);
        QVERIFY(fixture.received().endsWith("\r\n\r\n{}")); // no answer to the HEAD before
        QCOMPARE(asked, "POST /slow");
    }

    void emptyLineIsNoRequestYet()
    {
        Fixture fixture;
        fixture.send(get + "\r\n");
        (void)fixture.received();
        QVERIFY(fixture.connection->isIdle());
        fixture.advance(74s);
        QVERIFY(fixture.peer->isOpen());
        fixture.advance(1s);
        QCOMPARE(fixture.received(), QByteArray()); // no 408: nobody asked for anything
        QVERIFY(!fixture.peer->isOpen());
    }

    void idleConnectionCloses()
    {
        Fixture fixture;
        fixture.advance(70s);
        fixture.send(get);
        (void)fixture.received();
        fixture.advance(74s);
        QVERIFY(fixture.peer->isOpen());
        fixture.advance(1s);
        QVERIFY(!fixture.peer->isOpen());
        QCOMPARE(fixture.closed, 1);
    }

    void answeringHasNoTimeLimit()
    {
        Fixture fixture;
        fixture.answersAtOnce = false;
        fixture.send(get);
        fixture.advance(2h);
        fixture.connection->sendReply(textReply("at last"));
        QVERIFY(fixture.received().endsWith("at last"));
        fixture.advance(74s);
        QVERIFY(fixture.peer->isOpen());
        fixture.advance(1s);
        QVERIFY(!fixture.peer->isOpen());
    }

    void requestsCostNoTimers()
    {
        Fixture fixture;
        QCOMPARE(fixture.clock.pendingDeadlines(), 1);
        for (int i = 0; i < 100; ++i)
            fixture.send(get);
        QCOMPARE(fixture.clock.pendingDeadlines(), 1);
    }

    void receiverMayDeleteTheConnection()
    {
        for (const auto signal : {&ServerConnection::headReceived, &ServerConnection::requestReceived}) {
            Fixture fixture;
            auto *connection = fixture.connection.get();
            disconnect(connection, &ServerConnection::requestReceived, connection, nullptr);
            connect(connection, signal, this, [&] { fixture.connection.reset(); });
            fixture.send(get + get);
            QVERIFY(!fixture.connection);
            QVERIFY(!fixture.peer->isOpen());
        }
    }

    void upgradeGivesTheStreamAway()
    {
        Fixture fixture;
        fixture.answersAtOnce = false;
        fixture.send(get + "frames");
        QByteArray readAhead;
        const std::unique_ptr<ByteStream> stream(fixture.connection->takeStream(&readAhead));
        QCOMPARE(readAhead, QByteArray("frames"));
        fixture.connection.reset();
        QVERIFY(stream->isOpen());
    }
};

QTEST_GUILESS_MAIN(TestServerConnection)
#include "tst_server_connection.moc"
