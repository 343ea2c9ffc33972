// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_limits.h"
#include "tests/unit/providers/captured.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr auto now = fromUnixMilliseconds(1'793'000'000'000); // 2026-10-26 07:33:20 UTC
constexpr auto fiveHourReset = fromUnixMilliseconds(1'793'005'400'000);
constexpr auto weeklyReset = fromUnixMilliseconds(1'793'345'600'000);
constexpr auto sparkReset = fromUnixMilliseconds(1'793'018'000'000);

const QList<RateLimitWindow> capturedWindows{{WindowKind::FiveHour, 38_pct, fiveHourReset, now},
                                             {WindowKind::Weekly, 61_pct, weeklyReset, now}};

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

//! `primary-x` stands for `x-codex-primary-x`.
http::Headers limits(const QList<std::pair<QByteArray, QByteArray>> &fields)
{
    http::Headers headers;
    for (const auto &[name, value] : fields)
        headers.append("x-codex-" + name, value);
    return headers;
}

QByteArray kindName(RefusalKind kind)
{
    static constexpr const char *names[] = {"None",           "AccountLimit",    "ModelLimit",
                                            "Throttle",       "RequestProperty", "Unauthorized",
                                            "AccountBlocked", "ForeignContent"};
    return names[static_cast<std::size_t>(kind)];
}

} // namespace

Q_DECLARE_METATYPE(sluice::http::Headers)
Q_DECLARE_METATYPE(sluice::Refusal)
Q_DECLARE_METATYPE(sluice::RefusalKind)
Q_DECLARE_METATYPE(sluice::WindowKind)

class TestCodexLimits : public QObject
{
    Q_OBJECT

private slots:
    void readsWindowsOfAnAnswer()
    {
        const auto report = codex::rateLimits(capturedReply(u"codex/answer.http"_s).head.headers, now);
        QCOMPARE(report.windows, capturedWindows);
        const QList<ScopedWindow> scoped{
            {u"GPT-5.3-Codex-Spark"_s, WindowKind::FiveHour, Percent{4.5}, sparkReset}};
        QCOMPARE(report.scoped, scoped);
        QVERIFY(!report.allowed);
    }

    void tellsWindowsByTheirLength_data()
    {
        QTest::addColumn<QByteArray>("minutes");
        QTest::addColumn<bool>("isPrimary");
        QTest::addColumn<WindowKind>("kind");
        using enum WindowKind;
        QTest::newRow("five hours") << QByteArray("300") << true << FiveHour;
        QTest::newRow("five hours, second") << QByteArray("300") << false << FiveHour;
        QTest::newRow("a week, first") << QByteArray("10080") << true << Weekly;
        QTest::newRow("a week") << QByteArray("10080") << false << Weekly;
        QTest::newRow("a day") << QByteArray("1440") << false << FiveHour;
        QTest::newRow("over a day") << QByteArray("1441") << true << Weekly;
        QTest::newRow("unknown, first") << QByteArray() << true << FiveHour;
        QTest::newRow("unknown, second") << QByteArray() << false << Weekly;
        QTest::newRow("zero, second") << QByteArray("0") << false << Weekly;
        QTest::newRow("no number, second") << QByteArray("nan") << false << Weekly;
    }

    void tellsWindowsByTheirLength()
    {
        QFETCH(const QByteArray, minutes);
        QFETCH(const bool, isPrimary);
        QFETCH(const WindowKind, kind);
        const QByteArray position = isPrimary ? "primary-" : "secondary-";
        auto headers = limits({{position + "used-percent", "12"}, {position + "reset-at", "1793005400"}});
        if (!minutes.isEmpty())
            headers.append("X-Codex-" + position + "Window-Minutes", minutes);
        const QList<RateLimitWindow> expected{{kind, 12_pct, fiveHourReset, now}};
        QCOMPARE(codex::rateLimits(headers, now).windows, expected);
    }

    void theFullerOfTwoOfAKindCounts()
    {
        const auto report = codex::rateLimits(limits({{"primary-used-percent", "10"},
                                                      {"primary-window-minutes", "300"},
                                                      {"secondary-used-percent", "70"},
                                                      {"secondary-window-minutes", "1440"}}),
                                              now);
        const QList<RateLimitWindow> expected{{WindowKind::FiveHour, 70_pct, {}, now}};
        QCOMPARE(report.windows, expected);
    }

    void saysNothingOfAnAbsentWindow()
    {
        const auto isEmpty = [](const QList<std::pair<QByteArray, QByteArray>> &fields) {
            return codex::rateLimits(limits(fields), now).isEmpty();
        };
        QVERIFY(isEmpty({}));
        QVERIFY(isEmpty({{"primary-over-secondary-limit-percent", "40"}}));
        QVERIFY(isEmpty({{"primary-used-percent", "0"}, {"primary-window-minutes", "0"}}));
        QVERIFY(isEmpty({{"secondary-window-minutes", "10080"}}));
        for (const auto *text : {"", "nan", "inf", "-1", "1e999", "38 %"})
            QVERIFY2(isEmpty({{"primary-used-percent", text}}), text);
        for (const auto *text : {"", "0", "nan", "-5", "1e300", "soon"})
            QVERIFY2(isEmpty({{"primary-reset-at", text}}), text);
    }

