// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/gateway_bench.h"

#include <QtTest/QTest>

#include <memory>
#include <vector>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray hello = R"({"model":"claude-sonnet-4-6","messages":[]})";
const QByteArray otherModel = R"({"model":"claude-haiku-4-5","messages":[]})";
const QByteArray errorBody = R"({"type":"error","error":{"type":"rate_limit_error","message":"refused"}})";

//! Whose tokens came up, in order: `ab` for two attempts.
QByteArray attempts(const GatewayBench &bench)
{
    return bench.attempts().join(' ');
}

QByteArray accountLimit(SystemTime reset)
{
    const auto seconds = QByteArray::number(toUnixSeconds(reset));
    return answerWire(429, errorBody,
                      "anthropic-ratelimit-unified-status: rejected\r\n"
                      "anthropic-ratelimit-unified-5h-status: rejected\r\n"
                      "anthropic-ratelimit-unified-5h-reset: "
                          + seconds
                          + "\r\nanthropic-ratelimit-unified-representative-claim: five_hour\r\n"
                            "anthropic-ratelimit-unified-reset: "
                          + seconds + "\r\n");
}

QByteArray modelLimit(SystemTime reset)
{
    return answerWire(429, errorBody,
                      "anthropic-ratelimit-unified-status: rejected\r\n"
                      "anthropic-ratelimit-unified-5h-status: allowed\r\n"
                      "anthropic-ratelimit-unified-7d-status: allowed\r\n"
                      "anthropic-ratelimit-unified-7d_oi-status: rejected\r\n"
                      "anthropic-ratelimit-unified-7d_oi-reset: "
                          + QByteArray::number(toUnixSeconds(reset)) + "\r\n");
}

//! What tells of two windows at 11 %.
QByteArray openWindows(SystemTime now)
{
    return "anthropic-ratelimit-unified-status: allowed\r\n"
           "anthropic-ratelimit-unified-5h-status: allowed\r\n"
           "anthropic-ratelimit-unified-5h-utilization: 0.11\r\n"
           "anthropic-ratelimit-unified-5h-reset: "
        + QByteArray::number(toUnixSeconds(now + 150min))
        + "\r\nanthropic-ratelimit-unified-7d-status: allowed\r\n"
          "anthropic-ratelimit-unified-7d-utilization: 0.11\r\n"
          "anthropic-ratelimit-unified-7d-reset: "
        + QByteArray::number(toUnixSeconds(now + 100h)) + "\r\n";
}

const QByteArray throttle = answerWire(429, errorBody, "retry-after: 7\r\n");
//! Each of the two accounts serves once and tells of its windows.
void letBothTell(GatewayBench &bench)
{
    const auto served = answerWire(200, "ok", openWindows(bench.clock.now()));
    for (const auto &wire : {throttle, served, served})
        bench.upstream.play(wire);
    QCOMPARE(bench.ask(messageRequest(hello)).body, "ok");
    bench.clock.advance(30s);
    QCOMPARE(bench.ask(messageRequest(hello)).body, "ok");
    QCOMPARE(attempts(bench), "a b a");
}

const QByteArray unauthorized = answerWire(401, R"({"type":"error"})");
const QByteArray revoked =
    answerWire(403, R"({"type":"error","error":{"message":"OAuth token has been revoked."}})");
// Compressed with gzip, though nobody asked for it.
const QByteArray compressedRevoked = answerWire(
    403,
    QByteArray::fromBase64("H4sIAAAAAAAAA6tWKqksSFWyUkotKsovUtKB0lbVSrmpxcWJ6SApf8fSkgyFkvzs1DyFjMRihaTU1D"
                           "yFotSy/OzUFD2l2loAt5atkUQAAAA="),
    "Content-Encoding: gzip\r\n");
const QByteArray compressedFastMode = answerWire(
    429,
    QByteArray::fromBase64("H4sIAAAAAAAAA6tWKqksSFWyUkotKsovUtKB0lbVSrmpxcWJ6SApt8TiEoXc/JRUhbzU1JRihdSKkqJE"
                           "hVKQrEJyUWpKZkmxUm0tAJpX0CZKAAAA"),
    "Content-Encoding: gzip\r\nx-detail: kept\r\n");

} // namespace

