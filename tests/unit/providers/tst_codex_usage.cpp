// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_account_answers.h"
#include "tests/unit/providers/captured.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr auto now = fromUnixMilliseconds(1'793'000'000'000); // 2026-10-26 07:33:20 UTC
constexpr auto fiveHourReset = fromUnixMilliseconds(1'793'005'400'000);
constexpr auto weeklyReset = fromUnixMilliseconds(1'793'345'600'000);

http::Reply answer(const QByteArray &body, int status = 200)
{
    return {.head = {.status = status}, .body = body};
}

//! `limit` is the value of `rate_limit`.
RateLimitReport reportOf(const QByteArray &limit)
{
    const auto usage = codex::parseUsage(answer("{\"rate_limit\":" + limit + "}"), now);
    return usage ? usage->limits : RateLimitReport();
}

} // namespace

Q_DECLARE_METATYPE(QList<sluice::RateLimitWindow>)

class TestCodexUsage : public QObject
{
    Q_OBJECT

private slots:
    void readsAnAnswer()
    {
        const auto usage = codex::parseUsage(answer(captured(u"codex/usage.json"_s)), now);
        QVERIFY(usage);
        const QList<RateLimitWindow> windows{{WindowKind::FiveHour, 37_pct, fiveHourReset, now},
                                             {WindowKind::Weekly, 61_pct, weeklyReset, now}};
        QCOMPARE(usage->limits.windows, windows);
        const QList<ScopedWindow> scoped{
            {u"GPT-5.3-Codex-Spark"_s, WindowKind::FiveHour, 4_pct, fromUnixMilliseconds(1'793'018'000'000)}};
        QCOMPARE(usage->limits.scoped, scoped);
        QCOMPARE(usage->limits.allowed, true);
        const AccountIdentity identity{.owner = {.accountId = u"0f1e2d3c-1111-4222-8333-444455556666"_s,
                                                 .userId = u"user-EXAMPLE"_s,
                                                 .email = u"user@example.com"_s},
                                       .plan = u"plus"_s};
        QCOMPARE(usage->identity, identity);
    }

    void readsEveryType_data()
    {
        QTest::addColumn<QByteArray>("limit");
        QTest::addColumn<QList<RateLimitWindow>>("windows");
        using enum WindowKind;
        const auto row = [](const char *name, const QByteArray &limit,
                            const QList<RateLimitWindow> &windows) {
            QTest::newRow(name) << limit << windows;
        };
        const RateLimitWindow weekly{Weekly, 61_pct, weeklyReset, now};
        row("null", "null", {});
        row("windows null", "{\"primary_window\":null,\"secondary_window\":null}", {});
        row("another type", "{\"primary_window\":[1],\"secondary_window\":\"x\"}", {});
        row("weekly alone, first",
            "{\"primary_window\":{\"used_percent\":61,\"limit_window_seconds\":604800,\"reset_at\":"
            "1793345600},"
            "\"secondary_window\":null}",
            {weekly});
        row("reversed",
            "{\"primary_window\":{\"used_percent\":61,\"limit_window_seconds\":604800,\"reset_at\":"
            "1793345600},"
            "\"secondary_window\":{\"used_percent\":5,\"limit_window_seconds\":18000}}",
            {weekly, {FiveHour, 5_pct, {}, now}});
        row("numbers as text",
            "{\"secondary_window\":{\"used_percent\":\"61\",\"limit_window_seconds\":\"604800\","
            "\"reset_at\":\"1793345600\"}}",
            {weekly});
        row("a little under a week",
            "{\"primary_window\":{\"used_percent\":1,\"limit_window_seconds\":604741}}",
            {{Weekly, 1_pct, {}, now}});
        row("no length: by position",
            "{\"primary_window\":{\"used_percent\":1.5},\"secondary_window\":{\"used_percent\":2}}",
            {{FiveHour, Percent{1.5}, {}, now}, {Weekly, 2_pct, {}, now}});
        row("seconds to the reset", "{\"primary_window\":{\"used_percent\":1,\"reset_after_seconds\":60}}",
            {{FiveHour, 1_pct, now + 60s, now}});
        row("reset alone", "{\"primary_window\":{\"used_percent\":null,\"reset_at\":1793005400}}",
            {{FiveHour, {}, fiveHourReset, now}});
        row("milliseconds", "{\"primary_window\":{\"used_percent\":1,\"reset_at\":1793005400000}}",
            {{FiveHour, 1_pct, fiveHourReset, now}});
        row("nonsense",
            "{\"primary_window\":{\"used_percent\":-1,\"limit_window_seconds\":18000,\"reset_at\":1e300}}",
            {});
    }

