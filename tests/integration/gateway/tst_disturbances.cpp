// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/gateway_bench.h"

#include <QtCore/QFile>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <vector>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray hello = R"({"model":"claude-sonnet-4-6","messages":[]})";
const QByteArray streamHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
const QByteArray models = "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nx-api-key: fake-client-key\r\n"
                          "anthropic-version: 2023-06-01\r\n\r\n";

QByteArray chunk(const QByteArray &data)
{
    return QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n";
}

const QByteArray messageStart =
    "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":"
    "\"claude-sonnet-4-6\",\"usage\":{\"input_tokens\":120,\"output_tokens\":1}}}\n\n";

} // namespace

class TestDisturbances : public QObject
{
    Q_OBJECT

private slots:
    void halfAnAnswerNeverLooksWhole_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<FakeUpstream::Ending>("ending");
        QTest::addColumn<GatewayBench::Wire>("transport");
        for (const auto transport : {GatewayBench::Wire::Memory, GatewayBench::Wire::Loopback}) {
            for (const auto ending : {FakeUpstream::Ending::Close, FakeUpstream::Ending::Break}) {
                const auto add = [&](const char *name, const QByteArray &wire) {
                    QTest::addRow("%s, %s, %s", name,
                                  ending == FakeUpstream::Ending::Close ? "closed" : "broken",
                                  transport == GatewayBench::Wire::Memory ? "memory" : "loopback")
                        << wire << ending << transport;
                };
                add("events", streamHead + chunk(messageStart));
                add("events cut inside a chunk", streamHead + "ff\r\nevent: pi");
                add("length", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                // Nothing but a reset tells that it is half; in memory there is none.
                if (ending == FakeUpstream::Ending::Break && transport == GatewayBench::Wire::Loopback)
                    add("no length",
                        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + messageStart);
                add("refusal of the request", "HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\nhalf");
            }
        }
    }
    void halfAnAnswerNeverLooksWhole()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const FakeUpstream::Ending, ending);
        QFETCH(const GatewayBench::Wire, transport);
        GatewayBench bench({u"a"_s, u"b"_s}, transport);
        bench.upstream.play({{wire}, ending});
        const auto client = bench.connect();
        client->send(messageRequest(hello));
        QVERIFY(bench.until([&] { return client->hasEnded(); }));
        if (client->peek())
            QVERIFY(!client->peek()->isComplete);
        QVERIFY(!client->received().endsWith("0\r\n\r\n"));
        if (transport == GatewayBench::Wire::Loopback)
            QVERIFY(client->wasReset());
        QCOMPARE(bench.upstream.requests().size(), 1);
    }

    void breakBeforeTheHeadIsABadGateway()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.upstream.play({{"HTTP/1.1 20"}, FakeUpstream::Ending::Break});
        QCOMPARE(bench.ask(messageRequest(hello)).head.status, 502);
        QCOMPARE(bench.upstream.requests().size(), 1);
        QCOMPARE(bench.snapshot().accounts.at(0).activeRequests, 0);
    }

    void leavingClientStopsTheUpstreamAtOnce_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("before the head") << QByteArray();
        QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Ty");
        QTest::newRow("in the answer") << streamHead + chunk(messageStart);
        QTest::newRow("in a refusal") << QByteArray("HTTP/1.1 429 No\r\nContent-Length: 100\r\n\r\n{");
    }
    void leavingClientStopsTheUpstreamAtOnce()
    {
        QFETCH(const QByteArray, wire);
        for (const auto transport : {GatewayBench::Wire::Memory, GatewayBench::Wire::Loopback}) {
            GatewayBench bench({u"a"_s}, transport);
            if (!wire.isEmpty())
                bench.upstream.play(wire);
            const auto client = bench.connect();
            client->send(messageRequest(hello));
            QVERIFY(bench.until([&] { return bench.upstream.requests().size() == 1; }));
            bench.settle();
            QCOMPARE(bench.upstream.openConnections(), 1);
            client->leave();
            QVERIFY(bench.until([&] { return bench.upstream.openConnections() == 0; })); // no time passes
            QCOMPARE(bench.gateway.connectionCount(), 0);
            QCOMPARE(bench.snapshot().accounts.at(0).activeRequests, 0);
        }
    }

    //! Whoever shows how many requests run hears of each that ends, also while others go on.
    void everyClientThatLeavesIsTold()
    {
        GatewayBench bench;
        std::vector<std::unique_ptr<HttpPeer>> clients;
        for (int i = 0; i < 3; ++i) {
            clients.push_back(bench.connect());
            clients.back()->send(messageRequest(hello));
        }
        QVERIFY(bench.until([&] { return bench.upstream.requests().size() == 3; }));
        bench.settle();
        const QSignalSpy changed(&bench.roster, &Roster::changed);
        for (const int left : {2, 1, 0}) {
            const auto before = changed.size();
            clients.back()->leave();
            clients.pop_back();
            QVERIFY(bench.until([&] { return changed.size() > before; }));
            QCOMPARE(bench.snapshot().activeRequests, left);
        }
    }

    void usageCountsThoughTheClientLeft()
    {
        GatewayBench bench;
        bench.upstream.play(streamHead + chunk(messageStart));
        const auto client = bench.connect();
        client->send(messageRequest(hello));
        QVERIFY(bench.until([&] { return client->received().contains("message_start"); }));
        QCOMPARE(bench.snapshot().accounts.at(0).tokensToday, 0);
        client->leave();
        QVERIFY(bench.until([&] { return bench.gateway.connectionCount() == 0; }));
        QVERIFY(bench.snapshot().accounts.at(0).tokensToday >= 120);
    }

    void deadKeptConnectionDoublesNoPost()
    {
        GatewayBench bench;
        bench.upstream.play(answerWire(200, "one"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "one");
        bench.upstream.dropNextRequest();
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 502);
        QCOMPARE(bench.upstream.requests().size(), 2);
        QCOMPARE(bench.upstream.connectionCount(), 1);
    }

    void deadKeptConnectionIsReplacedForGet()
    {
        GatewayBench bench;
        bench.upstream.play(answerWire(200, "one"), "/v1/models");
        QCOMPARE(bench.ask(models, "GET").body, "one");
        bench.upstream.dropNextRequest();
        bench.upstream.play(answerWire(200, "two"), "/v1/models");
        QCOMPARE(bench.ask(models, "GET").body, "two");
        QCOMPARE(bench.upstream.connectionCount(), 2);
    }

    void freshConnectionThatDiesIsNotReplaced()
    {
        GatewayBench bench;
        bench.upstream.dropNextRequest();
        QCOMPARE(bench.ask(models, "GET").head.status, 502);
        QCOMPARE(bench.upstream.connectionCount(), 1);
    }

    void connectionsThatClosedWhileIdleAreNotUsed()
    {
        GatewayBench bench;
        bench.upstream.play(answerWire(200, "one"));
        bench.upstream.play(answerWire(200, "two"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "one");
        bench.upstream.breakIdleConnections();
        bench.settle();
        QCOMPARE(bench.ask(messageRequest(hello)).body, "two");
        QCOMPARE(bench.upstream.connectionCount(), 2);
    }

    void slowReaderHoldsTheUpstreamBack()
    {
        constexpr qint64 size = 64 * 1024 * 1024;
        GatewayBench bench;
        bench.upstream.play(answerWire(200, QByteArray(size, 'x')));
        const auto client = bench.connect();
        client->setReading(false);
        client->send(messageRequest(hello));
        QVERIFY(bench.until([&] { return bench.upstream.bytesTaken() > 0; }));
        bench.settle();
        QVERIFY2(bench.upstream.bytesTaken() < 1024 * 1024,
                 QByteArray::number(bench.upstream.bytesTaken()).constData());
        client->setReading(true);
        QVERIFY(bench.until([&] { return client->received().size() > size; }));
        const auto answer = client->peek();
        QVERIFY(answer && answer->isComplete);
        QCOMPARE(answer->body.size(), size);
    }

    void longRefusalIsRelayedAsItComes()
    {
        constexpr qsizetype size = 3 * 1024 * 1024;
        GatewayBench bench;
        bench.upstream.play(answerWire(403, QByteArray(size, 'x')));
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 403);
        QVERIFY(answer.isComplete);
        QCOMPARE(answer.body.size(), size);
    }

    void stalledRefusalOfTheRequestIsRelayedAfterAMoment()
    {
        GatewayBench bench;
        bench.upstream.play("HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\nhalf");
        const auto client = bench.connect();
        client->send(messageRequest(hello));
        bench.settle();
        QVERIFY(client->received().isEmpty());
        bench.clock.advance(5s);
        QVERIFY(bench.until([&] { return client->received().endsWith("half"); }));
        QCOMPARE(client->peek()->head.status, 403);
        QVERIFY(!client->peek()->isComplete);
        bench.clock.advance(600s);
        QVERIFY(bench.until([&] { return client->hasEnded(); }));
        QVERIFY(!client->peek()->isComplete);
    }

    void removedAccountFinishesWhatItBegan()
    {
        GatewayBench bench;
        bench.upstream.play({{streamHead, chunk("first"), chunk("last") + "0\r\n\r\n"}, {}});
        const auto client = bench.connect();
        client->send(messageRequest(hello));
        QVERIFY(bench.until([&] { return client->peek().has_value(); }));
        bench.settings.accounts.clear();
        bench.apply();
        QVERIFY(bench.until([&] { return client->peek()->isComplete; }));
        QCOMPARE(client->peek()->body, "firstlast");
        QCOMPARE(bench.ask(messageRequest(hello)).head.status, 503);
    }

    void removalAtAnyTurnEndsTheRequestCleanly_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<bool>("removes");
        for (const bool removes : {true, false}) {
            const char *what = removes ? "removed" : "switched off";
            QTest::addRow("%s, served", what) << answerWire(200, "ok") << removes;
            QTest::addRow("%s, limited", what)
                << answerWire(429, "{}", "anthropic-ratelimit-unified-5h-status: rejected\r\n") << removes;
            QTest::addRow("%s, token refused", what) << answerWire(401, "{}") << removes;
        }
    }
    void removalAtAnyTurnEndsTheRequestCleanly()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const bool, removes);
        for (int turns = 0; turns < 24; ++turns) {
            GatewayBench bench;
            bench.upstream.play(wire);
            bench.upstream.play(answerWire(503, "later"), "/oauth/token");
            const auto client = bench.connect();
            client->send(messageRequest(hello));
            int turn = 0;
            bench.until([&] { return ++turn > turns; });
            if (removes)
                bench.settings.accounts.clear();
            else
                bench.settings.accounts.first().enabled = false;
            bench.apply();
            QVERIFY(bench.until([&] { return client->peek() && client->peek()->isComplete; }));
            QVERIFY(bench.upstream.requests().size() <= 1);
        }
    }

    void deadConnectionAfterARemovalIsNoCrash()
    {
        GatewayBench bench;
        bench.upstream.play(answerWire(200, "one"), "/v1/models");
        QCOMPARE(bench.ask(models, "GET").body, "one");
        const auto client = bench.connect();
        client->send(models); // on the kept connection; nothing answers
        QVERIFY(bench.until([&] { return bench.upstream.requests("/v1/models").size() == 2; }));
        bench.settings.accounts.clear();
        bench.apply();
        bench.upstream.breakIdleConnections();
        bench.upstream.play(answerWire(200, "two"), "/v1/models");
        QVERIFY(bench.until([&] { return client->peek("GET") && client->peek("GET")->isComplete; }));
    }

    void drainingWaitsForAnswers()
    {
        GatewayBench bench;
        bench.upstream.play({{streamHead, chunk("first"), chunk("last") + "0\r\n\r\n"}, {}});
        const auto idle = bench.connect();
        const auto client = bench.connect();
        client->send(messageRequest(hello));
        QVERIFY(bench.until([&] { return client->peek().has_value(); }));
        bool isDrained = false;
        QObject::connect(&bench.gateway, &Gateway::drained, &bench.gateway, [&] { isDrained = true; });
        bench.gateway.drain();
        QVERIFY(!isDrained);
        QVERIFY(bench.until([&] { return isDrained; }));
        QVERIFY(bench.until([&] { return client->hasEnded() && idle->hasEnded(); }));
        QVERIFY(client->peek()->isComplete);
    }

    void aConnectionThatComesWhileDrainingHoldsNothingUp()
    {
        GatewayBench bench;
        const auto client = bench.connect();
        client->send(messageRequest(hello)); // nothing answers
        QVERIFY(bench.until([&] { return bench.upstream.requests().size() == 1; }));
        bool isDrained = false;
        QObject::connect(&bench.gateway, &Gateway::drained, &bench.gateway, [&] { isDrained = true; });
        bench.gateway.drain();
        const auto late = bench.connect(); // as when its TLS handshake ends now
        QVERIFY(bench.until([&] { return late->hasEnded(); }));
        QVERIFY(!isDrained);
        client->leave();
        QVERIFY(bench.until([&] { return isDrained; }));
    }

    void afterDrainingTheGatewayCanBeReopened()
    {
        GatewayBench bench;
        bench.gateway.drain();
        bench.gateway.reopen();
        for (int i = 0; i < 2; ++i)
            bench.upstream.play(answerWire(200, "served"), "/v1/models");
        const auto client = bench.connect();
        for (int i = 0; i < 2; ++i) { // on one connection, which stays
            client->send(models);
            QVERIFY(bench.until([&] { return client->peek("GET") && client->peek("GET")->isComplete; }));
            QCOMPARE(client->take("GET")->body, "served");
        }
    }
};

QTEST_GUILESS_MAIN(TestDisturbances)
#include "tst_disturbances.moc"