class TestFailover : public QObject
{
    Q_OBJECT

private slots:
    void limitedAccountIsReplacedUnseen()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.upstream.play(accountLimit(bench.clock.now() + 1h));
        bench.upstream.play(answerWire(200, "from b"));
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 200);
        QCOMPARE(answer.body, "from b");
        QCOMPARE(attempts(bench), "a b");
        QCOMPARE(bench.upstream.requests().at(0).body, hello);
        QCOMPARE(bench.upstream.requests().at(1).body, hello);
        QCOMPARE(bench.snapshot().accounts.at(0).phase, AccountPhase::Limited);
    }

    void refusalCountsThoughItsBodyIsNotWhole_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("announced");
        QTest::addColumn<FakeUpstream::Ending>("ending");
        QTest::newRow("closed") << QByteArray("{\"type\"") << 100 << FakeUpstream::Ending::Close;
        QTest::newRow("closed at once") << QByteArray() << 100 << FakeUpstream::Ending::Close;
        QTest::newRow("broken") << QByteArray("{\"type\"") << 100 << FakeUpstream::Ending::Break;
        QTest::newRow("stalled") << QByteArray("{\"type\"") << 100 << FakeUpstream::Ending::Keep;
        constexpr int tooLong = 2 * 1024 * 1024;
        QTest::newRow("longer than is held")
            << QByteArray(tooLong, 'x') << tooLong << FakeUpstream::Ending::Keep;
    }
    void refusalCountsThoughItsBodyIsNotWhole()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const int, announced);
        QFETCH(const FakeUpstream::Ending, ending);
        GatewayBench bench({u"a"_s, u"b"_s});
        auto wire = accountLimit(bench.clock.now() + 1h);
        wire.truncate(wire.indexOf("Content-Length"));
        wire += "Content-Length: " + QByteArray::number(announced) + "\r\n\r\n" + body;
        bench.upstream.play({{wire}, ending});
        bench.upstream.play(answerWire(200, "from b"));
        const auto client = bench.connect();
        client->send(messageRequest(hello));
        bench.settle();
        bench.clock.advance(5s); // nobody waits for the rest any longer
        QVERIFY(bench.until([&] { return client->peek() && client->peek()->isComplete; }));
        QCOMPARE(client->peek()->head.status, 200);
        QCOMPARE(client->peek()->body, "from b");
        QCOMPARE(attempts(bench), "a b");
        QCOMPARE(bench.snapshot().accounts.at(0).phase, AccountPhase::Limited);
        QCOMPARE(bench.snapshot().accounts.at(0).activeRequests, 0);
    }

    void refusedTokenIsRefreshedThoughTheBodyBreaksOff()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.upstream.play({{unauthorized.chopped(5)}, FakeUpstream::Ending::Break});
        bench.upstream.play(answerWire(200, R"({"access_token":"fake-access-a2","expires_in":28800})"),
                            "/oauth/token");
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "ok");
        QCOMPARE(attempts(bench), "a a2");
    }

    void halfARefusalIsNotKeptAsAWholeOne()
    {
        GatewayBench bench;
        bench.upstream.play({{throttle.chopped(10)}, FakeUpstream::Ending::Close});
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 429);
        QCOMPARE(answer.head.headers.value("retry-after"), "7");
        QVERIFY(answer.isComplete);
        QVERIFY(answer.body.contains("Sluice")); // in our own words
    }

    void sessionStaysWhereItWent()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.settings.pools.first().strategy = Strategy::LeastUsed;
        bench.apply();
        const auto request = messageRequest(hello, sessionField("one"));
        bench.upstream.play(accountLimit(bench.clock.now() + 10min));
        for (const char *body : {"1", "2", "3"})
            bench.upstream.play(answerWire(200, body));
        QCOMPARE(bench.ask(request).body, "1");
        QCOMPARE(bench.ask(request).body, "2");
        bench.clock.advance(15min); // the first account could serve again
        QCOMPARE(bench.ask(request).body, "3");
        const auto tried = bench.attempts();
        QVERIFY(tried.at(0) != tried.at(1));
        QCOMPARE(tried.mid(2), (QList<QByteArray>{tried.at(1), tried.at(1)}));
    }

    void modelLimitHoldsForTheModelAlone()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.upstream.play(modelLimit(bench.clock.now() + 24h));
        for (int i = 0; i < 3; ++i)
            bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(bench.ask(messageRequest(hello)).head.status, 200);
        QCOMPARE(bench.ask(messageRequest(hello)).head.status, 200);
        QCOMPARE(bench.ask(messageRequest(otherModel)).head.status, 200);
        QCOMPARE(attempts(bench), "a b b a");
    }

    void throttleGetsOneTryElsewhereAndIsThenForwarded()
    {
        GatewayBench bench({u"a"_s, u"b"_s, u"c"_s});
        bench.upstream.play(throttle);
        bench.upstream.play(throttle);
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 429);
        QCOMPARE(answer.head.headers.value("retry-after"), "7");
        QVERIFY(!answer.head.headers.contains("x-should-retry"));
        QCOMPARE(answer.body, errorBody);
        QCOMPARE(attempts(bench), "a b");
    }

    void throttleOfAMomentLeavesTheSessionWhereItIs()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        const auto ask = [&] { return bench.ask(messageRequest(hello, sessionField("s"))).head.status; };
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(ask(), 200);
        bench.upstream.play(throttle);
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(ask(), 200);
        bench.clock.advance(30s);
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(ask(), 200);
        QCOMPARE(attempts(bench), "a a b a");
    }

    void throttleOfTheOnlyAccountIsForwarded()
    {
        GatewayBench bench;
        bench.upstream.play(throttle);
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 429);
        QCOMPARE(answer.head.headers.value("retry-after"), "7");
        QVERIFY(!answer.head.headers.contains("x-should-retry"));
        QCOMPARE(answer.body, errorBody);
        // Until then the next ones wait as well, and are not told of a limit that is none.
        const auto next = bench.ask(messageRequest(hello));
        QCOMPARE(next.head.status, 429);
        QVERIFY(next.head.headers.value("retry-after").toInt() > 0);
        QVERIFY(!next.head.headers.contains("anthropic-ratelimit-unified-representative-claim"));
        QCOMPARE(attempts(bench), "a");
        bench.clock.advance(1min);
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(bench.ask(messageRequest(hello)).head.status, 200);
    }

    //! Claude Code ends the turn at once when a 429 has a claim, however short the wait
    //! (spec/clients.md 1.5).
    void throttleOfAllIsNotToldAsALimit_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        const auto now = FakeClock().now();
        const auto open = answerWire(429, errorBody, "retry-after: 7\r\n" + openWindows(now));
        QTest::newRow("both throttled") << throttle << throttle;
        QTest::newRow("with windows that are open") << open << open;
        QTest::newRow("then the other is limited") << throttle << accountLimit(now + 1h);
        QTest::newRow("the other was limited before") << accountLimit(now + 1h) << throttle;
    }
    void throttleOfAllIsNotToldAsALimit()
    {
        QFETCH(const QByteArray, first);
        QFETCH(const QByteArray, second);
        GatewayBench bench({u"a"_s, u"b"_s});
        letBothTell(bench);
        bench.upstream.play(first);
        bench.upstream.play(second);
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 429);
        QCOMPARE(answer.head.headers.value("retry-after"), "7");
        QCOMPARE(answer.head.headers.value("anthropic-ratelimit-unified-status"), "allowed");
        QVERIFY(!answer.head.headers.contains("anthropic-ratelimit-unified-representative-claim"));
        QCOMPARE(attempts(bench), "a b a a b");
        const auto pool = bench.snapshot().pools.constFirst(); // the windows say the same
        QVERIFY(!pool.isLimited);
        QVERIFY(pool.firstBackAt);
    }

    void errorInsideAStreamIsNoSuccess_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("marks");
        QTest::newRow("throttle") << QByteArray("rate_limit_error") << true;
        QTest::newRow("overloaded") << QByteArray("overloaded_error") << false;
    }
    void errorInsideAStreamIsNoSuccess()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const bool, marks);
        GatewayBench bench({u"a"_s, u"b"_s});
        const auto events = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"" + type
            + "\",\"message\":\"no\"}}\n\n";
        const auto stream = answerWire(200, events, "Content-Type: text/event-stream\r\n");
        // A cooldown without a known end has just ended: the next one is twice as long, unless a success
        // came.
        const auto limit = answerWire(429, errorBody, "anthropic-ratelimit-unified-status: rejected\r\n");
        bench.upstream.play(limit);
        bench.upstream.play(answerWire(200, "from b"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "from b");
        bench.clock.advance(61s);
        bench.upstream.play(stream);
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 200);
        QCOMPARE(answer.body, events); // as it came
        QCOMPARE(bench.snapshot().accounts.at(0).phase == AccountPhase::Limited, marks);
        bench.clock.advance(10s);
        bench.upstream.play(limit);
        bench.upstream.play(answerWire(200, "from b"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "from b");
        QCOMPARE(attempts(bench), "a b a a b");
        const auto until = bench.snapshot().accounts.at(0).until;
        QVERIFY(until && *until - bench.clock.now() > 90s);
    }

    void answersThatBelongToTheClientPassOnce_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("fast mode without credits") << answerWire(
            429, R"({"type":"error","error":{"message":"Fast mode needs extra usage credits"}})");
        QTest::newRow("the same, compressed") << compressedFastMode;
        QTest::newRow("403 for another reason")
            << answerWire(403, R"({"type":"error","error":{"type":"permission_error","message":"scope"}})");
        for (const int status : {400, 404, 413, 422, 500, 503, 529})
            QTest::addRow("%d", status) << answerWire(status, errorBody, "x-detail: kept\r\n");
    }
    void answersThatBelongToTheClientPassOnce()
    {
        QFETCH(const QByteArray, wire);
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.upstream.play(wire);
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, wire.mid(9, 3).toInt());
        QCOMPARE(answer.body, wire.mid(wire.indexOf("\r\n\r\n") + 4));
        QCOMPARE(answer.head.headers.contains("x-detail"), wire.contains("x-detail"));
        bench.settle();
        QCOMPARE(attempts(bench), "a");
        QVERIFY(bench.snapshot().accounts.at(0).phase == AccountPhase::WaitingForData);
    }

    void refusedTokenIsRefreshedOnce_data()
    {
        QTest::addColumn<QByteArray>("refusal");
        QTest::newRow("401") << unauthorized;
        QTest::newRow("403 revoked") << revoked;
        QTest::newRow("403 revoked, compressed") << compressedRevoked;
    }
    void refusedTokenIsRefreshedOnce()
    {
        QFETCH(const QByteArray, refusal);
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.upstream.play(refusal);
        bench.upstream.play(
            answerWire(
                200,
                R"({"access_token":"fake-access-a2","refresh_token":"fake-refresh-a2","expires_in":28800})"),
            "/oauth/token");
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "ok");
        QCOMPARE(attempts(bench), "a a2");
        QCOMPARE(bench.upstream.requests("/oauth/token").size(), 1);
        QFile file(bench.loginPath(u"a"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("fake-refresh-a2"));
    }

    void manyRefusalsAtOnceNeedOneRefresh()
    {
        constexpr int count = 10;
        GatewayBench bench;
        std::vector<std::unique_ptr<HttpPeer>> clients;
        for (int i = 0; i < count; ++i) {
            bench.upstream.play(unauthorized);
            clients.push_back(bench.connect());
            clients.back()->send(messageRequest(hello));
        }
        for (int i = 0; i < count; ++i)
            bench.upstream.play(answerWire(200, "ok"));
        bench.upstream.play(
            answerWire(
                200,
                R"({"access_token":"fake-access-a2","refresh_token":"fake-refresh-a2","expires_in":28800})"),
            "/oauth/token");
        for (const auto &client : clients) {
            QVERIFY(bench.until([&] { return client->peek() && client->peek()->isComplete; }));
            QCOMPARE(client->peek()->body, "ok");
        }
        QCOMPARE(bench.attempts().count("a"), count);
        QCOMPARE(bench.attempts().count("a2"), count);
        // One more is refused though its token is new.
        bench.upstream.play(unauthorized);
        bench.upstream.play(answerWire(200, "late"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "late");
        QCOMPARE(bench.upstream.requests("/oauth/token").size(), 1);
        const auto account = bench.snapshot().accounts.at(0);
        QVERIFY(account.phase != AccountPhase::Unreachable);
        QVERIFY2(account.problem.isEmpty(), qPrintable(account.problem));
    }

    void loginRenewedElsewhereIsUsed()
    {
        GatewayBench bench;
        bench.upstream.play(unauthorized);
        bench.writeLogin(u"a"_s, "renewed");
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "ok");
        QCOMPARE(attempts(bench), "a renewed");
        QCOMPARE(bench.upstream.requests("/oauth/token").size(), 0);
    }

    void freshTokenRefusedTooMeansTheNextAccount()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.upstream.play(unauthorized);
        bench.upstream.play(answerWire(200, R"({"access_token":"fake-access-a2","expires_in":28800})"),
                            "/oauth/token");
        bench.upstream.play(unauthorized);
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "ok");
        QCOMPARE(attempts(bench), "a a2 b");
        QCOMPARE(bench.snapshot().accounts.at(0).phase, AccountPhase::NeedsSignIn);
        bench.clock.advance(2h); // no time helps
        QCOMPARE(bench.snapshot().accounts.at(0).phase, AccountPhase::NeedsSignIn);
        bench.writeLogin(u"a"_s, "new");
        bench.clock.advance(31s);
        bench.settle();
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "ok");
        QCOMPARE(attempts(bench), "a a2 b new");
    }

    //! A refresh that fails for a moment says nothing about the login.
    void refusedTokenWhoseRefreshFailsIsTriedAgain()
    {
        GatewayBench bench;
        bench.upstream.play(unauthorized);
        bench.upstream.play(answerWire(500, "busy"), "/oauth/token");
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 503);
        QVERIFY(!answer.head.headers.contains("x-should-retry"));
        QCOMPARE(bench.snapshot().accounts.at(0).phase, AccountPhase::Unreachable);
        QCOMPARE(bench.snapshot().accounts.at(0).fault.kind, AccountFault::Kind::RenewalFailing);
    }

    //! Trying again helps soon, so no client may be told that it does not.
    void loginThatFailsForAMomentIsWaitedFor()
    {
        GatewayBench bench;
        for (int i = 0; i < 3; ++i)
            bench.upstream.play(answerWire(500, "busy"), "/oauth/token");
        bench.clock.advance(8h - 1s); // minutes ahead it should have been refreshed
        bench.settle();
        bench.clock.advance(2s);
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 503);
        QVERIFY(!answer.head.headers.contains("x-should-retry"));
        QVERIFY(answer.head.headers.value("retry-after").toByteArray().toInt() > 0);
    }

    //! Whatever stands in a token, nothing of it becomes a line of a request.
    void damagedTokenMeansTheNextAccount()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.writeLogin(u"a"_s, "x\\r\\nX-Injected: 1"); // escapes of JSON
        bench.clock.advance(31s);
        bench.settle();
        bench.clock.advance(2s); // half a file is not a damaged one yet
        bench.settle();
        bench.upstream.play(answerWire(200, "from b"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "from b");
        QCOMPARE(attempts(bench), "b");
        const auto account = bench.snapshot().accounts.at(0);
        QCOMPARE(account.phase, AccountPhase::Unreachable);
        QVERIFY(account.problem.contains(u"damaged"_s));
        QVERIFY(!account.problem.contains(u"Injected"_s));
    }

    void damagedTokenOfARefreshIsNotUsed()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.upstream.play(unauthorized);
        bench.upstream.play(answerWire(200, "{\"access_token\":\"x\\nX-Injected: 1\",\"expires_in\":28800}"),
                            "/oauth/token");
        bench.upstream.play(answerWire(200, "from b"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "from b");
        QCOMPARE(attempts(bench), "a b");
        QVERIFY(bench.snapshot().accounts.at(0).problem.contains(u"damaged"_s));
    }

    void deadProxyOfAnAccountMeansTheNextOne()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        const QUrl proxy(u"socks5://127.0.0.1:1080"_s);
        bench.settings.accounts.first().proxy = proxy;
        bench.apply();
        bench.upstream.refuseProxy(proxy);
        for (int i = 0; i < 4; ++i)
            bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "ok");
        const auto account = bench.snapshot().accounts.at(0);
        QCOMPARE(account.phase, AccountPhase::Unreachable);
        QVERIFY(account.problem.contains(u"proxy"_s));
        QCOMPARE(account.fault.kind, AccountFault::Kind::ProxyFailing);
        QCOMPARE(account.until, std::optional(bench.clock.now() + 5s));
        QCOMPARE(account.activeRequests, 0);
        QCOMPARE(bench.ask(messageRequest(hello)).body, "ok"); // it rests
        QCOMPARE(bench.upstream.refusedDials(), 1);
        bench.clock.advance(5s);
        QCOMPARE(bench.ask(messageRequest(hello)).body, "ok"); // and longer the next time
        QCOMPARE(bench.upstream.refusedDials(), 2);
        QCOMPARE(bench.snapshot().accounts.at(0).until, std::optional(bench.clock.now() + 10s));
        bench.upstream.refuseProxy({});
        bench.clock.advance(10s);
        QCOMPARE(bench.ask(messageRequest(hello)).body, "ok");
        QCOMPARE(attempts(bench), "b b b a");
        QVERIFY(bench.snapshot().accounts.at(0).problem.isEmpty());
        QCOMPARE(bench.snapshot().accounts.at(0).fault, AccountFault());
    }

    void deadProxyOfTheOnlyAccountIsABadGateway()
    {
        GatewayBench bench;
        const QUrl proxy(u"socks5://127.0.0.1:1080"_s);
        bench.settings.accounts.first().proxy = proxy;
        bench.apply();
        bench.upstream.refuseProxy(proxy);
        for (const int status : {502, 503}) { // then it rests
            const auto answer = bench.ask(messageRequest(hello));
            QCOMPARE(answer.head.status, status);
            QVERIFY(!answer.head.headers.contains("x-should-retry")); // clients come again
            QVERIFY(answer.body.contains("proxy"));
        }
        QCOMPARE(bench.upstream.refusedDials(), 1);
        bench.settings.accounts.first().proxy.clear();
        bench.apply();
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "ok"); // at once
    }

    void deadLoginMeansTheNextAccount()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.upstream.play(unauthorized);
        bench.upstream.play(answerWire(400, R"({"error":"invalid_grant"})"), "/oauth/token");
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(bench.ask(messageRequest(hello)).body, "ok");
        QCOMPARE(attempts(bench), "a b");
        QCOMPARE(bench.snapshot().accounts.at(0).phase, AccountPhase::NeedsSignIn);
    }

    void refusalOfAllLoginsIsFinal_data()
    {
        QTest::addColumn<QByteArray>("refusal");
        QTest::newRow("401") << answerWire(
            401,
            "{\"type\":\"error\",\"error\":{\"message\":\"OAuth token has expired. Please run /login\"}}");
        QTest::newRow("403 revoked") << revoked;
    }
    void refusalOfAllLoginsIsFinal()
    {
        QFETCH(const QByteArray, refusal);
        GatewayBench bench({u"a"_s, u"b"_s});
        for (const char *name : {"a2", "b2"}) {
            bench.upstream.play(refusal);
            bench.upstream.play(answerWire(200,
                                           QByteArray("{\"access_token\":\"fake-access-") + name
                                               + "\",\"expires_in\":28800}"),
                                "/oauth/token");
            bench.upstream.play(refusal);
        }
        for (int round = 0; round < 2; ++round) { // the next one is told so without being sent
            const auto answer = bench.ask(messageRequest(hello));
            QCOMPARE(answer.head.status, 401);
            QCOMPARE(answer.head.headers.value("x-should-retry"), "false");
            QVERIFY(answer.body.contains("Sluice"));
            QVERIFY(!answer.body.contains("/login")); // which would sign in the CLI, not the account
            QCOMPARE(attempts(bench), "a a2 b b2");
        }
        const auto accounts = bench.snapshot().accounts;
        for (const auto &account : accounts) {
            QCOMPARE(account.phase, AccountPhase::NeedsSignIn);
            QVERIFY(!account.until);
        }
    }

    void allLimitedIsSaidWithTheFirstReturn()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.upstream.play(accountLimit(bench.clock.now() + 2h));
        bench.upstream.play(accountLimit(bench.clock.now() + 1h));
        for (int round = 0; round < 2; ++round) {
            const auto answer = bench.ask(messageRequest(hello));
            QCOMPARE(answer.head.status, 429);
            const auto wait = answer.head.headers.value("retry-after").toInt();
            QVERIFY2(wait >= 3600 && wait <= 3630, QByteArray::number(wait).constData());
            QCOMPARE(answer.head.headers.value("x-should-retry"), "false");
            QCOMPARE(answer.head.headers.value("anthropic-ratelimit-unified-representative-claim"),
                     "five_hour");
            QCOMPARE(attempts(bench), "a b"); // once it is known, nobody is asked
        }
        QVERIFY(bench.snapshot().pools.constFirst().isLimited);
    }

    void limitWithoutAWindowIsNoWeeklyOne()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        letBothTell(bench);
        const auto rejected = answerWire(429, errorBody, "anthropic-ratelimit-unified-status: rejected\r\n");
        bench.upstream.play(rejected);
        bench.upstream.play(rejected);
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 429);
        const auto field = [&](QByteArrayView name) {
            return answer.head.headers.value("anthropic-ratelimit-unified-" + name.toByteArray());
        };
        const auto back = QByteArray::number(toUnixSeconds(bench.clock.now() + 60s)); // nobody said when
        QCOMPARE(answer.head.headers.value("retry-after"), "60");
        QCOMPARE(field("status"), "rejected");
        QCOMPARE(field("representative-claim"), "five_hour");
        QCOMPARE(field("reset"), back);
        QCOMPARE(field("7d-status"), "allowed");
        QVERIFY(field("7d-reset") != back);
    }

    void allDeadLoginsNameSluice()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.removeLogin(u"a"_s);
        bench.removeLogin(u"b"_s);
        bench.clock.advance(31s);
        bench.settle();
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 401);
        QCOMPARE(answer.head.headers.value("x-should-retry"), "false");
        QVERIFY(answer.body.contains("Sluice"));
        QVERIFY(!answer.body.contains("/login"));
        QCOMPARE(bench.upstream.connectionCount(), 0);
    }

    void eachAccountIsTriedOnceEvenIfResetsHavePassed()
    {
        GatewayBench bench({u"a"_s, u"b"_s, u"c"_s});
        for (int i = 0; i < 6; ++i)
            bench.upstream.play(accountLimit(bench.clock.now() - 1h));
        QCOMPARE(bench.ask(messageRequest(hello)).head.status, 429);
        QCOMPARE(attempts(bench), "a b c");
    }

    void firstRequestsOfASessionMeetOnOneAccount()
    {
        GatewayBench bench({u"a"_s, u"b"_s, u"c"_s});
        bench.settings.pools.first().strategy = Strategy::RoundRobin;
        bench.apply();
        const auto one = bench.connect();
        const auto two = bench.connect();
        one->send(messageRequest(hello, sessionField("same")));
        two->send(messageRequest(hello, sessionField("same")));
        QVERIFY(bench.until([&] { return bench.upstream.requests().size() == 2; }));
        QCOMPARE(bench.upstream.requests().at(0).token(), bench.upstream.requests().at(1).token());
    }

    void usersReachTheirPoolsAlone()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.settings.pools.append({.id = u"theirs"_s, .provider = u"claude"_s, .accounts = {u"b"_s}});
        bench.apply();
        bench.gateway.setAccess({OriginCheck({u"127.0.0.1"_s}, {}, {}),
                                 ClientKeyCheck({{u"alice"_s, Secret("fake-client-key"), {u"theirs"_s}},
                                                 {u"bob"_s, Secret("fake-bob-key"), {u"gone"_s}}},
                                                ClientKeyCheck::Mode::Required),
                                 {}});
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(bench.ask(messageRequest(hello)).head.status, 200);
        QCOMPARE(attempts(bench), "b");
        auto request = messageRequest(hello);
        request.replace("fake-client-key", "fake-bob-key");
        QCOMPARE(bench.ask(request).head.status, 403);
    }
};

QTEST_GUILESS_MAIN(TestFailover)
#include "tst_failover.moc"
