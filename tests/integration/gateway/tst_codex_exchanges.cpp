// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/gateway_bench.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray upstreamPath = "/backend-api/codex/responses";
const QByteArray plain =
    R"({"model":"gpt-5.5","stream":true,"input":[{"type":"message","role":"user","content":[]}]})";
const QByteArray withReasoning =
    R"({"model":"gpt-5.5","stream":true,"input":[{"type":"message","role":"user","content":[]},{"type":"reasoning","encrypted_content":"fake"}]})";
const QByteArray foreignContent = answerWire(
    400,
    R"({"error":{"type":"invalid_request_error","code":"invalid_encrypted_content","message":"could not be verified"}})");

QByteArray request(const QByteArray &body, const QByteArray &fields = {},
                   const QByteArray &path = "/v1/responses")
{
    return "POST " + path
        + " HTTP/1.1\r\nHost: 127.0.0.1:8787\r\nauthorization: Bearer fake-client-key\r\n"
          "content-type: application/json\r\naccept: text/event-stream\r\noriginator: codex_exec\r\n"
        + fields + "content-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray session(const QByteArray &id)
{
    return "session-id: " + id + "\r\nthread-id: " + id + "\r\n";
}

QByteArray usageLimit(SystemTime reset, const QByteArray &fields = {})
{
    return answerWire(
        429,
        R"({"error":{"type":"usage_limit_reached","message":"full","plan_type":"plus","resets_at":)"
            + QByteArray::number(toUnixSeconds(reset)) + "}}",
        fields);
}

QByteArray stream(const QByteArray &events)
{
    return answerWire(200, events, "content-type: text/event-stream\r\n");
}

const QByteArray completed =
    "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\","
    "\"model\":\"gpt-5.5\",\"usage\":{\"input_tokens\":12,\"output_tokens\":8,\"total_tokens\":20}}}\n\n";

QByteArray attempts(const GatewayBench &bench)
{
    return bench.attempts(upstreamPath).join();
}

} // namespace

