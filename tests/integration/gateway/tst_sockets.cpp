// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/gateway_bench.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray upstreamPath = "/backend-api/codex/responses";
const QByteArray create = R"({"type":"response.create","model":"gpt-5.5","input":[]})";
const QByteArray warmUp = R"({"type":"response.create","model":"gpt-5.5","generate":false,"input":[]})";
const QByteArray created = R"({"type":"response.created","response":{"id":"resp_1"}})";
const QByteArray output = R"({"type":"response.output_text.delta","delta":"hello"})";
const QByteArray completed =
    R"({"type":"response.completed","response":{"id":"resp_1","model":"gpt-5.5","usage":{"input_tokens":12,"output_tokens":8,"total_tokens":20}}})";

QByteArray limits(int percent, SystemTime reset)
{
    return R"({"type":"codex.rate_limits","plan_type":"plus","rate_limits":{"allowed":true,"limit_reached":false,"primary":{"used_percent":)"
        + QByteArray::number(percent) + R"(,"window_minutes":300,"reset_at":)"
        + QByteArray::number(toUnixSeconds(reset))
        + R"(},"secondary":null},"credits":{"has_credits":false,"unlimited":false,"balance":null},"metered_limit_name":"codex"})";
}

QByteArray usageLimit(SystemTime reset)
{
    return R"({"type":"error","status":429,"error":{"type":"usage_limit_reached","message":"The usage limit has been reached","plan_type":"plus","resets_at":)"
        + QByteArray::number(toUnixSeconds(reset))
        + R"(},"headers":{"x-codex-active-limit":"codex","x-codex-primary-used-percent":"100","x-codex-primary-window-minutes":300,"x-codex-primary-reset-at":)"
        + QByteArray::number(toUnixSeconds(reset)) + "}}";
}

QByteArray limitAnswer(SystemTime reset)
{
    return answerWire(429,
                      R"({"error":{"type":"usage_limit_reached","message":"full","resets_at":)"
                          + QByteArray::number(toUnixSeconds(reset)) + "}}",
                      "content-type: application/json\r\n");
}

QByteArray session(const QByteArray &id)
{
    return "session-id: " + id + "\r\nthread-id: " + id + "\r\n";
}

//! A bench with Codex accounts, and one client's socket once open() has worked.
class SocketBench : public GatewayBench
{
public:
    explicit SocketBench(const QStringList &ids = {u"a"_s}) : GatewayBench(ids, Wire::Memory, Flavor::Codex)
    {
        settings.pools.first().strategy = Strategy::LeastUsed;
        apply();
    }

    //! Opens a WebSocket through the gateway; the upstream side is upstream.socket(index).
    std::unique_ptr<SocketPeer> open(const QByteArray &fields = session("one"),
                                     const http::Headers &answer = {})
    {
        upstream.playSocket(upstreamPath, answer);
        auto client = connectSocket(socketRequest(fields));
        until([&] { return client->head().has_value(); });
        return client;
    }
    //! What the client gets when the upgrade is refused.
    std::unique_ptr<SocketPeer> refused(const QByteArray &fields = session("one"))
    {
        auto client = connectSocket(socketRequest(fields));
        until([&] { return client->head().has_value(); });
        settle();
        return client;
    }
    //! The client's message has reached the upstream.
    bool send(SocketPeer &client, const QByteArray &message, qsizetype socket = 0)
    {
        const auto before = upstream.socket(socket).received.size();
        client.socket()->sendText(message);
        return until([&] {
            return upstream.socket(socket).received.size() > before
                || upstream.socket(socket).closedWith != 0;
        });
    }
    //! The upstream's message has reached the client, or it has ended.
    bool answer(SocketPeer &client, const QByteArray &message, qsizetype socket = 0)
    {
        const auto before = client.received.size();
        upstream.socket(socket).connection->sendText(message);
        return until([&] { return client.received.size() > before || client.closedWith != 0; });
    }
    bool untilClosed(const SocketPeer &client)
    {
        return until([&] { return client.closedWith != 0; });
    }
    //! Whose tokens came up at the handshakes, in order.
    QByteArray attempts() const { return GatewayBench::attempts(upstreamPath).join(); }
    QByteArray servedFirst() const { return attempts().first(1); }
};

} // namespace