    void readsEveryType()
    {
        QFETCH(const QByteArray, limit);
        QFETCH(const QList<RateLimitWindow>, windows);
        QCOMPARE(reportOf(limit).windows, windows);
    }

    void saysWhetherRequestsPass()
    {
        QVERIFY(!reportOf("{}").allowed);
        QVERIFY(!reportOf("{\"allowed\":\"yes\"}").allowed);
        QCOMPARE(reportOf("{\"allowed\":true}").allowed, true);
        QCOMPARE(reportOf("{\"limit_reached\":false}").allowed, true);
        QCOMPARE(reportOf("{\"allowed\":false}").allowed, false);
        QCOMPARE(reportOf("{\"allowed\":true,\"limit_reached\":true}").allowed, false);
    }

    void namesFurtherLimits()
    {
        const auto usage = codex::parseUsage(
            answer("{\"additional_rate_limits\":[{\"limit_name\":null,\"metered_feature\":\"codex_x\","
                   "\"rate_limit\":{\"secondary_window\":{\"used_percent\":9}}},null,{\"rate_limit\":{}}]}"),
            now);
        QVERIFY(usage);
        const QList<ScopedWindow> scoped{{u"codex_x"_s, WindowKind::Weekly, 9_pct, {}}};
        QCOMPARE(usage->limits.scoped, scoped);
        QVERIFY(!usage->identity);
        QVERIFY(!usage->limits.allowed);
    }

    void judgesOtherAnswers()
    {
        const auto codeOf = [](const http::Reply &reply) {
            const auto usage = codex::parseUsage(reply, now);
            return usage ? ErrorCode::InvalidInput : usage.error().code;
        };
        QVERIFY(codeOf(answer("", 429)) == ErrorCode::RateLimited);
        QVERIFY(codeOf(answer("", 401)) == ErrorCode::SignInNeeded);
        QVERIFY(codeOf(answer("{}", 403)) == ErrorCode::ProtocolViolation);
        QVERIFY(codeOf(answer("{}", 500)) == ErrorCode::ProtocolViolation);
        QVERIFY(codeOf(answer("[]")) == ErrorCode::ProtocolViolation);
        QVERIFY(codeOf(answer("<html>")) == ErrorCode::ProtocolViolation);
    }

    void weighsPlans()
    {
        QCOMPARE(codex::planWeight(u"pro"_s), 10.0);
        for (const auto &plan : {u"prolite"_s, u"pro_lite"_s, u"pro-lite"_s, u"ProLite"_s})
            QCOMPARE(codex::planWeight(plan), 5.0);
        for (const auto &plan : {u"plus"_s, u"team"_s, u"enterprise"_s, u"someday"_s, QString()})
            QCOMPARE(codex::planWeight(plan), 1.0);
        QCOMPARE(codex::planName(u"plus"_s), u"Plus"_s);
        QCOMPARE(codex::planName(u"enterprise_cbp_usage_based"_s), u"Enterprise"_s);
        QCOMPARE(codex::planName(u"free_workspace"_s), u"Free"_s);
        QCOMPARE(codex::planName(u"someday"_s), QString());
    }
};

QTEST_APPLESS_MAIN(TestCodexUsage)
#include "tst_codex_usage.moc"
