// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/simulator.h"
#include "tests/integration/simulator/call.h"
#include "tests/support/fake_clock.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace sluice;

namespace {

const QByteArray message = R"({"model":"claude-opus-5-5","stream":true,"messages":[]})";

QByteArray unified(const Call &call, const QByteArray &name)
{
    return call.field("anthropic-ratelimit-unified-" + name);
}

} // namespace

class TestClaudeService : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void streamsAMessage();
    void answersWithoutStreaming();
    void windowFillsAndResets();
    void scriptedReplies_data();
    void scriptedReplies();
    void scriptedStreams_data();
    void scriptedStreams();
    void hangingAnswerEndsWithTheClient();
    void slowBodyComesWithTheClock();
    void pacedEventsComeWithTheClock();
    void bigAnswerIsHeldBackByASlowReader();
    void refreshTokenIsUsedOnce();
    void expiredAccessTokenIsRefused();
    void requestsAreRecordedWithoutTokens();
    void usageAndProfileFollowTheAccount();

private:
    std::unique_ptr<Call> call(const QByteArray &method, const QByteArray &target,
                               const QByteArray &body = {}, const http::Headers &more = {});
    std::unique_ptr<Call> script(const QByteArray &kind, const QByteArray &more = {});
    QJsonObject requests();

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Simulator> m_simulator;
    std::unique_ptr<TcpDialer> m_dialer;
    Endpoint m_endpoint;
};

void TestClaudeService::init()
{
    m_simulator.reset();
    m_clock = std::make_unique<FakeClock>();
    m_dialer = std::make_unique<TcpDialer>(*m_clock);
    m_simulator = std::make_unique<Simulator>(Simulator::Options{}, *m_clock, nullptr);
    const auto port = m_simulator->listen(0);
    QVERIFY(port);
    m_endpoint = {.security = Security::Plain, .host = u"127.0.0.1"_s, .port = *port};
}

std::unique_ptr<Call> TestClaudeService::call(const QByteArray &method, const QByteArray &target,
                                              const QByteArray &body, const http::Headers &more)
{
    http::RequestHead head = {.method = method, .target = target};
    head.headers = {{"Host", "127.0.0.1"}, {"Authorization", "Bearer sim-access-a-1"}};
    for (const auto &field : more.fields())
        head.headers.set(field.name, field.value);
    return std::make_unique<Call>(head, body, m_endpoint, *m_dialer, *m_clock);
}

std::unique_ptr<Call> TestClaudeService::script(const QByteArray &kind, const QByteArray &more)
{
    return call("POST", "/sim/script",
                R"({"account":"a","path":"/v1/messages","answer":{"kind":")" + kind + '"' + more + "}}");
}

void TestClaudeService::streamsAMessage()
{
    const auto answer = call("POST", "/v1/messages?beta=true", message);
    QTRY_VERIFY(answer->isOver());
    QCOMPARE(answer->outcome, Call::Outcome::Finished);
    QCOMPARE(answer->head.status, 200);
    QVERIFY(answer->head.headers.value("content-type").startsWith("text/event-stream"));
    QCOMPARE(unified(*answer, "status"), "allowed");
    QVERIFY(answer->body.startsWith("event: message_start\n"));
    QVERIFY(answer->body.contains("event: ping\n"));
    QVERIFY(answer->body.endsWith("data: {\"type\":\"message_stop\"}\n\n"));
}

void TestClaudeService::answersWithoutStreaming()
{
    const auto answer = call("POST", "/v1/messages", R"({"model":"claude-opus-5-5"})");
    QTRY_VERIFY(answer->isOver());
    const QString text = answer->json()["content"_L1][0]["text"_L1].toString();
    QCOMPARE(text, u"Hello from the simulator, account a."_s);
    QCOMPARE(answer->json()["model"_L1], QJsonValue(u"claude-opus-5-5"_s));
}

void TestClaudeService::windowFillsAndResets()
{
    QVERIFY(m_simulator->configureAccount(u"a"_s, R"({"five_hour":0.5,"five_hour_per_request":0.5})"));
    const auto last = call("POST", "/v1/messages", message);
    QTRY_VERIFY(last->isOver());
    QCOMPARE(last->head.status, 200);
    const auto refused = call("POST", "/v1/messages", message);
    QTRY_VERIFY(refused->isOver());
    QCOMPARE(refused->head.status, 429);
    QCOMPARE(refused->head.headers.value("retry-after").toByteArray(), "18000");
    QCOMPARE(unified(*refused, "representative-claim"), "five_hour");
    QCOMPARE(unified(*refused, "5h-status"), "rejected");
    m_clock->advance(5h);
    const auto again = call("POST", "/v1/messages", message);
    QTRY_VERIFY(again->isOver());
    QCOMPARE(again->head.status, 200);
    QCOMPARE(unified(*again, "5h-utilization"), "0.5");
}

