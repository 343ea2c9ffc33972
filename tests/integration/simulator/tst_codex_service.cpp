// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/codex_token.h"
#include "simulator/simulator.h"
#include "tests/integration/simulator/call.h"
#include "tests/support/fake_clock.h"

#include <memory>

using namespace Qt::StringLiterals;
using namespace sluice;

namespace {

const QByteArray turn = R"({"model":"gpt-5.5","stream":true,"input":[]})";
const QByteArray responses = "/backend-api/codex/responses";

QByteArray tokenOf(const QString &name, int generation = 1)
{
    return codexToken({.name = name, .generation = generation}, fromUnixMilliseconds(1'774'000'000'000));
}

} // namespace

class TestCodexService : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void streamsAResponse();
    void answersWithoutStreaming();
    void servesKeysOnTheirOwnPaths();
    void wantsTheAccountOfTheToken();
    void windowFillsAndIsTold();
    void scriptedReplies_data();
    void scriptedReplies();
    void scriptedStreams_data();
    void scriptedStreams();
    void refreshTokenIsUsedOnce();
    void refusedRefreshesHaveTheirCodes();
    void expiredAccessTokenIsRefused();
    void requestsAreRecordedWithTheirBodies();
    void modelsAreToldApart();

private:
    std::unique_ptr<Call> call(const QByteArray &method, const QByteArray &target,
                               const QByteArray &body = {}, const http::Headers &more = {});
    void script(const QByteArray &answer, const QByteArray &path = responses);
    QJsonObject requests();

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Simulator> m_simulator;
    std::unique_ptr<TcpDialer> m_dialer;
    Endpoint m_endpoint;
};

void TestCodexService::init()
{
    m_simulator.reset();
    m_clock = std::make_unique<FakeClock>();
    m_dialer = std::make_unique<TcpDialer>(*m_clock);
    m_simulator = std::make_unique<Simulator>(Simulator::Options{}, *m_clock, nullptr);
    const auto port = m_simulator->listen(0);
    QVERIFY(port);
    m_endpoint = {.security = Security::Plain, .host = u"127.0.0.1"_s, .port = *port};
}

//! A call of the account `a`, answered.
std::unique_ptr<Call> TestCodexService::call(const QByteArray &method, const QByteArray &target,
                                             const QByteArray &body, const http::Headers &more)
{
    const SimulatedAccount account = {.name = u"a"_s};
    http::RequestHead head = {.method = method, .target = target};
    head.headers = {{"Host", "127.0.0.1"},
                    {"Authorization", "Bearer " + tokenOf(account.name)},
                    {"ChatGPT-Account-Id", account.accountUuid().toLatin1()}};
    for (const auto &field : more.fields())
        head.headers.set(field.name, field.value);
    auto call = std::make_unique<Call>(head, body, m_endpoint, *m_dialer, *m_clock);
    [&] { QTRY_VERIFY(call->isOver()); }();
    return call;
}

void TestCodexService::script(const QByteArray &answer, const QByteArray &path)
{
    const auto done =
        call("POST", "/sim/script", R"({"account":"a","path":")" + path + R"(","answer":)" + answer + '}');
    QCOMPARE(done->head.status, 200);
}

QJsonObject TestCodexService::requests()
{
    return call("GET", "/sim/requests")->json();
}

void TestCodexService::streamsAResponse()
{
    const auto answer = call("POST", responses, turn);
    QCOMPARE(answer->head.status, 200);
    QCOMPARE(answer->field("content-type"), "text/event-stream");
    QCOMPARE(answer->field("x-codex-turn-state"), "sim-turn-state-of-a");
    QCOMPARE(answer->field("x-codex-primary-window-minutes"), "300");
    QCOMPARE(answer->field("openai-model"), "gpt-5.5");
    QVERIFY(answer->body.startsWith("event: response.created\ndata: {\"type\":\"response.created\","));
    QVERIFY(answer->body.contains("sim-encrypted-by-a"));
    QVERIFY(answer->body.contains("event: response.completed\n"));
}

void TestCodexService::answersWithoutStreaming()
{
    const auto answer = call("POST", responses, R"({"model":"gpt-5.5","input":[]})");
    const auto text = answer->json()["output"_L1][1]["content"_L1][0]["text"_L1];
    QCOMPARE(text.toString(), u"Hello from the simulator, account a."_s);
}

