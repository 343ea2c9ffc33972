// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_oauth.h"
#include "tests/unit/providers/captured.h"
#include "tests/unit/providers/fake_jwt.h"

#include <QtCore/QDir>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr auto now = fromUnixMilliseconds(1'793'000'000'000); // 2026-10-26 07:33:20 UTC

QByteArray jwtOf(const QByteArray &account)
{
    return fakeJwt("{\"exp\":1793864000,\"https://api.openai.com/auth\":{\"chatgpt_account_id\":\"" + account
                   + "\",\"chatgpt_plan_type\":\"pro\"}}");
}

TokenSet storedTokens()
{
    return {.accessToken = Secret(jwtOf("a")),
            .refreshToken = Secret("fake-refresh-token"),
            .idToken = Secret("fake-id-token"),
            .expiresAt = now,
            .refreshedAt = now - 24h * 9,
            .accountId = u"a"_s,
            .requestHeaders = {{"ChatGPT-Account-Id", "a"}},
            .plan = u"plus"_s};
}

http::Reply answer(int status, const QByteArray &body, const http::Headers &headers = {})
{
    return {.head = {.status = status, .headers = headers}, .body = body};
}

} // namespace

class TestCodexOAuth : public QObject
{
    Q_OBJECT

private slots:
    void isDueFiveMinutesAhead()
    {
        const CodexOAuthProfile profile;
        auto tokens = storedTokens();
        const auto dueWith = [&](std::optional<SystemTime> expiry, std::optional<SystemTime> refreshed) {
            tokens.expiresAt = expiry;
            tokens.refreshedAt = refreshed;
            return profile.isRefreshDue(tokens, now);
        };
        QVERIFY(dueWith(now + 300s, {}));
        QVERIFY(!dueWith(now + 301s, {}));
        QVERIFY(!dueWith(now + 301s, now - 24h * 9)); // the expiry knows better than the age
        QVERIFY(dueWith({}, now - 24h * 8));
        QVERIFY(!dueWith({}, now - 24h * 8 + 1s));
        QVERIFY(!dueWith({}, {}));
        tokens = storedTokens();
        tokens.refreshToken = {};
        QVERIFY(!profile.isRefreshDue(tokens, now));
    }

    void leavesKeysAlone()
    {
        const CodexOAuthProfile profile;
        auto key = storedTokens();
        key.kind = LoginKind::ApiKey;
        QVERIFY(!profile.canRefresh(key));
        QVERIFY(!profile.isRefreshDue(key, now));
        QVERIFY(!profile.canPollUsage(key));
        QVERIFY(profile.canRefresh(storedTokens()));
        QVERIFY(profile.canPollUsage(storedTokens()));
    }