void TestClaudeService::scriptedReplies_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("claim");
    QTest::newRow("429-account-5h") << 429 << QByteArray("rate_limit_error") << QByteArray("five_hour");
    QTest::newRow("429-account-7d") << 429 << QByteArray("rate_limit_error") << QByteArray("seven_day");
    QTest::newRow("429-model") << 429 << QByteArray("rate_limit_error")
                               << QByteArray("seven_day_overage_included");
    QTest::newRow("429-throttle") << 429 << QByteArray("rate_limit_error") << QByteArray();
    QTest::newRow("429-fast-mode") << 429 << QByteArray("rate_limit_error") << QByteArray();
    QTest::newRow("401") << 401 << QByteArray("authentication_error") << QByteArray();
    QTest::newRow("403-revoked") << 403 << QByteArray("permission_error") << QByteArray();
    QTest::newRow("403") << 403 << QByteArray("permission_error") << QByteArray();
    QTest::newRow("400") << 400 << QByteArray("invalid_request_error") << QByteArray();
    QTest::newRow("404") << 404 << QByteArray("not_found_error") << QByteArray();
    QTest::newRow("413") << 413 << QByteArray("request_too_large") << QByteArray();
    QTest::newRow("422") << 422 << QByteArray("invalid_request_error") << QByteArray();
    QTest::newRow("529") << 529 << QByteArray("overloaded_error") << QByteArray();
    QTest::newRow("500") << 500 << QByteArray("api_error") << QByteArray();
    QTest::newRow("html-502") << 502 << QByteArray() << QByteArray();
    QTest::newRow("redirect") << 307 << QByteArray() << QByteArray();
}

void TestClaudeService::scriptedReplies()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, claim);
    const auto scripted = script(QTest::currentDataTag(), R"(,"retry_after":7)");
    QTRY_VERIFY(scripted->isOver());
    QCOMPARE(scripted->head.status, 200);
    const auto answer = call("POST", "/v1/messages", message);
    QTRY_VERIFY(answer->isOver());
    QCOMPARE(answer->head.status, status);
    QCOMPARE(answer->json()["error"_L1]["type"_L1].toString().toLatin1(), type);
    QCOMPARE(unified(*answer, "representative-claim"), claim);
    QCOMPARE(answer->head.headers.value("retry-after").toByteArray(), "7");
    const auto next = call("POST", "/v1/messages", message);
    QTRY_VERIFY(next->isOver());
    QCOMPARE(next->head.status, 200);
}

void TestClaudeService::scriptedStreams_data()
{
    QTest::addColumn<Call::Outcome>("outcome");
    QTest::addColumn<QByteArray>("lastEvent");
    QTest::newRow("drop-before-head") << Call::Outcome::Failed << QByteArray();
    QTest::newRow("drop-mid-stream") << Call::Outcome::Failed << QByteArray("content_block_delta");
    QTest::newRow("clean-end-mid-stream") << Call::Outcome::Finished << QByteArray("content_block_delta");
    QTest::newRow("error-event") << Call::Outcome::Finished << QByteArray("error");
}

void TestClaudeService::scriptedStreams()
{
    QFETCH(const Call::Outcome, outcome);
    QFETCH(const QByteArray, lastEvent);
    const auto scripted = script(QTest::currentDataTag());
    QTRY_VERIFY(scripted->isOver());
    const auto answer = call("POST", "/v1/messages", message);
    QTRY_VERIFY(answer->isOver());
    QCOMPARE(answer->outcome, outcome);
    QCOMPARE(answer->head.status, lastEvent.isEmpty() ? 0 : 200);
    const qsizetype at = answer->body.lastIndexOf("event: ");
    QVERIFY(lastEvent.isEmpty() ? at < 0 : answer->body.sliced(at).startsWith("event: " + lastEvent + '\n'));
}

void TestClaudeService::hangingAnswerEndsWithTheClient()
{
    const auto scripted = script("hang");
    QTRY_VERIFY(scripted->isOver());
    auto answer = call("POST", "/v1/messages", message);
    QTRY_COMPARE(requests()["open_streams"_L1].toInt(), 1);
    QVERIFY(!answer->isOver());
    answer.reset();
    QTRY_COMPARE(requests()["open_streams"_L1].toInt(), 0);
}

void TestClaudeService::slowBodyComesWithTheClock()
{
    const auto scripted = script("slow-body");
    QTRY_VERIFY(scripted->isOver());
    const auto answer = call("POST", "/v1/messages", message);
    QTRY_VERIFY(answer->body.contains("event: ping"));
    QVERIFY(!answer->body.contains("content_block_delta"));
    m_clock->advance(200ms);
    QTRY_COMPARE(answer->body.count("event: content_block_delta"), 1);
    m_clock->advance(2s);
    QTRY_VERIFY(answer->isOver());
}