class TestSockets : public QObject
{
    Q_OBJECT

private slots:
    void passesTheHandshakeBothWays()
    {
        SocketBench bench;
        const auto client = bench.open(
            session("one") + "x-codex-window-id: one:0\r\nCookie: a=b\r\nchatgpt-account-id: mine\r\n",
            {{"x-codex-turn-state", "fake-state"},
             {"openai-model", "gpt-5.5"},
             {"x-codex-primary-used-percent", "77"},
             {"x-codex-plan-type", "plus"}});
        const auto answer = client->head().value();
        QCOMPARE(answer.status, 101);
        QCOMPARE(answer.headers.value("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        QVERIFY(!answer.headers.contains("sec-websocket-extensions"));
        QCOMPARE(answer.headers.value("x-codex-turn-state"), "fake-state");
        QCOMPARE(answer.headers.value("openai-model"), "gpt-5.5");
        QVERIFY(answer.headers.value("x-codex-primary-used-percent") != QByteArrayView("77"));
        QVERIFY(!answer.headers.contains("x-codex-plan-type"));

        const auto upgrade = bench.upstream.requests(upstreamPath).constFirst().head;
        QCOMPARE(upgrade.headers.value("authorization"), "Bearer fake-access-a");
        QCOMPARE(upgrade.headers.values("chatgpt-account-id"), QList<QByteArray>{"fake-account-a"});
        QCOMPARE(upgrade.headers.value("session-id"), "one");
        QCOMPARE(upgrade.headers.value("x-codex-window-id"), "one:0");
        QCOMPARE(upgrade.headers.value("originator"), "codex_exec");
        QVERIFY(!upgrade.headers.contains("cookie"));
        QVERIFY(!upgrade.headers.contains("sec-websocket-extensions"));
        QVERIFY(upgrade.headers.value("sec-websocket-key") != QByteArrayView("dGhlIHNhbXBsZSBub25jZQ=="));
    }

    void relaysMessagesBothWays()
    {
        SocketBench bench;
        const auto client = bench.open();
        QVERIFY(bench.send(*client, create));
        QCOMPARE(bench.upstream.socket().received, QList<QByteArray>{create});
        QVERIFY(bench.answer(*client, output));
        const QByteArray large(3 * 1024 * 1024, 'x');
        QVERIFY(bench.answer(*client, large));
        QVERIFY(bench.send(*client, large));
        QCOMPARE(client->received, (QList<QByteArray>{output, large}));
        client->socket()->sendBinary("bytes");
        QVERIFY(bench.until([&] { return bench.upstream.socket().received.size() == 3; }));
        QCOMPARE(bench.upstream.socket().received.last(), "bytes");
    }

    void refusedUpgradeGoesToTheNextAccount()
    {
        SocketBench bench({u"a"_s, u"b"_s});
        bench.upstream.play(limitAnswer(bench.clock.now() + 1h), upstreamPath);
        const auto client = bench.open();
        QCOMPARE(client->head()->status, 101);
        QCOMPARE(bench.attempts().size(), 2);
        QVERIFY(bench.attempts().at(0) != bench.attempts().at(1));
    }

    void expiredTokenIsReplacedAtTheHandshake()
    {
        SocketBench bench;
        bench.upstream.play(answerWire(401, R"({"error":{"code":"token_expired"}})"), upstreamPath);
        bench.upstream.play(
            answerWire(200, R"({"access_token":"fake-access-new","refresh_token":"fake-refresh-new"})",
                       "content-type: application/json\r\n"),
            "/oauth/token");
        const auto client = bench.open();
        QCOMPARE(client->head()->status, 101);
        QCOMPARE(bench.upstream.requests(upstreamPath).constLast().token(), "Bearer fake-access-new");
    }

    void passesARefusalAsItCame_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {400, 403, 404, 426, 500, 503})
            QTest::addRow("%d", status) << status;
    }