void TestCodexService::servesKeysOnTheirOwnPaths()
{
    const http::Headers key = {{"Authorization", "Bearer sim-access-k-1"}};
    QCOMPARE(call("POST", "/v1/responses", turn, key)->head.status, 200);
    QCOMPARE(call("POST", "/v1/responses", turn)->head.status, 401);
    QCOMPARE(call("POST", responses, turn, key)->head.status, 401);
    const auto chat = call("POST", "/v1/chat/completions", R"({"model":"gpt-5.5","messages":[]})", key);
    QCOMPARE(chat->json()["choices"_L1][0]["message"_L1]["content"_L1].toString(),
             u"Hello from the simulator, account k."_s);
    const auto stream = call("POST", "/v1/chat/completions", turn, key);
    QVERIFY(stream->body.endsWith("data: [DONE]\n\n"));
}

void TestCodexService::wantsTheAccountOfTheToken()
{
    const auto answer = call("POST", responses, turn, {{"ChatGPT-Account-Id", "someone-else"}});
    QCOMPARE(answer->head.status, 403);
}

void TestCodexService::windowFillsAndIsTold()
{
    QVERIFY(m_simulator->configureAccount(u"a"_s, R"({"five_hour":0.5,"five_hour_per_request":0.5})"));
    QCOMPARE(call("POST", responses, turn)->field("x-codex-primary-used-percent"), "100");
    const auto refused = call("POST", responses, turn);
    QCOMPARE(refused->head.status, 429);
    QCOMPARE(refused->json()["error"_L1]["type"_L1].toString(), u"usage_limit_reached"_s);
    QCOMPARE(refused->json()["error"_L1]["resets_in_seconds"_L1].toInt(), 18'000);
    const auto usage = call("GET", "/backend-api/wham/usage")->json();
    QCOMPARE(usage["rate_limit"_L1]["limit_reached"_L1].toBool(), true);
    m_clock->advance(5h);
    QCOMPARE(call("POST", responses, turn)->head.status, 200);
}

void TestCodexService::scriptedReplies_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *kind, int status, const char *type, const char *code = "") {
        QTest::newRow(kind) << status << QString::fromLatin1(type) << QString::fromLatin1(code);
    };
    row("429-account-5h", 429, "usage_limit_reached");
    row("429-account-7d", 429, "usage_limit_reached");
    row("429-model", 429, "usage_limit_reached");
    row("429-not-included", 429, "usage_not_included");
    row("429-throttle", 429, "rate_limit_error", "rate_limit_exceeded");
    row("401", 401, "invalid_request_error", "token_expired");
    row("403-revoked", 401, "invalid_request_error", "token_revoked");
    row("402", 402, "");
    row("403-deactivated", 403, "invalid_request_error", "deactivated_workspace");
    row("403", 403, "invalid_request_error", "unsupported_country_region_territory");
    row("400", 400, "invalid_request_error", "context_length_exceeded");
    row("foreign-content", 400, "invalid_request_error", "invalid_encrypted_content");
    row("404", 404, "invalid_request_error", "model_not_found");
    row("426", 426, "invalid_request_error");
    row("500", 500, "server_error");
    row("503-capacity", 503, "server_error", "server_is_overloaded");
    row("529", 503, "server_error");
    row("html-502", 502, "");
}

void TestCodexService::scriptedReplies()
{
    QFETCH(const int, status);
    QFETCH(const QString, type);
    QFETCH(const QString, code);
    script(QByteArray(R"({"kind":")") + QTest::currentDataTag() + R"(","retry_after":7})");
    const auto answer = call("POST", responses, turn);
    QCOMPARE(answer->head.status, status);
    QCOMPARE(answer->json()["error"_L1]["type"_L1].toString(), type);
    QCOMPARE(answer->json()["error"_L1]["code"_L1].toString(), code);
    QCOMPARE(answer->field("retry-after"), "7");
    QCOMPARE(call("POST", responses, turn)->head.status, 200);
}

void TestCodexService::scriptedStreams_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Call::Outcome>("outcome");
    QTest::addColumn<QByteArray>("lastEvent");
    const auto row = [](const char *name, const QByteArray &answer, Call::Outcome outcome,
                        const QByteArray &last) { QTest::newRow(name) << answer << outcome << last; };
    row("dropped before the head", R"({"kind":"drop-before-head"})", Call::Outcome::Failed, {});
    row("cut", R"({"kind":"drop-mid-stream"})", Call::Outcome::Failed, "response.output_text.delta");
    row("early end", R"({"kind":"clean-end-mid-stream"})", Call::Outcome::Finished,
        "response.output_text.delta");
    row("failed", R"({"kind":"response-failed","code":"server_is_overloaded"})", Call::Outcome::Finished,
        "response.failed");
    row("limit in the stream", R"({"kind":"429-account-5h","after":1})", Call::Outcome::Finished,
        "response.failed");
}

