// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_provider.h"
#include "engine/providers/codex/codex_request.h"
#include "tests/unit/providers/captured.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray session = "0198c0de-0000-7000-8000-000000000001";

const TokenSet subscription{.accessToken = Secret("fake-access-token"),
                            .requestHeaders = {{"ChatGPT-Account-Id", "fake-account"}}};
const TokenSet apiKey{.kind = LoginKind::ApiKey, .accessToken = Secret("fake-api-key")};

http::RequestHead request(const QByteArray &target, const http::Headers &headers = {})
{
    return {.method = "POST", .target = target, .headers = headers};
}

QByteArray targetFor(const QByteArray &target, const TokenSet &tokens,
                     const CodexProvider &provider = CodexProvider())
{
    return provider.authorized(request(target), tokens).target;
}

QList<http::Header> lowerCased(const http::Headers &headers)
{
    auto result = headers.fields();
    for (auto &field : result)
        field.name = field.name.toLower();
    return result;
}

} // namespace

class TestCodexRequest : public QObject
{
    Q_OBJECT

private slots:
    void servesItsPaths_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<bool>("served");
        for (const char *target :
             {"/v1/responses", "/v1/responses/compact?x=1", "/v1/chat/completions",
              "/v1/models?client_version=0.169.0", "/v1/models/gpt-5.5", "/v1/memories/trace_summarize",
              "/v1/alpha/search", "/v1/images/generations", "/v1/realtime/calls", "/v1/live",
              "/codex/v1/responses", "/codex/responses", "/backend-api/codex/responses"})
            QTest::newRow(target) << QByteArray(target) << true;
        for (const char *target :
             {"/v1/messages", "/v1/responsesx", "/v1/chat", "/v1", "/", "/codexx", "/backend-api/wham/usage",
              "/codex/../wham/usage", "/codex/%2e%2e/wham/usage", "/codex/..%2Fwham", "/codex/..\\wham",
              "/v1/alpha/other", "/codex/anything", "/codex/usage", "/codex", "/backend-api/codex/usage"})
            QTest::newRow(target) << QByteArray(target) << false;
    }

    void servesItsPaths()
    {
        QFETCH(const QByteArray, target);
        QTEST(CodexProvider().serves(request(target)), "served");
    }

    void leavesModelsToWhomTheVersionNames()
    {
        QVERIFY(!codex::serves(request("/v1/models", {{"Anthropic-Version", "2023-06-01"}})));
        QVERIFY(codex::serves(request("/codex/v1/models", {{"Anthropic-Version", "2023-06-01"}})));
    }

    void knowsAnUpgrade()
    {
        const auto upgrade = capturedRequest(u"codex/upgrade.http"_s);
        QVERIFY(CodexProvider().isUpgrade(upgrade));
        auto other = upgrade;
        other.target = "/v1/responses?x=1";
        QVERIFY(codex::isUpgrade(other));
        other.target = "/v1/models";
        QVERIFY(!codex::isUpgrade(other));
        other = upgrade;
        other.headers.set("Upgrade", "h2c");
        QVERIFY(!codex::isUpgrade(other));
        other = upgrade;
        other.method = "POST";
        QVERIFY(!codex::isUpgrade(other));
        QVERIFY(!codex::isUpgrade(capturedRequest(u"codex/request.http"_s)));
    }

    void sendsEachLoginWhereItBelongs_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("chatGpt");
        QTest::addColumn<QByteArray>("api");
        const auto row = [](const char *target, const char *rest) {
            QTest::newRow(target) << QByteArray(target) << "/backend-api/codex" + QByteArray(rest)
                                  << "/v1" + QByteArray(rest);
        };
        row("/v1/responses", "/responses");
        row("/v1/responses/compact?a=b&c", "/responses/compact?a=b&c");
        row("/codex/v1/models?client_version=0.169.0", "/models?client_version=0.169.0");
        row("/codex/responses", "/responses");
        row("/backend-api/codex/responses?x", "/responses?x");
        row("/codex", "");
        row("/v1/chat/completions", "/chat/completions");
    }

    void sendsEachLoginWhereItBelongs()
    {
        QFETCH(const QByteArray, target);
        QTEST(targetFor(target, subscription), "chatGpt");
        QTEST(targetFor(target, apiKey), "api");
    }

    void takesItsAddressesFromTheSettings()
    {
        const CodexProvider standard;
        QCOMPARE(standard.upstream(subscription).host, u"chatgpt.com"_s);
        QCOMPARE(standard.upstream(apiKey).host, u"api.openai.com"_s);
        const CodexProvider provider({.urls = {{u"chatgpt_url"_s, u"http://127.0.0.1:9/b/"_s},
                                               {u"api_url"_s, u"http://127.0.0.1:10/"_s}},
                                      .headers = {{"X-Mine", "1"}, {"Originator", "other"}}});
        QCOMPARE(provider.upstream(subscription).port, 9);
        QCOMPARE(provider.upstream(apiKey).port, 10);
        QCOMPARE(targetFor("/v1/responses", subscription, provider), "/b/codex/responses");
        QCOMPARE(targetFor("/v1/responses", apiKey, provider), "/v1/responses");
        const auto sent =
            provider.authorized(request("/v1/responses", {{"originator", "codex_exec"}}), apiKey);
        QCOMPARE(sent.headers.value("host"), "127.0.0.1:10");
        QCOMPARE(sent.headers.value("x-mine"), "1");
        QCOMPARE(sent.headers.values("originator"), QList<QByteArray>{"other"});
    }

    void changesNothingElseOfARealRequest()
    {
        auto received = capturedRequest(u"codex/request.http"_s);
        http::removeHopByHop(received.headers); // as the gateway does
        auto expected = received.headers;
        expected.remove("content-length");
        expected.set("authorization", "Bearer fake-access-token");
        expected.set("chatgpt-account-id", "fake-account");
        expected.set("host", "chatgpt.com");
        const auto sent = CodexProvider().authorized(received, subscription);
        QCOMPARE(sent.headers, expected); // names, case and order too
        QCOMPARE(sent.target, "/backend-api/codex/responses");
        QCOMPARE(sent.method, "POST");
    }

    void changesNothingElseOfARealUpgrade()
    {
        auto received = capturedRequest(u"codex/upgrade.http"_s);
        http::removeHopByHop(received.headers);
        const auto sent = CodexProvider().authorized(received, subscription);
        QList<QByteArray> names;
        for (const auto &field : lowerCased(sent.headers))
            names.append(field.name);
        QCOMPARE(names,
                 (QList<QByteArray>{"host", "authorization", "user-agent", "originator", "openai-beta",
                                    "x-codex-turn-metadata", "x-codex-beta-features", "x-client-request-id",
                                    "session-id", "thread-id", "x-codex-window-id", "chatgpt-account-id"}));
        QCOMPARE(sent.headers.value("openai-beta"), "responses_websockets=2026-02-06");
    }

    void upgradeSaysWhichSocketsItMeans()
    {
        auto upgrade = capturedRequest(u"codex/upgrade.http"_s);
        http::removeHopByHop(upgrade.headers);
        upgrade.headers.remove("openai-beta");
        QCOMPARE(CodexProvider().authorized(upgrade, apiKey).headers.value("openai-beta"),
                 "responses_websockets=2026-02-06");
        upgrade.headers.append("OpenAI-Beta", "responses=experimental");
        QCOMPARE(CodexProvider().authorized(upgrade, apiKey).headers.joined("openai-beta"),
                 "responses=experimental, responses_websockets=2026-02-06");
        QVERIFY(
            !CodexProvider().authorized(request("/v1/responses"), apiKey).headers.contains("openai-beta"));
    }

    void dropsWhatStopsHere()
    {
        http::Headers headers{{"X-Keep", "1"}, {"x-keep", "2"}};
        for (const char *name :
             {"Trailers", "CF-Ray", "cdn-loop", "True-Client-IP", "X-Forwarded-For", "X-Forwarded-Proto",
              "X-Real-IP", "Forwarded", "Via", "X-Api-Key", "Api-Key", "Cookie", "Expect", "Content-Length",
              "Accept-Encoding", "ChatGPT-Account-ID", "X-OpenAI-FedRAMP", "Sec-WebSocket-Version",
              "Sec-WebSocket-Extensions"})
            headers.append(name, "fake");
        headers.append("Authorization", "Bearer fake-client-key");
        const auto sent = CodexProvider().authorized(request("/v1/responses", headers), apiKey);
        QCOMPARE(lowerCased(sent.headers),
                 (QList<http::Header>{{"x-keep", "1"},
                                      {"x-keep", "2"},
                                      {"authorization", "Bearer fake-api-key"},
                                      {"host", "api.openai.com"}}));
    }

    void namesTheSession_data()
    {
        QTest::addColumn<http::Headers>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray body = R"({"prompt_cache_key":"f"})";
        http::Headers headers{{"x-client-request-id", "e"}};
        QTest::newRow("none") << http::Headers{} << QByteArray("{}") << QByteArray();
        QTest::newRow("body") << http::Headers{} << body << QByteArray("f");
        QTest::newRow("request") << headers << body << QByteArray("e");
        headers.append("Conversation_Id", "d");
        QTest::newRow("conversation") << headers << body << QByteArray("d");
        headers.append("thread-id", "c");
        QTest::newRow("thread") << headers << body << QByteArray("c");
        headers.append("session_id", "b");
        QTest::newRow("older session") << headers << body << QByteArray("b");
        headers.append("Session-Id", "a");
        QTest::newRow("session") << headers << body << QByteArray("a");
        headers.set("session-id", QByteArray(300, 'x'));
        QTest::newRow("too long") << headers << body << QByteArray("b");
        headers.set("session-id", "\xc3\xa4");
        QTest::newRow("not printable") << headers << body << QByteArray("b");
        QTest::newRow("no text") << http::Headers{} << QByteArray(R"({"prompt_cache_key":7})")
                                 << QByteArray();
    }

    void namesTheSession()
    {
        QFETCH(const http::Headers, headers);
        QFETCH(const QByteArray, body);
        QTEST(codex::traits(request("/v1/responses", headers), body).sessionId, "expected");
    }

    void readsTheBody()
    {
        const QByteArray body =
            R"({"model":"gpt-5.5","input":[{"model":"other"}],"service_tier":"priority","prompt_cache_key":"k"})";
        const RequestTraits expected{.sessionId = "k", .model = u"gpt-5.5"_s};
        QCOMPARE(codex::traits(request("/v1/responses"), body), expected);
        QCOMPARE(codex::traits(request("/codex/responses/compact"), body), expected);
        auto keyed = expected;
        keyed.needsApiKey = true;
        QCOMPARE(codex::traits(request("/v1/chat/completions"), body), keyed);
        QCOMPARE(codex::traits(request("/v1/models"), body), RequestTraits{});
        for (const char *broken : {"", "[]", "{\"model\":\"m\"", "{\"model\":5}", "null"})
            QCOMPARE(codex::traits(request("/v1/responses"), broken), RequestTraits{});
        const auto endless = "{\"model\":\"" + QByteArray(1'000'000, 'x') + "\"}";
        QCOMPARE(codex::traits(request("/v1/responses"), endless), RequestTraits{});
    }
};

QTEST_APPLESS_MAIN(TestCodexRequest)
#include "tst_codex_request.moc"