    void passesARefusalAsItCame()
    {
        QFETCH(const int, status);
        SocketBench bench({u"a"_s, u"b"_s});
        bench.upstream.play(
            answerWire(status, R"({"error":{"message":"fake reason"}})", "x-request-id: req_1\r\n"),
            upstreamPath);
        const auto client = bench.refused();
        QCOMPARE(client->head()->status, status);
        QCOMPARE(client->head()->headers.value("x-request-id"), "req_1");
        QCOMPARE(client->body(), R"({"error":{"message":"fake reason"}})");
        QCOMPARE(bench.attempts().size(), 1);
    }

    void allLimitedNamesTheTime()
    {
        SocketBench bench({u"a"_s, u"b"_s});
        const auto first = bench.clock.now() + 1h;
        bench.upstream.play(limitAnswer(bench.clock.now() + 2h), upstreamPath);
        bench.upstream.play(limitAnswer(first), upstreamPath);
        const auto client = bench.refused();
        QCOMPARE(client->head()->status, 429);
        const auto error = QJsonDocument::fromJson(client->body()).object().value("error"_L1).toObject();
        QCOMPARE(error.value("type"_L1).toString(), u"usage_limit_reached"_s);
        const auto resetsAt = fromUnixMilliseconds(error.value("resets_at"_L1).toInteger() * 1000);
        QVERIFY(resetsAt >= first && resetsAt < first + 1min);
        QCOMPARE(bench.attempts().size(), 2);
    }