class TestCodexExchanges : public QObject
{
    Q_OBJECT

private slots:
    void usageLimitGoesToTheNextAccountUnseen()
    {
        GatewayBench bench({u"a"_s, u"b"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        bench.upstream.play(usageLimit(bench.clock.now() + 1h), upstreamPath);
        bench.upstream.play(stream(completed), upstreamPath);
        const auto answer = bench.ask(request(plain, session("one")));
        QCOMPARE(answer.head.status, 200);
        QCOMPARE(answer.body, completed);
        QCOMPARE(attempts(bench), "ab");
        const auto last = bench.upstream.requests(upstreamPath).constLast();
        QCOMPARE(last.body, plain);
        QCOMPARE(last.head.headers.value("chatgpt-account-id"), "fake-account-b");
        QCOMPARE(bench.snapshot().tokensToday, 20);
    }

    void burstIsNoLimit()
    {
        GatewayBench bench({u"a"_s, u"b"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        bench.upstream.play(
            answerWire(429, R"({"error":{"type":"rate_limit_exceeded","message":"slow down"}})"),
            upstreamPath);
        bench.upstream.play(stream(completed), upstreamPath);
        QCOMPARE(bench.ask(request(plain)).head.status, 200);
        QCOMPARE(attempts(bench), "ab");
        bench.upstream.play(stream(completed), upstreamPath);
        bench.clock.advance(16s); // a burst is over after 15
        QCOMPARE(bench.ask(request(plain)).head.status, 200);
        QCOMPARE(attempts(bench), "aba");
    }

    void otherFamilysLimitBlocksOnlyItsModel()
    {
        GatewayBench bench({u"a"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        bench.upstream.play(usageLimit(bench.clock.now() + 1h, "x-codex-active-limit: codex_bengalfox\r\n"),
                            upstreamPath);
        const QByteArray spark = R"({"model":"gpt-5.3-codex-spark","stream":true,"input":[]})";
        QCOMPARE(bench.ask(request(spark)).head.status, 429);
        bench.upstream.play(stream(completed), upstreamPath);
        QCOMPARE(bench.ask(request(plain)).head.status, 200);
    }

    void blockedAccountIsLeftForHalfAnHour()
    {
        GatewayBench bench({u"a"_s, u"b"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        bench.upstream.play(
            answerWire(402,
                       R"({"error":{"message":"workspace deactivated","code":"deactivated_workspace"}})"),
            upstreamPath);
        for (int i = 0; i < 3; ++i)
            bench.upstream.play(stream(completed), upstreamPath);
        QCOMPARE(bench.ask(request(plain)).head.status, 200);
        bench.clock.advance(29min);
        QCOMPARE(bench.ask(request(plain)).head.status, 200);
        bench.clock.advance(2min);
        QCOMPARE(bench.ask(request(plain)).head.status, 200);
        QCOMPARE(attempts(bench), "abba");
    }

    void whatNothingHelpsAgainstReachesTheClient()
    {
        GatewayBench bench({u"a"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        const QByteArray body =
            R"({"error":{"message":"workspace deactivated","code":"deactivated_workspace"}})";
        bench.upstream.play(answerWire(402, body, "x-request-id: req_1\r\n"), upstreamPath);
        const auto answer = bench.ask(request(plain));
        QCOMPARE(answer.head.status, 402);
        QCOMPARE(answer.body, body);
        QCOMPARE(answer.head.headers.value("x-request-id"), "req_1");
    }

    void failureInsideAStreamMarksItsAccount()
    {
        GatewayBench bench({u"a"_s, u"b"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        const auto reset = QByteArray::number(toUnixSeconds(bench.clock.now() + 1h));
        bench.upstream.play(
            stream("event: response.failed\ndata: {\"type\":\"response.failed\",\"response\":{\"error\":"
                   "{\"code\":\"usage_limit_reached\",\"type\":\"usage_limit_reached\",\"plan_type\":"
                   "\"plus\",\"resets_at\":"
                   + reset + "}}}\n\n"),
            upstreamPath);
        bench.upstream.play(stream(completed), upstreamPath);
        const auto answer = bench.ask(request(plain, session("one")));
        QCOMPARE(answer.head.status, 200); // nothing is held back, so this one is the client's
        QVERIFY(!answer.body.contains("plus"));
        QCOMPARE(bench.ask(request(plain, session("one"))).body, completed);
        QCOMPARE(attempts(bench), "ab");
    }

    void aTokenRefusedInsideAStreamIsReplacedForTheNextRequest()
    {
        GatewayBench bench({u"a"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        const auto refused =
            stream("event: response.failed\ndata: {\"type\":\"response.failed\",\"response\":{\"error\":"
                   "{\"code\":\"token_expired\",\"message\":\"expired\"}}}\n\n");
        bench.upstream.play(refused, upstreamPath);
        bench.upstream.play(
            answerWire(200, R"({"access_token":"fake-access-new","refresh_token":"fake-refresh-new"})",
                       "content-type: application/json\r\n"),
            "/oauth/token");
        bench.upstream.play(stream(completed), upstreamPath);
        QCOMPARE(bench.ask(request(plain)).head.status,
                 200); // nothing is held back, so this one is the client's
        QCOMPARE(bench.ask(request(plain)).body, completed);
        QCOMPARE(bench.upstream.requests(upstreamPath).constLast().token(), "Bearer fake-access-new");
    }

    void limitsInAStreamAreThePools_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("as ever") << QByteArray("content-type: text/event-stream\r\n");
        QTest::newRow("in another case") << QByteArray("Content-Type: Text/Event-Stream; charset=utf-8\r\n");
        QTest::newRow("without a type") << QByteArray();
    }
    void limitsInAStreamAreThePools()
    {
        QFETCH(const QByteArray, type);
        GatewayBench bench({u"a"_s, u"b"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        const QByteArray event = "event: codex.rate_limits\ndata: "
                                 "{\"type\":\"codex.rate_limits\",\"plan_type\":\"plus\",\"rate_limits\":"
                                 "{\"primary\":{\"used_percent\":61,\"window_minutes\":300,\"reset_at\":"
            + QByteArray::number(toUnixSeconds(bench.clock.now() + 1h)) + "},\"secondary\":null}}\n\n";
        bench.upstream.play(
            answerWire(200, "event: response.created\ndata: {}\n\n" + event + completed, type), upstreamPath);
        const auto answer = bench.ask(request(plain));
        QVERIFY(answer.isComplete);
        QVERIFY(answer.body.startsWith("event: response.created\ndata: {}\n\n"));
        QVERIFY(answer.body.endsWith(completed));
        QVERIFY(answer.body.contains("codex.rate_limits"));
        QVERIFY(!answer.body.contains("plus"));
        QVERIFY(!answer.body.contains("61"));
    }

    void reasoningOfAnotherAccountIsLeftOutOnce()
    {
        GatewayBench bench({u"a"_s, u"b"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        bench.upstream.play(usageLimit(bench.clock.now() + 1h), upstreamPath);
        bench.upstream.play(foreignContent, upstreamPath);
        bench.upstream.play(stream(completed), upstreamPath);
        QCOMPARE(bench.ask(request(withReasoning, session("one"))).body, completed);
        const auto sent = bench.upstream.requests(upstreamPath);
        QCOMPARE(attempts(bench), "abb");
        QCOMPARE(sent.at(1).body, withReasoning); // as it came
        QCOMPARE(sent.at(2).body, plain);
        // The session stays moved: its next turn may hold the same reasoning.
        bench.upstream.play(foreignContent, upstreamPath);
        bench.upstream.play(foreignContent, upstreamPath);
        QCOMPARE(bench.ask(request(withReasoning, session("one"))).head.status, 400); // once per request
    }

    void reasoningOfTheSameAccountIsNoneOfOurBusiness()
    {
        GatewayBench bench({u"a"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        bench.upstream.play(foreignContent, upstreamPath);
        QCOMPARE(bench.ask(request(withReasoning, session("one"))).head.status, 400);
        QCOMPARE(attempts(bench), "a");
    }

    void routingTokenStaysWithItsAccount()
    {
        GatewayBench bench({u"a"_s, u"b"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        bench.upstream.play(
            answerWire(200, completed,
                       "content-type: text/event-stream\r\nx-codex-turn-state: fake-state\r\n"),
            upstreamPath);
        bench.upstream.play(usageLimit(bench.clock.now() + 1h), upstreamPath);
        bench.upstream.play(stream(completed), upstreamPath);
        const auto first = bench.ask(request(plain, session("one")));
        QCOMPARE(first.head.headers.value("x-codex-turn-state"), "fake-state");
        bench.ask(request(plain, session("one") + "x-codex-turn-state: fake-state\r\n"));
        const auto sent = bench.upstream.requests(upstreamPath);
        QCOMPARE(sent.at(1).head.headers.value("x-codex-turn-state"), "fake-state");
        QVERIFY(!sent.at(2).head.headers.contains("x-codex-turn-state"));
    }

    void chatCompletionsNeedAnApiKey()
    {
        GatewayBench bench({u"a"_s, u"b"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        const QByteArray chat = R"({"model":"gpt-5.5","messages":[]})";
        const auto refused = bench.ask(request(chat, {}, "/v1/chat/completions"));
        QCOMPARE(refused.head.status, 400);
        QVERIFY(refused.body.contains("API key"));

        QFile login(bench.loginPath(u"b"_s));
        QVERIFY(login.open(QIODevice::WriteOnly));
        login.write(R"({"auth_mode":"apikey","OPENAI_API_KEY":"fake-api-key"})");
        login.close();
        bench.settings.accounts.last().priority = Priority::High; // and yet it comes last
        bench.settings.pools.first().strategy = Strategy::LeastUsed;
        bench.apply();
        bench.clock.advance(31s); // by then the file has been looked at again
        bench.upstream.play(answerWire(200, "{}", "content-type: application/json\r\n"),
                            "/v1/chat/completions");
        QCOMPARE(bench.ask(request(chat, {}, "/v1/chat/completions")).head.status, 200);
        const auto asked = bench.upstream.requests("/v1/chat/completions").constFirst();
        QCOMPARE(asked.token(), "Bearer fake-api-key");
        QVERIFY(!asked.head.headers.contains("chatgpt-account-id"));
        bench.upstream.play(stream(completed), upstreamPath);
        QCOMPARE(bench.ask(request(plain)).head.status, 200);
        QCOMPARE(attempts(bench), "a"); // a subscription first
    }

    void clientThatLeavesAfterTheLastEventWasServed()
    {
        GatewayBench bench({u"a"_s}, GatewayBench::Wire::Memory, GatewayBench::Flavor::Codex);
        bench.upstream.play(
            FakeUpstream::Answer{
                {"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                 + QByteArray::number(completed.size(), 16) + "\r\n" + completed + "\r\n"}},
            upstreamPath); // and no end yet
        const auto client = bench.connect();
        client->send(request(plain));
        QVERIFY(bench.until([&] { return client->received().contains("response.completed"); }));
        client->leave();
        QVERIFY(bench.until([&] { return bench.gateway.connectionCount() == 0; }));
        QCOMPARE(bench.snapshot().tokensToday, 20);
        QCOMPARE(bench.snapshot().accounts.constFirst().phase, AccountPhase::WaitingForData);
    }
};

QTEST_GUILESS_MAIN(TestCodexExchanges)
#include "tst_codex_exchanges.moc"
