// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/client.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_stream.h"

#include <QtTest/QTest>

#include <optional>

using namespace sluice;
using namespace sluice::http;

namespace {

const RequestHead get{"GET", "/", 1, {{"Host", "x"}}};
const RequestHead post{"POST", "/", 1, {{"Host", "x"}}};

struct Fixture
{
    explicit Fixture(const MemoryStream::Options &options = {.delivery = MemoryStream::Delivery::Direct})
    {
        auto pair = MemoryStream::createPair(options);
        server = std::move(pair.first);
        stream = pair.second.get();
        client = std::make_unique<Client>(pair.second.release(), ClientLimits{}, clock, nullptr);
        auto *c = client.get();
        QObject::connect(c, &Client::headReceived, c,
                         [this](const ResponseHead &received) { head = received; });
        QObject::connect(c, &Client::bodyReceived, c, [this](const QByteArray &bytes) { body += bytes; });
        QObject::connect(c, &Client::finished, c, [this] { ++finished; });
        QObject::connect(c, &Client::failed, c, [this](const Error &failed) { error = failed; });
    }

    void answer(const QByteArray &bytes)
    {
        server->write(bytes);
        QCoreApplication::processEvents();
    }

    FakeClock clock;
    std::unique_ptr<MemoryStream> server;
    MemoryStream *stream = nullptr; // the client's end, and the client's own
    std::unique_ptr<Client> client;
    std::optional<ResponseHead> head;
    QByteArray body;
    int finished = 0;
    std::optional<Error> error;
};

} // namespace

class TestClient : public QObject
{
    Q_OBJECT

private slots:
    void sendsHeadAndBodyInOneWrite()
    {
        Fixture fixture;
        fixture.client->start(post, "hello");
        QCOMPARE(fixture.server->readAll(),
                 QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"));
        Fixture bodyless;
        bodyless.client->start(get, {});
        QCOMPARE(bodyless.server->readAll(), QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        Fixture empty;
        empty.client->start(post, {});
        QCOMPARE(empty.server->readAll(),
                 QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"));
    }

    void bodyIsHeldUntilItIsSent()
    {
        Fixture fixture({.delivery = MemoryStream::Delivery::Direct, .capacity = 64 * 1024});
        const QByteArray body(1024 * 1024, 'x');
        fixture.client->start(post, body);
        QVERIFY(!body.isDetached()); // the other side has taken little of it
        qsizetype taken = 0;
        while (fixture.server->bytesAvailable() > 0)
            taken += fixture.server->readAll().size();
        QVERIFY(taken > body.size());
        QVERIFY(body.isDetached()); // an answer may take long, and nothing of it is needed any more
    }

    void readsAnswersCutAnywhere_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("reusable");
        QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
                                << QByteArray("hello") << true;
        QTest::newRow("chunks") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n")
                                << QByteArray("hello") << true;
        QTest::newRow("interim") << QByteArray(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: a\r\n\r\n"
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n!")
                                 << QByteArray("!") << true;
        QTest::newRow("no content") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << QByteArray() << true;
        QTest::newRow("close") << QByteArray(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
                               << QByteArray("ok") << false;
        QTest::newRow("old") << QByteArray("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")
                             << QByteArray("ok") << false;
        QTest::newRow("too much") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP")
                                  << QByteArray("ok") << false;
    }

    void readsAnswersCutAnywhere()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const QByteArray, body);
        QFETCH(const bool, reusable);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            Fixture fixture;
            fixture.client->start(get, {});
            fixture.answer(wire.first(cut));
            fixture.answer(wire.sliced(cut));
            QVERIFY(fixture.head);
            QCOMPARE(fixture.body, body);
            QCOMPARE(fixture.finished, 1);
            const std::unique_ptr<ByteStream> stream(fixture.client->takeReusableStream());
            QCOMPARE(stream != nullptr, reusable);
        }
    }

    void bodyUntilCloseEndsWithTheConnection()
    {
        Fixture fixture;
        fixture.client->start(get, {});
        fixture.answer("HTTP/1.1 200 OK\r\n\r\nall");
        QCOMPARE(fixture.finished, 0);
        fixture.server->close();
        QCOMPARE(fixture.finished, 1);
        QCOMPARE(fixture.body, QByteArray("all"));
        QVERIFY(!fixture.client->takeReusableStream());
    }

    //! What was cut has no other sign of it than how the connection ended.
    void bodyUntilCloseThatBreaksOffFails_data()
    {
        QTest::addColumn<bool>("isPaused");
        QTest::newRow("at once") << false;
        QTest::newRow("while the client is slow") << true;
    }
    void bodyUntilCloseThatBreaksOffFails()
    {
        QFETCH(const bool, isPaused);
        Fixture fixture;
        fixture.client->start(get, {});
        fixture.client->setPaused(isPaused);
        fixture.answer("HTTP/1.1 200 OK\r\n\r\nhalf");
        fixture.stream->breakWith({ErrorCode::UpstreamClosed, QStringLiteral("reset by the peer")});
        QCOMPARE(fixture.error.has_value(), !isPaused);
        fixture.client->setPaused(false);
        QTRY_VERIFY(fixture.error);
        QCOMPARE(fixture.error->code, ErrorCode::UpstreamClosed);
        QCOMPARE(fixture.body, QByteArray("half")); // what came before it was delivered
        QCOMPARE(fixture.finished, 0);
    }

    void brokenAnswerFails_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 O");
        QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
        QTest::newRow("no last chunk")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n");
    }