    void malformedUpgradesAreRefusedHere_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("status");
        QTest::newRow("version") << QByteArray("Version: 13") << QByteArray("Version: 8") << 426;
        QTest::newRow("key") << QByteArray("dGhlIHNhbXBsZSBub25jZQ==") << QByteArray("c2hvcnQ=") << 400;
        QTest::newRow("token") << QByteArray("fake-client-key") << QByteArray("fake-other-key") << 401;
        QTest::newRow("web page") << QByteArray("originator:")
                                  << QByteArray("Origin: https://example.net\r\nx:") << 403;
        QTest::newRow("host") << QByteArray("Host: 127.0.0.1") << QByteArray("Host: example.net") << 421;
    }

    void malformedUpgradesAreRefusedHere()
    {
        QFETCH(QByteArray, from);
        QFETCH(const QByteArray, to);
        QFETCH(const int, status);
        SocketBench bench;
        const auto client = bench.connectSocket(socketRequest().replace(from, to));
        QVERIFY(bench.until([&] { return client->head().has_value(); }));
        QCOMPARE(client->head()->status, status);
        QCOMPARE(bench.attempts(), "");
    }

    void handshakeEndsBeforeTheClientGivesUp()
    {
        SocketBench bench; // the upstream never answers
        const auto client = bench.connectSocket(socketRequest());
        QVERIFY(bench.until([&] { return bench.attempts() == "a"; }));
        bench.clock.advance(12s);
        QVERIFY(bench.until([&] { return client->head().has_value(); }));
        QCOMPARE(client->head()->status, 502);
        QVERIFY(bench.until([&] { return bench.upstream.openConnections() == 1; })); // the usage question's
    }

    void limitsOfOneAccountReachTheClientAsThePools()
    {
        SocketBench bench({u"a"_s, u"b"_s});
        const auto client = bench.open();
        QVERIFY(bench.send(*client, create));
        QVERIFY(bench.answer(*client, limits(60, bench.clock.now() + 1h)));
        const auto event = QJsonDocument::fromJson(client->received.last()).object();
        QCOMPARE(event.value("type"_L1).toString(), u"codex.rate_limits"_s);
        QVERIFY(!client->received.last().contains("plus"));
        const auto seen = event.value("rate_limits"_L1)["primary"_L1]["used_percent"_L1].toDouble();
        QVERIFY(seen > 0 && seen != 60.0); // weighted against the cap of 99
        const auto accounts = bench.snapshot().accounts;
        QVERIFY(accounts.at(0).windows.at(0).utilization == 60_pct
                || accounts.at(1).windows.at(0).utilization == 60_pct);
    }

    void refusalBeforeOutputMovesTheSessionUnseen_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("turn") << create;
        QTest::newRow("warm-up") << warmUp;
    }

    void refusalBeforeOutputMovesTheSessionUnseen()
    {
        QFETCH(const QByteArray, request);
        SocketBench bench({u"a"_s, u"b"_s});
        const auto client = bench.open();
        QVERIFY(bench.send(*client, request));
        QVERIFY(bench.answer(*client, created));
        QVERIFY(bench.answer(*client, usageLimit(bench.clock.now() + 1h)));
        QVERIFY(bench.untilClosed(*client));
        QCOMPARE(client->closedWith, quint16{1012});
        QCOMPARE(client->received, QList<QByteArray>{created});
        const auto again = bench.open();
        QCOMPARE(again->head()->status, 101);
        QVERIFY(bench.attempts().at(0) != bench.attempts().at(1));
    }

    void refusalAfterOutputReachesTheClient()
    {
        SocketBench bench({u"a"_s, u"b"_s});
        const auto client = bench.open();
        QVERIFY(bench.send(*client, create));
        QVERIFY(bench.answer(*client, output));
        QVERIFY(bench.answer(*client, usageLimit(bench.clock.now() + 1h)));
        QCOMPARE(client->received.size(), 2);
        QVERIFY(client->received.last().contains("usage_limit_reached"));
        QVERIFY(!client->received.last().contains("plus"));
    }

    void refusalWithNobodyElseNamesTheTime()
    {
        SocketBench bench;
        const auto client = bench.open();
        QVERIFY(bench.send(*client, create));
        const auto reset = bench.clock.now() + 1h;
        QVERIFY(bench.answer(*client, usageLimit(reset)));
        const auto event = QJsonDocument::fromJson(client->received.last()).object();
        QCOMPARE(event.value("status"_L1).toInt(), 429);
        QVERIFY(!event.contains("status_code"_L1)); // both together, and Codex reads neither
        const auto resetsAt = event.value("error"_L1)["resets_at"_L1].toInteger();
        QVERIFY(resetsAt >= toUnixSeconds(reset) && resetsAt < toUnixSeconds(reset) + 60);
        QCOMPARE(bench.snapshot().accounts.first().phase, AccountPhase::Limited);
    }

    void aTokenRefusedOnASocketIsReplacedUnseen()
    {
        SocketBench bench;
        const QByteArray refused =
            R"({"type":"error","status":401,"error":{"code":"token_expired","message":"expired"}})";
        bench.upstream.play(
            answerWire(200, R"({"access_token":"fake-access-new","refresh_token":"fake-refresh-new"})",
                       "content-type: application/json\r\n"),
            "/oauth/token");
        const auto client = bench.open();
        QVERIFY(bench.send(*client, create));
        QVERIFY(bench.answer(*client, refused));
        QVERIFY(bench.untilClosed(*client));
        QCOMPARE(client->closedWith, quint16{1012});
        QVERIFY(client->received.isEmpty());

        const auto again = bench.open();
        QCOMPARE(bench.upstream.requests(upstreamPath).constLast().token(), "Bearer fake-access-new");
        QVERIFY(bench.send(*again, create, 1));
        QVERIFY(bench.answer(*again, refused, 1)); // no other token would help, and nobody else is there
        QCOMPARE(again->received.last(), refused);
        QCOMPARE(bench.upstream.requests("/oauth/token").size(), 1);
    }

    void connectionLimitIsNoFaultOfTheAccount()
    {
        SocketBench bench;
        const auto client = bench.open();
        QVERIFY(bench.send(*client, create));
        const QByteArray old =
            R"({"type":"error","status":400,"error":{"code":"websocket_connection_limit_reached","message":"60 minutes"}})";
        QVERIFY(bench.answer(*client, old));
        QCOMPARE(client->received.last(), old);
        QVERIFY(bench.snapshot().accounts.first().phase != AccountPhase::Limited);
    }

    void unusableAccountEndsItsIdleSockets()
    {
        SocketBench bench({u"a"_s, u"b"_s});
        const auto client = bench.open();
        const auto id = QString::fromLatin1(bench.servedFirst());
        for (auto &account : bench.settings.accounts)
            account.enabled = account.id != id;
        bench.apply();
        QVERIFY(bench.untilClosed(*client));
        QCOMPARE(client->closedWith, quint16{1012});
        QVERIFY(bench.until([&] { return bench.upstream.socket().closedWith != 0; }));
        QCOMPARE(bench.upstream.socket().closedWith, quint16{1000});
    }

    void runningTurnIsFinishedFirst()
    {
        SocketBench bench({u"a"_s, u"b"_s});
        const auto client = bench.open();
        QVERIFY(bench.send(*client, create));
        QVERIFY(bench.answer(*client, limits(99, bench.clock.now() + 1h))); // at its cap
        QVERIFY(bench.answer(*client, output));
        QCOMPARE(client->closedWith, quint16{0});
        QVERIFY(bench.answer(*client, completed));
        QCOMPARE(client->received.last(), completed);
        QVERIFY(bench.untilClosed(*client));
        QCOMPARE(client->closedWith, quint16{1012});
        QCOMPARE(bench.snapshot().tokensToday, 20);
    }

    void countsTurnsButNoWarmUps()
    {
        SocketBench bench;
        const auto client = bench.open();
        for (const auto &request : {warmUp, create, create}) {
            QVERIFY(bench.send(*client, request));
            QCOMPARE(bench.snapshot().activeRequests, 1);
            QVERIFY(bench.answer(*client, completed));
        }
        QCOMPARE(bench.snapshot().activeRequests, 0);
        QCOMPARE(bench.snapshot().requestsToday, quint64{2});
        QCOMPARE(bench.snapshot().tokensToday, 40);
    }

    void clientThatLeavesTakesTheUpstreamAlong()
    {
        SocketBench bench;
        auto client = bench.open();
        QVERIFY(bench.send(*client, create));
        client->leave();
        QVERIFY(bench.until([&] { return bench.upstream.socket().closedWith != 0; }));
        QCOMPARE(bench.upstream.socket().closedWith, quint16{1006});
        QVERIFY(bench.until([&] { return bench.gateway.connectionCount() == 0; }));
        QCOMPARE(bench.snapshot().activeRequests, 0);
    }

    void brokenUpstreamIsNoCleanEnd()
    {
        SocketBench bench;
        const auto client = bench.open();
        QVERIFY(bench.send(*client, create));
        bench.upstream.socket().connection->abort();
        QVERIFY(bench.untilClosed(*client));
        QCOMPARE(client->closedWith, quint16{1006});
    }

    void passesCloseCodes_data()
    {
        QTest::addColumn<quint16>("code");
        for (const int code : {1000, 1001, 1008, 1011, 1012, 1013, 3000, 4999})
            QTest::addRow("%d", code) << static_cast<quint16>(code);
        QTest::newRow("none") << quint16{1005};
    }

    void passesCloseCodes()
    {
        QFETCH(const quint16, code);
        SocketBench bench;
        const auto first = bench.open();
        bench.upstream.socket(0).connection->close(code, code == 1005 ? "" : "why");
        QVERIFY(bench.untilClosed(*first));
        QCOMPARE(first->closedWith, code);
        const auto second = bench.open();
        second->socket()->close(code);
        QVERIFY(bench.until([&] { return bench.upstream.socket(1).closedWith != 0; }));
        QCOMPARE(bench.upstream.socket(1).closedWith, code);
        QVERIFY(bench.until([&] { return bench.gateway.connectionCount() == 0; }));
    }

    void slowClientHoldsTheUpstreamBack()
    {
        SocketBench bench;
        const auto client = bench.open();
        client->socket()->setPaused(true);
        const QByteArray piece(64 * 1024, 'x');
        for (int i = 0; i < 64; ++i)
            bench.upstream.socket().connection->sendText(piece);
        bench.settle();
        QVERIFY(bench.upstream.socket().connection->bytesToWrite() > 3 * 1024 * 1024);
        client->socket()->setPaused(false);
        QVERIFY(bench.until([&] { return client->received.size() == 64; }));
    }

    void drainingEndsIdleSocketsAndWaitsForTurns()
    {
        SocketBench bench;
        const auto idle = bench.open(session("idle"));
        const auto busy = bench.open(session("busy"));
        QVERIFY(bench.send(*busy, create, 1));
        bench.gateway.drain();
        QVERIFY(bench.untilClosed(*idle));
        QCOMPARE(idle->closedWith, quint16{1012});
        QCOMPARE(busy->closedWith, quint16{0});
        QVERIFY(bench.answer(*busy, completed, 1));
        QVERIFY(bench.untilClosed(*busy));
        QVERIFY(bench.until([&] { return bench.gateway.connectionCount() == 0; }));
    }

    void aSocketThatOpensWhileDrainingEndsToo()
    {
        SocketBench bench;
        const auto pool = bench.roster.poolFor(*bench.providers.all().front(), nullptr);
        connect(pool.get(), &AccountPool::chosen, &bench.gateway, [&bench] { bench.gateway.drain(); });
        const auto client = bench.open(); // the upgrade is under way by then
        QVERIFY(bench.untilClosed(*client));
        QCOMPARE(client->head()->status, 101);
        QCOMPARE(client->closedWith, quint16{1012});
        QVERIFY(bench.until([&] { return bench.gateway.connectionCount() == 0; }));
    }

    void removedUserStartsNoFurtherTurn()
    {
        SocketBench bench;
        const auto client = bench.open();
        bench.gateway.setAccess(
            {OriginCheck({u"127.0.0.1"_s}, {}, {}), ClientKeyCheck({}, ClientKeyCheck::Mode::Required), {}});
        client->socket()->sendText(create);
        QVERIFY(bench.untilClosed(*client));
        QCOMPARE(client->closedWith, quint16{1008});
        QCOMPARE(bench.upstream.socket().received, QList<QByteArray>{});
    }

    void reasoningOfAnotherAccountIsLeftOutOnce()
    {
        SocketBench bench({u"a"_s, u"b"_s});
        bench.upstream.play(limitAnswer(bench.clock.now() + 1h), upstreamPath);
        const auto client = bench.open(); // moved by force
        const QByteArray request =
            R"({"type":"response.create","model":"gpt-5.5","input":[{"type":"message","role":"user","content":[]},{"type":"reasoning","encrypted_content":"fake"}]})";
        QVERIFY(bench.send(*client, request));
        const QByteArray refusal =
            R"({"type":"error","status":400,"error":{"type":"invalid_request_error","code":"invalid_encrypted_content","message":"could not be verified"}})";
        bench.upstream.socket().connection->sendText(refusal);
        QVERIFY(bench.until([&] { return bench.upstream.socket().received.size() == 2; }));
        const auto again = bench.upstream.socket().received.last();
        QVERIFY(!again.contains("reasoning"));
        QVERIFY(again.contains("\"message\""));
        QCOMPARE(client->received, QList<QByteArray>{});
        QVERIFY(bench.answer(*client, refusal)); // a second time it is the client's
        QCOMPARE(client->received, QList<QByteArray>{refusal});
    }

    void reasoningOfTheSameAccountIsNoneOfOurBusiness()
    {
        SocketBench bench;
        const auto client = bench.open();
        QVERIFY(bench.send(*client, create));
        const QByteArray refusal =
            R"({"type":"error","status":400,"error":{"code":"invalid_encrypted_content"}})";
        QVERIFY(bench.answer(*client, refusal));
        QCOMPARE(client->received, QList<QByteArray>{refusal});
    }

    void routingTokenStaysWithItsAccount()
    {
        SocketBench bench({u"a"_s, u"b"_s});
        const auto first = bench.open(session("one"), {{"x-codex-turn-state", "fake-state"}});
        const auto giver = bench.servedFirst();
        const auto same = bench.open(session("one") + "x-codex-turn-state: fake-state\r\n");
        for (auto &account : bench.settings.accounts)
            account.enabled = account.id != QString::fromLatin1(giver);
        bench.apply();
        const auto other = bench.open(session("one") + "x-codex-turn-state: fake-state\r\n");
        const auto handshakes = bench.upstream.requests(upstreamPath);
        QCOMPARE(handshakes.size(), 3);
        QCOMPARE(handshakes.at(1).head.headers.value("x-codex-turn-state"), "fake-state");
        QVERIFY(!handshakes.at(2).head.headers.contains("x-codex-turn-state"));
    }
};

QTEST_GUILESS_MAIN(TestSockets)
#include "tst_sockets.moc"
