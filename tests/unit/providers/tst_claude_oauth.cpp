// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_account_answers.h"
#include "engine/providers/claude/claude_oauth.h"
#include "tests/unit/providers/captured.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr auto now = fromUnixMilliseconds(1'793'000'000'000); // 2026-10-26 07:33:20 UTC
using Kind = RefreshFailure::Kind;

TokenSet tokensWith(const QStringList &scopes)
{
    return {.accessToken = Secret("fake-access-token"),
            .refreshToken = Secret("fake-refresh-token"),
            .expiresAt = now,
            .scopes = scopes,
            .plan = u"max"_s,
            .tier = u"default_claude_max_5x"_s};
}

http::Reply answer(int status, const QByteArray &body, const http::Headers &headers = {})
{
    return {.head = {.status = status, .headers = headers}, .body = body};
}

QString scopeAskedFor(const QStringList &stored)
{
    const auto request = ClaudeOAuthProfile().refreshRequest(tokensWith(stored));
    return QJsonDocument::fromJson(request.body).object().value("scope"_L1).toString();
}

SystemTime timeOf(const QString &iso)
{
    return fromUnixMilliseconds(QDateTime::fromString(iso, Qt::ISODateWithMs).toMSecsSinceEpoch());
}

const auto allScopes =
    u"user:profile user:inference user:sessions:claude_code user:mcp_servers user:file_upload"_s;

} // namespace

class TestClaudeOAuth : public QObject
{
    Q_OBJECT

private slots:
    void isDueFiveMinutesAhead()
    {
        const ClaudeOAuthProfile profile;
        auto tokens = tokensWith({u"user:inference"_s});
        const auto dueWith = [&](std::optional<SystemTime> expiry) {
            tokens.expiresAt = expiry;
            return profile.isRefreshDue(tokens, now);
        };
        QVERIFY(dueWith(now + 299s));
        QVERIFY(dueWith(now + 300s));
        QVERIFY(!dueWith(now + 301s));
        QVERIFY(dueWith(now - 1h));
        QVERIFY(!dueWith({}));
    }

    void needsScopeAndTokenToRefresh()
    {
        const ClaudeOAuthProfile profile;
        QVERIFY(profile.canRefresh(tokensWith({u"user:inference"_s})));
        QVERIFY(!profile.canRefresh(tokensWith({u"user:profile"_s})));
        QVERIFY(!profile.isRefreshDue(tokensWith({u"user:profile"_s}), now));
        auto setUp = tokensWith({u"user:inference"_s});
        setUp.refreshToken = {};
        QVERIFY(!profile.canRefresh(setUp));
        QVERIFY(!profile.canPollUsage(setUp));
        QVERIFY(profile.canPollUsage(tokensWith({u"user:profile"_s})));
    }