    void asksForARefresh()
    {
        const auto request = CodexOAuthProfile().refreshRequest(storedTokens());
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.endpoint, Endpoint::ofUrl(QUrl(u"https://auth.openai.com"_s)));
        QCOMPARE(request.target, QByteArray("/oauth/token"));
        QVERIFY(!request.headers.contains("authorization"));
        QCOMPARE(request.headers.value("content-type").toByteArray(), QByteArray("application/json"));
        QCOMPARE(request.headers.value("user-agent").toByteArray(), QByteArray("sluice/" SLUICE_VERSION));
        const QJsonObject expected{{u"grant_type"_s, u"refresh_token"_s},
                                   {u"refresh_token"_s, u"fake-refresh-token"_s},
                                   {u"client_id"_s, u"app_EMoamEEZ73f0CkXaXp7hrann"_s}};
        QCOMPARE(QJsonDocument::fromJson(request.body).object(), expected);
    }

    void asksForUsage()
    {
        const auto request = CodexOAuthProfile().usageRequest(storedTokens());
        QCOMPARE(request.method, QByteArray("GET"));
        QCOMPARE(request.endpoint, Endpoint::ofUrl(QUrl(u"https://chatgpt.com"_s)));
        QCOMPARE(request.target, QByteArray("/backend-api/wham/usage"));
        QCOMPARE(request.headers.value("authorization").toByteArray(), "Bearer " + jwtOf("a"));
        QCOMPARE(request.headers.value("chatgpt-account-id").toByteArray(), QByteArray("a"));
        QVERIFY(!CodexOAuthProfile().profileRequest(storedTokens()));
    }

    void heedsSettings()
    {
        ProviderSettings settings;
        settings.urls = {{u"chatgpt_url"_s, u"http://127.0.0.1:9001/base/"_s},
                         {u"oauth_token_url"_s, u"http://127.0.0.1:9002/token"_s}};
        settings.userAgent = u"mine/1"_s;
        settings.caFile = u"/ca.pem"_s;
        const CodexOAuthProfile profile(settings);
        const auto refresh = profile.refreshRequest(storedTokens());
        QCOMPARE(refresh.endpoint.port, 9002);
        QCOMPARE(refresh.endpoint.caFile, u"/ca.pem"_s);
        QCOMPARE(refresh.target, QByteArray("/token"));
        const auto usage = profile.usageRequest(storedTokens());
        QCOMPARE(usage.endpoint.port, 9001);
        QCOMPARE(usage.endpoint.caFile, u"/ca.pem"_s);
        QCOMPARE(usage.target, QByteArray("/base/wham/usage"));
        QCOMPARE(usage.headers.value("user-agent").toByteArray(), QByteArray("mine/1"));
    }

    void takesNewTokens()
    {
        const auto body = "{\"id_token\":\"fake-id-token-2\",\"access_token\":\"" + jwtOf("a")
            + "\",\"refresh_token\":\"fake-refresh-token-2\",\"expires_in\":5}";
        const auto tokens = CodexOAuthProfile().parseRefresh(answer(200, body), storedTokens(), now);
        QVERIFY(tokens);
        QCOMPARE(tokens->accessToken.reveal(), jwtOf("a"));
        QCOMPARE(tokens->refreshToken.reveal(), QByteArray("fake-refresh-token-2"));
        QCOMPARE(tokens->idToken.reveal(), QByteArray("fake-id-token-2"));
        QCOMPARE(tokens->expiresAt, fromUnixMilliseconds(1'793'864'000'000));
        QCOMPARE(tokens->refreshedAt, now);
        QCOMPARE(tokens->plan, u"pro"_s);
        QCOMPARE(tokens->accountId, u"a"_s);
        QCOMPARE(tokens->requestHeaders, storedTokens().requestHeaders);
    }

    void keepsTokensThatAreNotRenewed()
    {
        const auto body = QByteArray("{\"access_token\":\"fake\",\"refresh_token\":\"\",\"id_token\":null}");
        const auto tokens = CodexOAuthProfile().parseRefresh(answer(200, body), storedTokens(), now);
        QVERIFY(tokens);
        QCOMPARE(tokens->refreshToken.reveal(), QByteArray("fake-refresh-token"));
        QCOMPARE(tokens->idToken.reveal(), QByteArray("fake-id-token"));
        QVERIFY(!tokens->expiresAt); // the new token does not say
        QCOMPARE(tokens->plan, u"plus"_s);
    }

    void refusesOtherAnswers()
    {
        const auto errorOf = [](const http::Reply &reply) {
            const auto tokens = CodexOAuthProfile().parseRefresh(reply, storedTokens(), now);
            return tokens ? ErrorCode::InvalidInput : tokens.error().code;
        };
        QVERIFY(errorOf(answer(200, "{}")) == ErrorCode::ProtocolViolation);
        QVERIFY(errorOf(answer(200, "no JSON")) == ErrorCode::ProtocolViolation);
        QVERIFY(errorOf(answer(200, "{\"access_token\":\"" + jwtOf("b") + "\"}"))
                == ErrorCode::ProtocolViolation);
        QVERIFY(errorOf(answer(200, "{\"access_token\":\"a\\nb\"}")) == ErrorCode::ProtocolViolation);
        QVERIFY(errorOf(answer(401, "")) == ErrorCode::SignInNeeded);
        QVERIFY(errorOf(answer(429, "")) == ErrorCode::RateLimited);
        QVERIFY(errorOf(answer(500, "")) == ErrorCode::ProtocolViolation);
    }

    void aChosenWorkspaceIsNoOtherAccount()
    {
        auto stored = storedTokens();
        stored.accountId = u"workspace"_s;
        const auto body = "{\"access_token\":\"" + jwtOf("a") + "\"}";
        const auto tokens = CodexOAuthProfile().parseRefresh(answer(200, body), stored, now);
        QVERIFY(tokens);
        QCOMPARE(tokens->accountId, u"workspace"_s);
    }

    void judgesFailures_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isFinal");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *name, int status, const QByteArray &body, bool isFinal,
                            const QString &detail) {
            QTest::newRow(name) << status << body << isFinal << u"the token endpoint answered "_s + detail;
        };
        row("reused", 401, "{\"error\":{\"message\":\"secret words\",\"code\":\"refresh_token_reused\"}}",
            true, u"401: refresh_token_reused (the login was renewed elsewhere)"_s);
        row("expired, large letters", 400, "{\"error\":{\"code\":\"REFRESH_TOKEN_EXPIRED\"}}", true,
            u"400: refresh_token_expired (the login has expired)"_s);
        row("error as text", 400, "{\"error\":\"refresh_token_invalidated\"}", true,
            u"400: refresh_token_invalidated (the login was ended elsewhere)"_s);
        row("code on top", 403, "{\"code\":\"invalid_grant\"}", true,
            u"403: invalid_grant (the login was ended elsewhere)"_s);
        row("any 401", 401, "<html>", true, u"401"_s);
        row("401 with another code", 401, "{\"error\":\"other\"}", true, u"401: other"_s);
        row("rate limit", 429, "", false, u"429"_s);
        row("server error", 503, "{\"error\":\"busy\"}", false, u"503: busy"_s);
        row("refused by something in between", 403, "<html>", false, u"403"_s);
        row("no name", 400, "{\"error\":\"Words that could be anything\"}", false, u"400"_s);
    }

    void judgesFailures()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const bool, isFinal);
        QFETCH(const QString, detail);
        const auto problem = CodexOAuthProfile().refreshFailure(answer(status, body), now);
        QCOMPARE(problem.kind == RefreshFailure::Kind::SignInNeeded, isFinal);
        QCOMPARE(problem.rateLimited, status == 429);
        QCOMPARE(problem.detail, detail);
    }

    void waitsAsLongAsItIsAsked()
    {
        const auto wait = [](const http::Headers &headers) {
            return CodexOAuthProfile().refreshFailure(answer(429, "", headers), now).retryAfter;
        };
        QCOMPARE(wait({{"retry-after", "17"}}), 17s);
        QVERIFY(!wait({}));
    }

    void locksAreThoseOfTheClient()
    {
        using Kind = LockSpec::Kind;
        const CodexOAuthProfile profile;
        const auto file = u"/nowhere/auth.json"_s;
        const QList<LockSpec> refresh{{.path = u"/nowhere/auth.lock"_s, .kind = Kind::Advisory}};
        const QList<LockSpec> write{{.path = u"/nowhere/auth.json.lock"_s, .kind = Kind::Advisory}};
        QCOMPARE(profile.refreshLocks(file), refresh);
        QCOMPARE(profile.writeLocks(file), write);
    }
};

QTEST_APPLESS_MAIN(TestCodexOAuth)
#include "tst_codex_oauth.moc"
