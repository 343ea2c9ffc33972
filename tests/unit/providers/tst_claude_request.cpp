// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_provider.h"
#include "engine/providers/claude/claude_request.h"
#include "tests/unit/providers/captured.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const TokenSet tokens{.accessToken = Secret("fake-access-token")};

http::RequestHead request(const QByteArray &target, const http::Headers &headers = {})
{
    return {.method = "POST", .target = target, .headers = headers};
}

QByteArray sessionOfBody(const QByteArray &userId)
{
    return claude::traits(request("/v1/messages"),
                          "{\"model\":\"m\",\"metadata\":{\"user_id\":" + userId + "}}")
        .sessionId;
}

} // namespace

class TestClaudeRequest : public QObject
{
    Q_OBJECT

private slots:
    void servesItsPaths_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<bool>("withVersion");
        QTest::addColumn<bool>("served");
        QTest::newRow("messages") << QByteArray("/v1/messages?beta=true") << false << true;
        QTest::newRow("count tokens") << QByteArray("/v1/messages/count_tokens") << false << true;
        QTest::newRow("complete") << QByteArray("/v1/complete") << false << true;
        QTest::newRow("models with version") << QByteArray("/v1/models?limit=1000") << true << true;
        QTest::newRow("one model") << QByteArray("/v1/models/claude-x") << true << true;
        QTest::newRow("models without version") << QByteArray("/v1/models") << false << false;
        QTest::newRow("prefix") << QByteArray("/claude/v1/models") << false << true;
        QTest::newRow("prefix, anything") << QByteArray("/claude/x") << false << false;
        QTest::newRow("prefix alone") << QByteArray("/claude") << false << false;
        QTest::newRow("usage") << QByteArray("/claude/api/oauth/usage") << true << false;
        QTest::newRow("organizations") << QByteArray("/claude/v1/organizations") << true << false;
        QTest::newRow("upwards") << QByteArray("/v1/messages/../../api/oauth/profile") << true << false;
        QTest::newRow("upwards, behind the prefix") << QByteArray("/claude/../api/x") << true << false;
        QTest::newRow("encoded") << QByteArray("/v1/messages/%2e%2E/models") << true << false;
        QTest::newRow("another word") << QByteArray("/claudette/v1/messages") << false << false;
        QTest::newRow("chat completions") << QByteArray("/v1/completions") << true << false;
        QTest::newRow("longer name") << QByteArray("/v1/messagesx") << true << false;
        QTest::newRow("responses") << QByteArray("/v1/responses") << true << false;
        QTest::newRow("root") << QByteArray("/") << true << false;
    }

    void servesItsPaths()
    {
        QFETCH(const QByteArray, target);
        QFETCH(const bool, withVersion);
        const auto headers =
            withVersion ? http::Headers{{"Anthropic-Version", "2023-06-01"}} : http::Headers{};
        QTEST(claude::serves(request(target, headers)), "served");
    }

    void answersProbes()
    {
        for (const auto *target : {"/", "/api/hello", "/claude", "/claude/", "/claude/api/hello?x"}) {
            const auto reply = claude::localReply({.method = "HEAD", .target = target});
            QVERIFY2(reply && reply->head.status == 200 && reply->body.isEmpty(), target);
            QVERIFY(!claude::localReply({.method = "GET", .target = target}));
        }
        QVERIFY(!claude::localReply({.method = "HEAD", .target = "/v1/messages"}));
    }

    void authorizesARealRequest()
    {
        auto received = capturedRequest(u"claude/request.http"_s);
        http::removeHopByHop(received.headers); // as the gateway does
        const auto sent = ClaudeProvider().authorized(received, tokens);
        QCOMPARE(sent.method, QByteArray("POST"));
        QCOMPARE(sent.target, QByteArray("/v1/messages?beta=true"));
        http::Headers expected{
            {"Accept", "application/json"},
            {"Authorization", "Bearer fake-access-token"},
            {"Content-Type", "application/json"},
            {"User-Agent", "claude-cli/2.1.330 (external, sdk-cli)"},
            {"X-Claude-Code-Session-Id", "6f0c2a3e-1111-4222-8333-444444444444"},
            {"X-Stainless-Arch", "x64"},
            {"X-Stainless-Lang", "js"},
            {"X-Stainless-OS", "Linux"},
            {"X-Stainless-Package-Version", "0.128.0"},
            {"X-Stainless-Retry-Count", "0"},
            {"X-Stainless-Runtime", "node"},
            {"X-Stainless-Runtime-Version", "v26.12.1"},
            {"X-Stainless-Timeout", "600"},
            {"anthropic-beta",
             "claude-code-20250219,oauth-2025-04-20,interleaved-thinking-2025-05-14,effort-2025-11-24"},
            {"anthropic-dangerous-direct-browser-access", "true"},
            {"anthropic-version", "2023-06-01"},
            {"x-app", "cli"},
            {"Host", "api.anthropic.com"},
            {"Accept-Encoding", "identity"},
        };
        QCOMPARE(sent.headers.fields().size(), expected.fields().size());
        for (qsizetype i = 0; i < expected.fields().size(); ++i) {
            QCOMPARE(sent.headers.fields().at(i).name.toLower(), expected.fields().at(i).name.toLower());
            QCOMPARE(sent.headers.fields().at(i).value, expected.fields().at(i).value);
        }
    }

    void dropsWhatStopsHere()
    {
        const auto sent = ClaudeProvider().authorized(request("/claude",
                                                              {{"Trailers", "x"},
                                                               {"CF-Ray", "1"},
                                                               {"cdn-loop", "x"},
                                                               {"True-Client-IP", "1.2.3.4"},
                                                               {"X-Forwarded-For", "1.2.3.4"},
                                                               {"X-Forwarded-Proto", "https"},
                                                               {"X-Forwarded-Host", "h"},
                                                               {"X-Forwarded-Port", "1"},
                                                               {"Forwarded", "for=x"},
                                                               {"Via", "1.1 x"},
                                                               {"X-Real-IP", "1.2.3.4"},
                                                               {"x-api-key", "fake-key"},
                                                               {"Api-Key", "fake-key"},
                                                               {"authorization", "Basic fake"},
                                                               {"Authorization", "Bearer fake"},
                                                               {"Cookie", "a=b"},
                                                               {"Expect", "100-continue"},
                                                               {"Content-Length", "5"},
                                                               {"sec-fetch-mode", "cors"},
                                                               {"X-Twice", "1"},
                                                               {"x-twice", "2"}}),
                                                      tokens);
        QCOMPARE(sent.target, QByteArray("/"));
        QByteArrayList names;
        for (const auto &field : sent.headers.fields())
            names.append(field.name.toLower());
        std::ranges::sort(names);
        const QByteArrayList expected{"accept-encoding", "anthropic-beta", "authorization", "host",
                                      "sec-fetch-mode",  "x-twice",        "x-twice"};
        QCOMPARE(names, expected);
        QCOMPARE(sent.headers.value("authorization").toByteArray(), QByteArray("Bearer fake-access-token"));
    }

    void heedsTheOperator()
    {
        ProviderSettings settings;
        settings.urls.insert(u"api_url"_s, u"http://127.0.0.1:9000/anthropic/"_s);
        settings.headers = {{"User-Agent", "mine/1"}, {"X-New", "2"}, {"Authorization", "Bearer fake"}};
        settings.caFile = u"/etc/ca.pem"_s;
        const ClaudeProvider provider(settings);
        const auto sent = provider.authorized(
            request("/v1/models?limit=1", {{"User-Agent", "a"}, {"user-agent", "b"}}), tokens);
        QCOMPARE(sent.target, QByteArray("/anthropic/v1/models?limit=1"));
        QCOMPARE(sent.headers.values("user-agent"), QList<QByteArray>{"mine/1"});
        QCOMPARE(sent.headers.value("x-new").toByteArray(), QByteArray("2"));
        QCOMPARE(sent.headers.value("host").toByteArray(), QByteArray("127.0.0.1:9000"));
        QCOMPARE(sent.headers.values("authorization"), QList<QByteArray>{"Bearer fake-access-token"});
        QCOMPARE(provider.upstream({}).caFile, u"/etc/ca.pem"_s);
    }

    void authorizesWithAKey()
    {
        const TokenSet key{.kind = LoginKind::ApiKey, .accessToken = Secret("fake-api-key")};
        ProviderSettings settings;
        settings.headers = {{"Authorization", "Bearer fake-operator"}, {"x-api-key", "fake-operator"}};
        const auto sent = [&](const http::Headers &headers) {
            return ClaudeProvider(settings).authorized(request("/v1/messages", headers), key).headers;
        };
        const auto plain = sent({{"Authorization", "Bearer fake-user"}, {"X-Api-Key", "fake-user"}});
        QCOMPARE(plain.values("x-api-key"), QList<QByteArray>{"fake-api-key"});
        QVERIFY(!plain.contains("authorization"));
        QVERIFY(!plain.contains("anthropic-beta"));
        QVERIFY(!sent({{"anthropic-beta", "oauth-2025-04-20"}}).contains("anthropic-beta"));
        QCOMPARE(sent({{"anthropic-beta", "a,oauth-2025-04-20"}, {"Anthropic-Beta", "b"}})
                     .values("anthropic-beta"),
                 QList<QByteArray>{"a,b"});
    }

    void mergesBetas()
    {
        QCOMPARE(claude::betaWithOAuth({}), QByteArray("oauth-2025-04-20"));
        QCOMPARE(claude::betaWithOAuth({"a, b"}), QByteArray("oauth-2025-04-20,a,b"));
        QCOMPARE(claude::betaWithOAuth({"a", " ,b ,"}), QByteArray("oauth-2025-04-20,a,b"));
        QCOMPARE(claude::betaWithOAuth({"claude-code-20250219,a"}),
                 QByteArray("claude-code-20250219,oauth-2025-04-20,a"));
        QCOMPARE(claude::betaWithOAuth({"a,claude-code-20250219"}),
                 QByteArray("oauth-2025-04-20,a,claude-code-20250219"));
        QCOMPARE(claude::betaWithOAuth({"a, oauth-2025-04-20"}), QByteArray("a, oauth-2025-04-20"));
        QCOMPARE(claude::betaWithOAuth({"a", "oauth-2025-04-20"}), QByteArray("a,oauth-2025-04-20"));
    }

    void readsTheSession()
    {
        QCOMPARE(claude::sessionOfUserId(u"user_ab_account_cd_session_11-22"_s), QByteArray("11-22"));
        QCOMPARE(claude::sessionOfUserId(u"user_a_session_b_account__session_c"_s), QByteArray("c"));
        QCOMPARE(claude::sessionOfUserId(u"{\"session_id\":\"s1\"}"_s), QByteArray("s1"));
        QCOMPARE(sessionOfBody("\"{\\\"device_id\\\":\\\"d\\\",\\\"account_uuid\\\":\\\"\\\",\\\"session_"
                               "id\\\":\\\"s2\\\"}\""),
                 QByteArray("s2"));
    }

    void anythingElseIsNoSession()
    {
        for (const auto *text :
             {"\"someone\"", "\"\"", "1", "null", "{\"session_id\":\"s\"}", "\"{\"", "\"{}\"",
              "\"{\\\"session_id\\\":5}\"", "\"user_a\"", "\"user_a_session_\"",
              "\"{\\\"session_id\\\":\\\"a\\\\u0001b\\\"}\"", "\"user_a_session_\\u00e9\""})
            QVERIFY2(sessionOfBody(text).isEmpty(), text);
        QVERIFY(sessionOfBody("\"user_a_session_" + QByteArray(257, 'x') + '"').isEmpty());
        QCOMPARE(sessionOfBody("\"user_a_session_" + QByteArray(256, 'x') + '"').size(), 256);
        for (const auto *body :
             {"", "[]", "{", "null", "{\"metadata\":[]}", "{\"metadata\":{\"user_id\":{}}}"})
            QCOMPARE(claude::traits(request("/v1/messages"), body), RequestTraits{});
    }

    void prefersTheHeader()
    {
        const QByteArray body = "{\"metadata\":{\"user_id\":\"user_a_session_b\"},\"model\":\"m\"}";
        const auto session = [&](const QByteArray &target, const http::Headers &headers) {
            return claude::traits(request(target, headers), body).sessionId;
        };
        QCOMPARE(session("/claude/v1/messages?beta=true", {{"x-claude-code-session-id", "h"}}),
                 QByteArray("h"));
        QCOMPARE(session("/v1/messages", {{"x-claude-code-session-id", " "}}), QByteArray("b"));
        QCOMPARE(session("/v1/messages/count_tokens", {}), QByteArray());
        QCOMPARE(session("/v1/messages/count_tokens", {{"X-Claude-Code-Session-Id", "h"}}), QByteArray("h"));
    }

    void readsTheModel()
    {
        const auto plain =
            claude::traits(request("/v1/messages/count_tokens"), "{\"model\":\"claude-opus-5-5\"}");
        QCOMPARE(plain.model, u"claude-opus-5-5"_s);
        const auto endless = "{\"model\":\"" + QByteArray(1'000'000, 'x') + "\"}";
        QCOMPARE(claude::traits(request("/v1/messages"), endless), RequestTraits{});
    }
};

QTEST_APPLESS_MAIN(TestClaudeRequest)
#include "tst_claude_request.moc"