    void zeroOfAWindowCounts()
    {
        const auto report = codex::rateLimits(
            limits({{"primary-used-percent", "0"}, {"primary-window-minutes", "300"}}), now);
        const QList<RateLimitWindow> expected{{WindowKind::FiveHour, 0_pct, {}, now}};
        QCOMPARE(report.windows, expected);
    }

    void takesTheTimeToTheReset()
    {
        const auto report = codex::rateLimits(
            limits({{"primary-reset-after-seconds", "60.5"}, {"primary-reset-at", ""}}), now);
        QCOMPARE(report.windows.first().resetsAt, now + 60500ms);
        const auto both = codex::rateLimits(
            limits({{"primary-reset-after-seconds", "60"}, {"primary-reset-at", "1793005400"}}), now);
        QCOMPARE(both.windows.first().resetsAt, fiveHourReset);
    }

    void keepsLimitsApart()
    {
        http::Headers headers;
        headers.append("X-Codex-Other_One-Primary-Used-Percent", "40");
        for (int i = 0; i < 100; ++i)
            headers.append("x-limit-" + QByteArray::number(i) + "-secondary-used-percent", "1");
        const auto report = codex::rateLimits(headers, now);
        QVERIFY(report.windows.isEmpty());
        QCOMPARE(report.scoped.size(), 16);
        QCOMPARE(report.scoped.first().scope, u"codex_other_one"_s);
    }

    void readsEvents()
    {
        const auto event = objectOf(captured(u"codex/limits_event.json"_s));
        QCOMPARE(codex::rateLimitsOfEvent(event, now).windows, capturedWindows);

        auto other = event;
        other.insert(u"metered_limit_name"_s, u"codex_bengalfox"_s);
        auto report = codex::rateLimitsOfEvent(other, now);
        QVERIFY(report.windows.isEmpty());
        QCOMPARE(report.scoped.size(), 2);
        QCOMPARE(report.scoped.first().scope, u"codex_bengalfox"_s);
        other.insert(u"limit_name"_s, u"Spark"_s);
        QCOMPARE(codex::rateLimitsOfEvent(other, now).scoped.first().scope, u"Spark"_s);

        auto unnamed = event;
        unnamed.remove(u"metered_limit_name"_s);
        QCOMPARE(codex::rateLimitsOfEvent(unnamed, now).windows, capturedWindows);
        QVERIFY(codex::rateLimitsOfEvent(objectOf("{\"rate_limits\":null}"), now).isEmpty());
        QVERIFY(codex::rateLimitsOfEvent(objectOf("{\"rate_limits\":{\"primary\":null}}"), now).isEmpty());
    }

    void readsHeadersOfAnEvent()
    {
        const auto headers = codex::headersOf(
            objectOf("{\"a\":\"x\",\"b\":1793005400,\"c\":true,\"d\":null,\"e\":38.5,\"f\":[1]}"));
        const http::Headers expected{{"a", "x"}, {"b", "1793005400"}, {"c", "true"}, {"e", "38.5"}};
        QCOMPARE(headers, expected);
    }

    // NOLINTNEXTLINE(readability-function-size): one row for each refusal
    void judgesRefusals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<http::Headers>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Refusal>("expected");
        using enum RefusalKind;
        using enum WindowKind;
        const auto row = [](const char *name, int status, const http::Headers &headers,
                            const QByteArray &body, const Refusal &expected) {
            QTest::newRow(name) << status << headers << body << expected;
        };
        const auto captive = [&](const char *name, const QString &file, const Refusal &expected) {
            const auto reply = capturedReply(file);
            row(name, reply.head.status, reply.head.headers, reply.body, expected);
        };
        const QByteArray reached = "{\"error\":{\"type\":\"usage_limit_reached\"}}";
        const auto full = limits({{"primary-used-percent", "100"},
                                  {"primary-window-minutes", "300"},
                                  {"primary-reset-at", "1793005400"},
                                  {"secondary-used-percent", "100"},
                                  {"secondary-window-minutes", "10080"},
                                  {"secondary-reset-at", "1793345600"}});
        const Refusal blocked{AccountBlocked, now + 30min, {}};