    void asksForARefresh()
    {
        const auto request = ClaudeOAuthProfile().refreshRequest(tokensWith({u"user:inference"_s}));
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.endpoint, Endpoint::ofUrl(QUrl(u"https://platform.claude.com"_s)));
        QCOMPARE(request.target, QByteArray("/v1/oauth/token"));
        QVERIFY(!request.headers.contains("authorization"));
        QVERIFY(!request.headers.contains("anthropic-beta"));
        QCOMPARE(request.headers.value("content-type").toByteArray(), QByteArray("application/json"));
        QCOMPARE(request.headers.value("user-agent").toByteArray(), QByteArray("sluice/" SLUICE_VERSION));
        const QJsonObject expected{{u"grant_type"_s, u"refresh_token"_s},
                                   {u"refresh_token"_s, u"fake-refresh-token"_s},
                                   {u"client_id"_s, u"9d1c250a-e61b-44d9-88ed-5944d1962f5e"_s},
                                   {u"scope"_s, allScopes}};
        QCOMPARE(QJsonDocument::fromJson(request.body).object(), expected);
    }

    void choosesTheScope()
    {
        QCOMPARE(scopeAskedFor({}), allScopes);
        QCOMPARE(scopeAskedFor({u"x"_s, u"user:inference"_s}), allScopes);
        QCOMPARE(scopeAskedFor({u"user:profile"_s}), u"user:profile"_s);
        QCOMPARE(scopeAskedFor({u"user:profile"_s, u"x"_s}), u"user:profile x"_s);
        QCOMPARE(scopeAskedFor({u"user:inference"_s, u"user:plugins"_s}), allScopes + u" user:plugins"_s);
    }

    void heedsSettings()
    {
        ProviderSettings settings;
        settings.urls = {{u"api_url"_s, u"http://127.0.0.1:9001"_s},
                         {u"oauth_token_url"_s, u"http://127.0.0.1:9002/token"_s}};
        settings.userAgent = u"mine/1"_s;
        settings.usageUserAgent = u"mine/2"_s;
        settings.caFile = u"/ca.pem"_s;
        const ClaudeOAuthProfile profile(settings);
        const auto tokens = tokensWith({u"user:inference"_s});
        QCOMPARE(profile.refreshRequest(tokens).endpoint.port, quint16(9002));
        QCOMPARE(profile.refreshRequest(tokens).endpoint.caFile, u"/ca.pem"_s);
        QCOMPARE(profile.refreshRequest(tokens).target, QByteArray("/token"));
        QCOMPARE(profile.refreshRequest(tokens).headers.value("user-agent").toByteArray(),
                 QByteArray("mine/1"));
        QCOMPARE(profile.usageRequest(tokens).endpoint.port, quint16(9001));
        QCOMPARE(profile.usageRequest(tokens).headers.value("user-agent").toByteArray(),
                 QByteArray("mine/2"));
        QCOMPARE(profile.profileRequest(tokens)->headers.value("user-agent").toByteArray(),
                 QByteArray("mine/1"));
    }

    void readsARefresh()
    {
        const auto old = tokensWith({u"user:inference"_s});
        const auto tokens =
            ClaudeOAuthProfile().parseRefresh(answer(200, captured(u"claude/refresh.json"_s)), old, now);
        QVERIFY(tokens);
        QCOMPARE(tokens->accessToken.reveal(), QByteArray("fake-access-token-2"));
        QCOMPARE(tokens->refreshToken.reveal(), QByteArray("fake-refresh-token-2"));
        QCOMPARE(tokens->expiresAt, now + 28800s);
        QCOMPARE(tokens->scopes.size(), 5);
        QCOMPARE(tokens->plan, old.plan);
        QCOMPARE(tokens->tier, old.tier);
    }

    void keepsWhatARefreshDoesNotSay()
    {
        const auto old = tokensWith({u"user:inference"_s});
        const auto read = [&](const QByteArray &body) {
            return ClaudeOAuthProfile().parseRefresh(answer(200, body), old, now);
        };
        const auto bare = read(R"({"access_token":"a"})");
        QVERIFY(bare);
        QCOMPARE(bare->refreshToken, old.refreshToken);
        QCOMPARE(bare->expiresAt, now + 1h);
        QCOMPARE(bare->scopes, old.scopes);
        const auto empty = read(R"({"access_token":"a","refresh_token":"","scope":"","expires_in":0})");
        QCOMPARE(empty->refreshToken, old.refreshToken);
        QCOMPARE(empty->scopes, QStringList());
        QCOMPARE(empty->expiresAt, now + 1h);
        QCOMPARE(read(R"({"access_token":"a","scope":"  b \t c\n"})")->scopes, (QStringList{u"b"_s, u"c"_s}));
        for (const auto *body : {"", "{}", "[]", "{\"access_token\":\"\"}", "{\"access_token\":5}", "<html>",
                                 "{\"access_token\":\"a\\r\\nb: c\"}", "{\"access_token\":\"a b\"}"})
            QCOMPARE(read(body).error().code, ErrorCode::ProtocolViolation);
    }

    void judgesFailures_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char *name, int status, const QByteArray &body, Kind kind, ErrorCode code) {
            QTest::newRow(name) << status << body << kind << code;
        };
        row("invalid grant", 400, R"({"error":"invalid_grant","error_description":"x"})", Kind::SignInNeeded,
            ErrorCode::SignInNeeded);
        row("invalid grant, 401", 401, R"({"error":"invalid_grant"})", Kind::SignInNeeded,
            ErrorCode::SignInNeeded);
        row("invalid grant, Anthropic's shape", 400, R"({"type":"error","error":{"type":"invalid_grant"}})",
            Kind::SignInNeeded, ErrorCode::SignInNeeded);
        row("used up", 404, R"({"type":"error","error":{"type":"not_found_error","message":"x"}})",
            Kind::SignInNeeded, ErrorCode::SignInNeeded);
        row("forbidden", 403, R"({"type":"error","error":{"type":"permission_error"}})", Kind::SignInNeeded,
            ErrorCode::SignInNeeded);
        row("forbidden on the way", 403, "<html>", Kind::RetryLater, ErrorCode::ProtocolViolation);
        row("no such page", 404, "<html>", Kind::RetryLater, ErrorCode::ProtocolViolation);
        row("other 400", 400, R"({"error":"invalid_request"})", Kind::RetryLater,
            ErrorCode::ProtocolViolation);
        row("401", 401, "", Kind::RetryLater, ErrorCode::ProtocolViolation);
        row("429", 429, "", Kind::RetryLater, ErrorCode::RateLimited);
        row("500", 500, R"({"error":"invalid_grant"})", Kind::RetryLater, ErrorCode::ProtocolViolation);
        row("redirect", 302, "", Kind::RetryLater, ErrorCode::ProtocolViolation);
    }

    void judgesFailures()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        const ClaudeOAuthProfile profile;
        const auto problem = profile.refreshFailure(answer(status, body), now);
        QTEST(problem.kind, "kind");
        QCOMPARE(problem.rateLimited, status == 429);
        QVERIFY(!problem.retryAfter);
        QVERIFY(problem.detail.contains(QString::number(status)));
        QTEST(profile.parseRefresh(answer(status, body), {}, now).error().code, "code");
    }

    void heedsTheWait()
    {
        const auto wait = [](const http::Headers &headers) {
            return ClaudeOAuthProfile().refreshFailure(answer(429, "", headers), now).retryAfter;
        };
        QCOMPARE(wait({{"Retry-After", "1600"}}), 1600s);
        QCOMPARE(wait({{"Retry-After", "Mon, 26 Oct 2026 07:34:20 GMT"}}), 1min);
        QCOMPARE(wait({{"Retry-After-Ms", "2500"}, {"Retry-After", "9"}}), 2500ms);
        QCOMPARE(wait({{"Retry-After", "0"}}), std::nullopt);
    }

    void errorsQuoteNoSecret()
    {
        const auto problem =
            ClaudeOAuthProfile().refreshFailure(answer(400, R"({"error":"fake-Refresh token"})"), now);
        QVERIFY(!problem.detail.contains(u"fake"_s));
    }

    void namesTheLocks()
    {
        QTemporaryDir home;
        const auto real = QFileInfo(home.path()).canonicalFilePath();
        QVERIFY(QDir(real).mkdir(u"real"_s));
        QVERIFY(QFile::link(real + u"/real"_s, real + u"/.claude"_s));
        const auto file = real + u"/.claude/.credentials.json"_s;
        const ClaudeOAuthProfile profile;
        const QList<LockSpec> refresh{{real + u"/.claude/.oauth_refresh.lock"_s, 60s},
                                      {real + u"/real.lock"_s, 60s}};
        QCOMPARE(profile.refreshLocks(file), refresh);
        const QList<LockSpec> write{{real + u"/.claude/.storage-write.lock"_s, 15s}};
        QCOMPARE(profile.writeLocks(file), write);
        QCOMPARE(profile.refreshLocks(u"/nowhere/x/.credentials.json"_s).at(1).path, u"/nowhere/x.lock"_s);
    }

    void asksForUsageAndProfile()
    {
        const ClaudeOAuthProfile profile;
        const auto usage = profile.usageRequest(tokensWith({}));
        QCOMPARE(usage.method, QByteArray("GET"));
        QCOMPARE(usage.target, QByteArray("/api/oauth/usage"));
        QCOMPARE(usage.endpoint.host, u"api.anthropic.com"_s);
        QCOMPARE(usage.headers.value("authorization").toByteArray(), QByteArray("Bearer fake-access-token"));
        QCOMPARE(usage.headers.value("anthropic-beta").toByteArray(), QByteArray("oauth-2025-04-20"));
        const auto identity = profile.profileRequest(tokensWith({}));
        QCOMPARE(identity->target, QByteArray("/api/oauth/profile"));
        QVERIFY(!identity->headers.contains("anthropic-beta"));
    }

    void readsUsage()
    {
        const auto answered =
            ClaudeOAuthProfile().parseUsage(answer(200, captured(u"claude/usage.json"_s)), now);
        QVERIFY(answered);
        const auto &report = answered->limits;
        const auto weeklyReset = timeOf(u"2026-10-16T09:00:00.283Z"_s);
        const QList<RateLimitWindow> windows{
            {WindowKind::FiveHour, 37_pct, timeOf(u"2026-10-12T14:30:00.283Z"_s), now},
            {WindowKind::Weekly, Percent{61.5}, weeklyReset, now},
        };
        QCOMPARE(report.windows.size(), windows.size());
        for (qsizetype i = 0; i < windows.size(); ++i) {
            QCOMPARE(report.windows.at(i).utilization, windows.at(i).utilization);
            QVERIFY(std::chrono::abs(*report.windows.at(i).resetsAt - *windows.at(i).resetsAt) <= 1ms);
        }
        QCOMPARE(report.scoped.size(), 2);
        QCOMPARE(report.scoped.at(0).scope, u"Fable"_s);
        QCOMPARE(report.scoped.at(0).utilization, 5_pct);
        QCOMPARE(report.scoped.at(1).scope, u"Sonnet"_s);
    }

    void readsPartialUsage()
    {
        const auto read = [](const QByteArray &body) { return claude::parseUsage(answer(200, body), now); };
        const auto idle = read(R"({"five_hour":{"utilization":0,"resets_at":null},"seven_day":null})");
        const QList<RateLimitWindow> expected{{WindowKind::FiveHour, 0_pct, {}, now}};
        QCOMPARE(idle->windows, expected);
        const auto listed =
            read(R"({"limits":[{"kind":"session","percent":5},{"kind":"weekly_all","percent":6}]})");
        QCOMPARE(listed->windows.size(), 2);
        QCOMPARE(listed->windows.at(1).utilization, 6_pct);
        QVERIFY(read("{}")->isEmpty());
        QVERIFY(read(R"({"five_hour":"x","limits":{"a":1},"seven_day":{"utilization":"5"}})")->isEmpty());
        QCOMPARE(read("[]").error().code, ErrorCode::ProtocolViolation);
        QCOMPARE(read("<html>").error().code, ErrorCode::ProtocolViolation);
        QCOMPARE(claude::parseUsage(answer(429, ""), now).error().code, ErrorCode::RateLimited);
        QCOMPARE(claude::parseUsage(answer(401, ""), now).error().code, ErrorCode::SignInNeeded);
        QCOMPARE(claude::parseUsage(answer(403, "OAuth token has been revoked"), now).error().code,
                 ErrorCode::SignInNeeded);
        QCOMPARE(claude::parseUsage(answer(403, "scope"), now).error().code, ErrorCode::ProtocolViolation);
    }

    void readsTheProfile()
    {
        const auto identity =
            ClaudeOAuthProfile().parseProfile(answer(200, captured(u"claude/profile.json"_s)));
        const AccountIdentity expected{.owner = {.accountId = u"11111111-2222-4333-8444-555555555555"_s,
                                                 .organizationId = u"66666666-7777-4888-8999-000000000000"_s,
                                                 .email = u"user@example.com"_s},
                                       .plan = u"max"_s,
                                       .tier = u"default_claude_max_20x"_s};
        QCOMPARE(identity, Result<AccountIdentity>(expected));
        QVERIFY(!claude::parseProfile(answer(200, R"({"account":{"uuid":"u"}})")));
        QVERIFY(!claude::parseProfile(answer(500, "")));
    }

    void namesThePlanOfAProfile()
    {
        const auto planOf = [](const QByteArray &account, const QByteArray &type) {
            const auto body = "{\"account\":{" + account
                + "},\"organization\":{\"uuid\":\"o\",\"organization_type\":\"" + type + "\"}}";
            return claude::parseProfile(answer(200, body)).value_or({}).plan;
        };
        QCOMPARE(planOf("\"has_claude_max\":true", "claude_team"), u"team"_s);
        QCOMPARE(planOf("", "claude_enterprise"), u"enterprise"_s);
        QCOMPARE(planOf("", "claude_pro"), u"pro"_s);
        QCOMPARE(planOf("\"has_claude_max\":true", "new_kind"), u"max"_s);
        QCOMPARE(planOf("\"has_claude_pro\":true", "new_kind"), u"pro"_s);
        QCOMPARE(planOf("", "new_kind"), QString());
    }

    void weighsPlans_data()
    {
        QTest::addColumn<QString>("plan");
        QTest::addColumn<QString>("tier");
        QTest::addColumn<double>("weight");
        QTest::addColumn<QString>("name");
        QTest::newRow("max 20x") << u"max"_s << u"default_claude_max_20x"_s << 10.0 << u"Max 20x"_s;
        QTest::newRow("max 5x") << u"max"_s << u"default_claude_max_5x"_s << 5.0 << u"Max 5x"_s;
        QTest::newRow("max") << u"max"_s << QString() << 5.0 << u"Max"_s;
        QTest::newRow("team 5x") << u"team"_s << u"default_claude_max_5x"_s << 5.0 << u"Team"_s;
        QTest::newRow("team") << u"team"_s << u"default_claude_team_5x"_s << 1.0 << u"Team"_s;
        QTest::newRow("pro") << u"pro"_s << u"default_claude_ai"_s << 1.0 << u"Pro"_s;
        QTest::newRow("enterprise") << u"enterprise"_s << QString() << 1.0 << u"Enterprise"_s;
        QTest::newRow("unknown") << QString() << u"default_claude_max_20x"_s << 1.0 << QString();
    }

    void weighsPlans()
    {
        QFETCH(const QString, plan);
        QFETCH(const QString, tier);
        QTEST(claude::planWeight(plan, tier), "weight");
        QTEST(claude::planName(plan, tier), "name");
    }
};

QTEST_APPLESS_MAIN(TestClaudeOAuth)
#include "tst_claude_oauth.moc"