void TestCodexService::scriptedStreams()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const Call::Outcome, outcome);
    QFETCH(const QByteArray, lastEvent);
    script(answer);
    const auto stream = call("POST", responses, turn);
    QCOMPARE(stream->outcome, outcome);
    QCOMPARE(stream->head.status, lastEvent.isEmpty() ? 0 : 200);
    const qsizetype at = stream->body.lastIndexOf("event: ");
    QVERIFY(lastEvent.isEmpty() ? at < 0 : stream->body.sliced(at).startsWith("event: " + lastEvent + '\n'));
}

void TestCodexService::refreshTokenIsUsedOnce()
{
    const QByteArray body = R"({"grant_type":"refresh_token","refresh_token":"sim-refresh-a-1"})";
    const auto first = call("POST", "/oauth/token", body);
    QCOMPARE(first->json()["refresh_token"_L1].toString(), u"sim-refresh-a-2"_s);
    const auto token = parseCodexToken(first->json()["access_token"_L1].toString().toLatin1());
    QVERIFY(token);
    QCOMPARE(token->generation, 2);
    const auto second = call("POST", "/oauth/token", body);
    QCOMPARE(second->head.status, 401);
    QCOMPARE(second->json()["error"_L1]["code"_L1].toString(), u"refresh_token_reused"_s);
    QCOMPARE(requests()["refreshes"_L1].toInt(), 1);
}

void TestCodexService::refusedRefreshesHaveTheirCodes()
{
    const QByteArray body = R"({"grant_type":"refresh_token","refresh_token":"sim-refresh-a-1"})";
    script(R"({"kind":"refresh-refused","code":"refresh_token_expired"})", "/oauth/token");
    const auto expired = call("POST", "/oauth/token", body);
    QCOMPARE(expired->json()["error"_L1]["code"_L1].toString(), u"refresh_token_expired"_s);
    QVERIFY(m_simulator->configureAccount(u"a"_s, R"({"revoke_refresh":true})"));
    const auto revoked = call("POST", "/oauth/token", body);
    QCOMPARE(revoked->head.status, 401);
    QCOMPARE(revoked->json()["error"_L1]["code"_L1].toString(), u"refresh_token_invalidated"_s);
}

void TestCodexService::expiredAccessTokenIsRefused()
{
    QVERIFY(m_simulator->configureAccount(u"a"_s, R"({"expire_access":true})"));
    const auto answer = call("POST", responses, turn);
    QCOMPARE(answer->head.status, 401);
    QCOMPARE(answer->json()["error"_L1]["code"_L1].toString(), u"token_expired"_s);
}

void TestCodexService::requestsAreRecordedWithTheirBodies()
{
    call("POST", responses, turn, {{"session-id", "s1"}});
    const auto json = requests();
    const auto record = json["requests"_L1][0];
    QCOMPARE(record["account"_L1].toString(), u"a"_s);
    QCOMPARE(record["generation"_L1].toInt(), 1);
    QCOMPARE(record["session"_L1].toString(), u"s1"_s);
    QCOMPARE(record["model"_L1].toString(), u"gpt-5.5"_s);
    QCOMPARE(record["body"_L1]["stream"_L1].toBool(), true);
    QVERIFY(!QJsonDocument(json).toJson().contains(tokenOf(u"a"_s)));
}

void TestCodexService::modelsAreToldApart()
{
    const auto codex = call("GET", "/backend-api/codex/models?client_version=0.169.0")->json();
    QVERIFY(!codex["models"_L1][0]["slug"_L1].toString().isEmpty());
    const http::Headers key = {{"Authorization", "Bearer sim-access-k-1"}};
    QCOMPARE(call("GET", "/v1/models", {}, key)->json()["object"_L1].toString(), u"list"_s);
    const http::Headers claude = {{"Authorization", "Bearer sim-access-k-1"},
                                  {"anthropic-version", "2023-06-01"}};
    QVERIFY(call("GET", "/v1/models", {}, claude)->json().contains("has_more"_L1));
}

QTEST_GUILESS_MAIN(TestCodexService)
#include "tst_codex_service.moc"