        captive("usage limit", u"codex/usage_limit.http"_s, {AccountLimit, fiveHourReset, FiveHour});
        captive("another limit", u"codex/model_limit.http"_s, {ModelLimit, sparkReset, {}});
        row("both windows full: the later reset", 429, full, reached, {AccountLimit, weeklyReset, Weekly});
        row("the body's time first", 429, full,
            "{\"error\":{\"code\":\"usage_limit_reached\",\"resets_at\":\"1793005400\"}}",
            {AccountLimit, fiveHourReset, FiveHour});
        row("a time gone by is none", 429, full,
            "{\"error\":{\"type\":\"usage_limit_reached\",\"resets_at\":1792999999}}",
            {AccountLimit, weeklyReset, Weekly});
        row("seconds from now", 429, {},
            "{\"error\":{\"type\":\"usage_limit_reached\",\"resets_in_seconds\":90}}",
            {AccountLimit, now + 90s, {}});
        row("days from now is weekly", 429, {},
            "{\"error\":{\"type\":\"usage_limit_reached\",\"resets_in_seconds\":200000}}",
            {AccountLimit, now + 200000s, Weekly});
        row("retry-after in seconds", 429, {{"retry-after", "77"}}, reached, {AccountLimit, now + 77s, {}});
        row("retry-after as a date", 429, {{"retry-after", "Mon, 26 Oct 2026 07:34:20 GMT"}}, reached,
            {AccountLimit, now + 60s, {}});
        row("no time at all", 429, {}, reached, {AccountLimit, {}, {}, true});
        row("not in the plan", 429, {}, "{\"error\":{\"type\":\"usage_not_included\"}}", blocked);
        row("no money", 429, {}, "{\"error\":{\"code\":\"insufficient_quota\"}}", blocked);
        row("burst", 429, full, "{\"error\":{\"type\":\"rate_limit_exceeded\"}}",
            {Throttle, now + 15s, {}, true});
        row("burst with a time", 429, {{"Retry-After", "3"}}, "", {Throttle, now + 3s, {}});
        row("no JSON", 429, {}, "\xff{", {Throttle, now + 15s, {}, true});
        row("token refused", 401, {}, "{\"error\":{\"code\":\"token_expired\"}}", {Unauthorized, {}, {}});
        row("payment required", 402, {}, "", blocked);
        row("workspace", 403, {}, "{\"detail\":{\"code\":\"deactivated_workspace\"}}", blocked);
        row("plan", 403, {}, "{\"error\":{\"message\":\"Your plan does not include Codex.\"}}", blocked);
        row("deactivated", 403, {}, "{\"detail\":\"Account deactivated\"}", blocked);
        row("another 403", 403, {}, "{\"error\":{\"message\":\"No explanation planned.\"}}", {});
        row("challenge page", 403, {}, "<html>workspace</html>", {});
        row("foreign reasoning", 400, {}, "{\"error\":{\"code\":\"invalid_encrypted_content\"}}",
            {ForeignContent, {}, {}});
        row("another 400", 400, {}, "{\"error\":{\"code\":\"context_length_exceeded\"}}", {});
        row("overloaded", 503, full, "{\"error\":{\"code\":\"server_is_overloaded\"}}", {});
        row("not found", 404, {}, reached, {});
        row("fine", 200, full, "", {});
    }

    void judgesRefusals()
    {
        QFETCH(const int, status);
        QFETCH(const http::Headers, headers);
        QFETCH(const QByteArray, body);
        QFETCH(const Refusal, expected);
        const auto seen = codex::refusal({.status = status, .headers = headers}, body, now);
        QCOMPARE(kindName(seen.kind), kindName(expected.kind));
        QCOMPARE(seen.window, expected.window);
        QCOMPARE(seen.until, expected.until);
        QCOMPARE(seen.saysLittle, expected.saysLittle);
    }

    void judgesErrorsInAStream_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<RefusalKind>("kind");
        using enum RefusalKind;
        QTest::newRow("limit") << QByteArray("{\"code\":\"usage_limit_reached\"}") << AccountLimit;
        QTest::newRow("plan") << QByteArray("{\"code\":\"usage_not_included\"}") << AccountBlocked;
        QTest::newRow("burst") << QByteArray("{\"code\":\"rate_limit_exceeded\"}") << Throttle;
        QTest::newRow("token") << QByteArray("{\"code\":\"token_revoked\"}") << Unauthorized;
        QTest::newRow("foreign") << QByteArray("{\"code\":\"invalid_encrypted_content\"}") << ForeignContent;
        QTest::newRow("overload") << QByteArray("{\"code\":\"server_is_overloaded\"}") << None;
        QTest::newRow("old socket") << QByteArray("{\"code\":\"websocket_connection_limit_reached\"}")
                                    << None;
        QTest::newRow("nothing") << QByteArray("{}") << None;
    }

    void judgesErrorsInAStream()
    {
        QFETCH(const QByteArray, error);
        QFETCH(const RefusalKind, kind);
        const auto seen = codex::refusalOfError(0, objectOf(error), {}, now);
        QCOMPARE(kindName(seen.kind), kindName(kind));
    }

    void judgesAnErrorEvent()
    {
        const auto event = objectOf(captured(u"codex/error_event.json"_s));
        const auto headers = codex::headersOf(event.value("headers"_L1).toObject());
        const auto seen = codex::refusalOfError(429, event.value("error"_L1).toObject(), headers, now);
        QCOMPARE(kindName(seen.kind), kindName(RefusalKind::AccountLimit));
        QCOMPARE(seen.until, fiveHourReset);
        QCOMPARE(seen.window, WindowKind::FiveHour);
        QCOMPARE(codex::rateLimits(headers, now).windows.size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestCodexLimits)
#include "tst_codex_limits.moc"