void TestClaudeService::pacedEventsComeWithTheClock()
{
    const auto answer =
        call("POST", "/v1/messages", message, {{"x-sim-events", "3"}, {"x-sim-interval-ms", "20"}});
    QTRY_VERIFY(!answer->body.isEmpty());
    for (int events = 1; events <= 3; ++events) {
        m_clock->advance(20ms);
        QTRY_COMPARE(answer->body.count("\"text\":\"at "), events);
    }
    m_clock->advance(40ms);
    QTRY_COMPARE(answer->outcome, Call::Outcome::Finished);
}

void TestClaudeService::bigAnswerIsHeldBackByASlowReader()
{
    const qint64 size = 64LL * 1024 * 1024;
    const auto answer = call("POST", "/v1/messages", message, {{"x-sim-bytes", QByteArray::number(size)}});
    QTRY_VERIFY(answer->client && answer->head.status == 200);
    answer->client->setPaused(true);
    QCOMPARE(requests()["open_streams"_L1].toInt(), 1);
    answer->client->setPaused(false);
    QTRY_COMPARE(answer->outcome, Call::Outcome::Finished);
    QCOMPARE(answer->body.size(), size);
}

void TestClaudeService::refreshTokenIsUsedOnce()
{
    const QByteArray body = R"({"grant_type":"refresh_token","refresh_token":"sim-refresh-a-1"})";
    const auto first = call("POST", "/v1/oauth/token", body);
    QTRY_VERIFY(first->isOver());
    QCOMPARE(first->json()["access_token"_L1].toString(), u"sim-access-a-2"_s);
    QCOMPARE(first->json()["refresh_token"_L1].toString(), u"sim-refresh-a-2"_s);
    const auto second = call("POST", "/v1/oauth/token", body);
    QTRY_VERIFY(second->isOver());
    QCOMPARE(second->head.status, 400);
    QCOMPARE(second->json()["error"_L1].toString(), u"invalid_grant"_s);
    QCOMPARE(requests()["refreshes"_L1].toInt(), 1);
    QCOMPARE(requests()["refresh_reuses"_L1].toInt(), 1);
}

void TestClaudeService::expiredAccessTokenIsRefused()
{
    const auto expire = call("POST", "/sim/account/a", R"({"expire_access":true})");
    QTRY_VERIFY(expire->isOver());
    const auto answer = call("POST", "/v1/messages", message);
    QTRY_VERIFY(answer->isOver());
    QCOMPARE(answer->head.status, 401);
}

void TestClaudeService::requestsAreRecordedWithoutTokens()
{
    const auto answer = call("POST", "/v1/messages?beta=true", message, {{"X-Claude-Code-Session-Id", "s1"}});
    QTRY_VERIFY(answer->isOver());
    const QJsonObject record = requests()["requests"_L1][0].toObject();
    QCOMPARE(record["target"_L1].toString(), u"/v1/messages?beta=true"_s);
    QCOMPARE(record["account"_L1].toString(), u"a"_s);
    QCOMPARE(record["generation"_L1].toInt(), 1);
    QCOMPARE(record["session"_L1].toString(), u"s1"_s);
    QCOMPARE(record["model"_L1].toString(), u"claude-opus-5-5"_s);
    QCOMPARE(record["body_size"_L1].toInt(), message.size());
    QCOMPARE(record["status"_L1].toInt(), 200);
    QVERIFY(!QJsonDocument(record).toJson().contains("sim-access"));
}

void TestClaudeService::usageAndProfileFollowTheAccount()
{
    QVERIFY(m_simulator->configureAccount(u"a"_s,
                                          R"({"five_hour":0.37,"plan":"pro","tier":"default_claude_ai"})"));
    const auto usage = call("GET", "/api/oauth/usage");
    QTRY_VERIFY(usage->isOver());
    QCOMPARE(usage->json()["five_hour"_L1]["utilization"_L1].toDouble(), 37.0);
    QVERIFY(usage->json()["seven_day"_L1]["resets_at"_L1].isNull());
    const auto profile = call("GET", "/api/oauth/profile");
    QTRY_VERIFY(profile->isOver());
    QCOMPARE(profile->json()["organization"_L1]["organization_type"_L1].toString(), u"claude_pro"_s);
}

QJsonObject TestClaudeService::requests()
{
    const auto answer = call("GET", "/sim/requests");
    [&] { QTRY_VERIFY(answer->isOver()); }();
    return answer->json();
}

QTEST_GUILESS_MAIN(TestClaudeService)
#include "tst_claude_service.moc"