    void brokenAnswerFails()
    {
        QFETCH(const QByteArray, wire);
        Fixture fixture;
        fixture.client->start(get, {});
        fixture.answer(wire);
        fixture.server->close();
        QVERIFY(fixture.error);
        QCOMPARE(fixture.error->code, ErrorCode::UpstreamClosed);
        QCOMPARE(fixture.finished, 0);
        QCOMPARE(fixture.client->receivedAnything(), !wire.isEmpty());
    }

    void streamThatWasClosedBeforeFailsFromTheEventLoop()
    {
        Fixture fixture;
        fixture.server->close();
        fixture.client->start(get, {});
        QVERIFY(!fixture.error);
        QCoreApplication::processEvents();
        QVERIFY(fixture.error);
        QVERIFY(!fixture.client->receivedAnything());
    }

    void malformedAnswerFails()
    {
        Fixture fixture;
        fixture.client->start(get, {});
        fixture.answer("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nabc");
        QVERIFY(fixture.error);
        QCOMPARE(fixture.error->code, ErrorCode::ProtocolViolation);
        QVERIFY(!fixture.server->isOpen());
    }

    void pausedClientLeavesBytesInTheStream()
    {
        Fixture fixture({.delivery = MemoryStream::Delivery::Queued, .capacity = 1000});
        fixture.client->start(get, {});
        QCoreApplication::processEvents();
        fixture.client->setPaused(true);
        fixture.answer("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + QByteArray(5000, 'x'));
        QVERIFY(fixture.server->bytesToWrite() > 3000);
        QVERIFY(fixture.body.isEmpty());
        fixture.client->setPaused(false);
        QTRY_COMPARE(fixture.finished, 1);
        QCOMPARE(fixture.body.size(), 5000);
    }

    void pausedClientKeepsWhatCameBeforeTheEnd()
    {
        Fixture fixture;
        fixture.client->start(get, {});
        fixture.client->setPaused(true);
        fixture.answer("HTTP/1.1 200 OK\r\n\r\nall");
        fixture.server->close();
        QCOMPARE(fixture.finished, 0);
        fixture.client->setPaused(false);
        QTRY_COMPARE(fixture.finished, 1);
        QCOMPARE(fixture.body, QByteArray("all"));
    }

    void largeBodyIsWrittenInSlices()
    {
        Fixture fixture({.delivery = MemoryStream::Delivery::Queued, .capacity = 100'000});
        const QByteArray body(8 * 1024 * 1024, 'b');
        fixture.client->start(post, body);
        qsizetype received = 0;
        const auto total = body.size()
            + qsizetype(sizeof("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8388608\r\n\r\n") - 1);
        while (received < total) {
            QCoreApplication::processEvents();
            const auto bytes = fixture.server->readAll();
            QVERIFY(!bytes.isEmpty());
            received += bytes.size();
        }
        QCOMPARE(received, total);
    }

    void earlyAnswerIsDelivered()
    {
        Fixture fixture({.delivery = MemoryStream::Delivery::Queued, .capacity = 1000});
        fixture.client->start(post, QByteArray(1'000'000, 'b'));
        fixture.answer("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
        QTRY_COMPARE(fixture.finished, 1);
        QCOMPARE(fixture.head->status, 413);
        QVERIFY(!fixture.client->takeReusableStream());
    }

    void silenceTimesOut()
    {
        Fixture fixture;
        fixture.client->start(get, {});
        fixture.clock.advance(599s);
        QVERIFY(!fixture.error);
        fixture.clock.advance(1s);
        QVERIFY(fixture.error);
        QCOMPARE(fixture.error->code, ErrorCode::TimedOut);
    }

    void eachByteGivesABodyMoreTime()
    {
        Fixture fixture;
        fixture.client->start(get, {});
        fixture.answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
        for (int i = 0; i < 5; ++i) {
            fixture.clock.advance(599s);
            fixture.answer("x");
        }
        QVERIFY(!fixture.error);
        fixture.clock.advance(599s);
        QVERIFY(!fixture.error);
        fixture.clock.advance(1s);
        QVERIFY(fixture.error);
    }

    void pausingStopsTheTimeout()
    {
        Fixture fixture;
        fixture.client->start(get, {});
        fixture.answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
        fixture.client->setPaused(true);
        fixture.clock.advance(2h);
        QVERIFY(!fixture.error);
    }

    void upgradeGivesTheStreamAway()
    {
        Fixture fixture;
        fixture.client->start(get, {});
        fixture.answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\nframe");
        QCOMPARE(fixture.head->status, 101);
        QByteArray readAhead;
        const std::unique_ptr<ByteStream> stream(fixture.client->takeStream(&readAhead));
        QCOMPARE(readAhead, QByteArray("frame"));
        fixture.client.reset();
        QVERIFY(stream->isOpen());
    }

    void deletingBreaksTheStream()
    {
        Fixture fixture;
        fixture.client->start(get, {});
        fixture.client.reset();
        QVERIFY(!fixture.server->isOpen());
    }

    void receiverMayDeleteTheClient()
    {
        for (int when = 0; when < 3; ++when) {
            Fixture fixture;
            const auto drop = [&] { fixture.client.reset(); };
            if (when == 0)
                connect(fixture.client.get(), &Client::headReceived, this, drop);
            if (when == 1)
                connect(fixture.client.get(), &Client::bodyReceived, this, drop);
            if (when == 2)
                connect(fixture.client.get(), &Client::finished, this, drop);
            fixture.client->start(get, {});
            fixture.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            QVERIFY(!fixture.client);
        }
    }
};

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
