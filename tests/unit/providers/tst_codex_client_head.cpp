// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_client_head.h"
#include "tests/unit/providers/captured.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr auto now = fromUnixMilliseconds(1'793'000'000'000); // 2026-10-26 07:33:20 UTC

http::ResponseHead forClient(http::ResponseHead response, const PoolStatus &pool)
{
    codex::PoolFields fields;
    http::removeHopByHop(response.headers); // as the gateway does
    return codex::forClient(std::move(response), pool, now, fields);
}

PoolStatus somePool()
{
    PoolStatus result;
    result.fiveHour = {WindowKind::FiveHour, Percent{13.727}, now + 1h};
    result.weekly = {WindowKind::Weekly, Percent{24.636}, now + 48h};
    result.weight = 11;
    return result;
}

PoolStatus limitedPool(milliseconds wait)
{
    auto result = somePool();
    result.isLimited = true;
    result.firstBackAt = now + wait;
    result.limitedBy = WindowKind::Weekly;
    return result;
}

const http::Headers someFields{
    {"x-codex-primary-used-percent", "13.73"},
    {"x-codex-primary-window-minutes", "300"},
    {"x-codex-primary-reset-at", "1793003600"},
    {"x-codex-secondary-used-percent", "24.64"},
    {"x-codex-secondary-window-minutes", "10080"},
    {"x-codex-secondary-reset-at", "1793172800"},
    {"X-OCM-Plan-Weight", "11"},
};

QJsonObject errorOf(const http::Reply &reply)
{
    return QJsonDocument::fromJson(reply.body).object().value("error"_L1).toObject();
}

QByteArray fieldOf(const http::Reply &reply, const char *name)
{
    return reply.head.headers.value(name).toByteArray();
}

} // namespace

class TestCodexClientHead : public QObject
{
    Q_OBJECT

private slots:
    void refusedLoginIsFinal()
    {
        QCOMPARE(forClient({.status = 401}, {}).headers.value("x-should-retry").toByteArray(),
                 QByteArray("false"));
        QVERIFY(!forClient({.status = 403}, {}).headers.contains("x-should-retry"));
    }

    void showsThePoolAndNoAccount()
    {
        const auto head = forClient(capturedReply(u"codex/answer.http"_s).head, somePool());
        http::Headers expected{
            {"content-type", "text/event-stream"}, {"x-codex-turn-state", "fake-turn-state"},
            {"x-models-etag", "\"fake-etag\""},    {"x-reasoning-included", "true"},
            {"openai-model", "gpt-5.4"},           {"openai-processing-ms", "512"},
            {"x-request-id", "req-0123"},
        };
        for (const auto &field : someFields.fields())
            expected.append(field.name, field.value);
        QCOMPARE(head.headers, expected);
    }

    void dropsWhatTellsOfAnAccount()
    {
        for (const auto *name : {"X-Codex-Active-Limit",
                                 "x-codex-plan-type",
                                 "x-codex-rate-limit-reached-type",
                                 "x-codex-rate-limit-reset-credits-available",
                                 "x-codex-promo-message",
                                 "x-codex-allowed",
                                 "x-codex-limit-reached",
                                 "x-codex-code-review-primary-used-percent",
                                 "x-codex-additional-limits",
                                 "X-Codex-Credits-Balance",
                                 "x-codex-bengalfox-limit-name",
                                 "x-any-secondary-reset-after-seconds",
                                 "x-codex-primary-over-secondary-limit-percent",
                                 "openai-organization",
                                 "OpenAI-Project",
                                 "set-cookie",
                                 "cf-ray",
                                 "via",
                                 "X-Ratelimit-Limit-Tokens",
                                 "x-ocm-plan-weight"}) {
            const auto head = forClient({.status = 500, .headers = {{name, "fake"}}}, {});
            QVERIFY2(head.headers.fields().isEmpty(), name);
        }
    }

    void knowsWhichAnswersCarryLimits()
    {
        QVERIFY(forClient({.status = 404}, somePool()).headers.fields().isEmpty());
        QCOMPARE(forClient({.status = 200}, somePool()).headers, someFields);
        QCOMPARE(forClient({.status = 101}, somePool()).headers, someFields);
        const http::ResponseHead failed{.status = 503, .headers = {{"x-codex-primary-used-percent", "99"}}};
        QCOMPARE(forClient(failed, somePool()).headers, someFields);
    }

    void makesNoNumbersUp()
    {
        PoolStatus unknown;
        unknown.fiveHour.utilization = 100_pct;
        unknown.weekly.utilization = 100_pct;
        QVERIFY(forClient({.status = 200}, unknown).headers.fields().isEmpty());
        auto pool = somePool();
        pool.weekly.resetsAt.reset();
        pool.fiveHour.resetsAt = now - 1s;
        const auto head = forClient({.status = 200}, pool);
        QVERIFY(!head.headers.contains("x-codex-secondary-reset-at"));
        QVERIFY(!head.headers.contains("x-codex-primary-reset-at"));
    }

    void remembersTheFieldsForASecond()
    {
        codex::PoolFields fields;
        const auto *first = fields.of(somePool(), now).fields().constData();
        QCOMPARE(fields.of(somePool(), now + 999ms).fields().constData(), first);
        auto pool = somePool();
        pool.weekly.utilization = 30_pct;
        QCOMPARE(fields.of(pool, now + 999ms).value("x-codex-secondary-used-percent").toByteArray(),
                 QByteArray("30.00"));
        QVERIFY(!fields.of(pool, now + 2h).contains("x-codex-primary-reset-at"));
    }

    void saysWhenTheFirstIsBack()
    {
        const auto reply = codex::limitedReply(limitedPool(3600500ms), now);
        QCOMPARE(reply.head.status, 429);
        QCOMPARE(fieldOf(reply, "retry-after"), QByteArray("3601"));
        QCOMPARE(fieldOf(reply, "x-should-retry"), QByteArray("false"));
        QCOMPARE(fieldOf(reply, "x-codex-primary-used-percent"), QByteArray("13.73"));
        QCOMPARE(fieldOf(reply, "x-codex-secondary-used-percent"), QByteArray("100.00"));
        QCOMPARE(fieldOf(reply, "x-codex-secondary-reset-at"), QByteArray("1793003601"));
        QVERIFY(!reply.head.headers.contains("x-codex-active-limit"));
        const QJsonObject expected{
            {u"type"_s, u"usage_limit_reached"_s},
            {u"message"_s, u"All accounts are limited. The first is back at 08:33 UTC (in 1 h 1 m)."_s},
            {u"code"_s, QJsonValue::Null},
            {u"param"_s, QJsonValue::Null},
            {u"resets_at"_s, 1'793'003'601},
            {u"resets_in_seconds"_s, 3601},
        };
        QCOMPARE(errorOf(reply), expected);
    }

    void saysNoTimeThatIsNotKnown()
    {
        for (const auto wait : {-1s, 0s}) {
            const auto reply = codex::limitedReply(limitedPool(wait), now);
            QVERIFY(!reply.head.headers.contains("retry-after"));
            QVERIFY(!errorOf(reply).contains("resets_at"_L1));
            QCOMPARE(errorOf(reply).value("type"_L1).toString(), u"usage_limit_reached"_s);
        }
        auto unknown = limitedPool(1h);
        unknown.weight = 0;
        QVERIFY(!codex::limitedReply(unknown, now).head.headers.contains("x-codex-secondary-used-percent"));
    }

    void answersFaults_data()
    {
        QTest::addColumn<GatewayFault>("fault");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("isFinal");
        using enum GatewayFault;
        const auto row = [](const char *name, GatewayFault fault, int status, const QString &type,
                            bool isFinal) { QTest::newRow(name) << fault << status << type << isFinal; };
        row("bad request", BadRequest, 400, u"invalid_request_error"_s, false);
        row("wrong key", Unauthorized, 401, u"authentication_error"_s, true);
        row("a web page", Forbidden, 403, u"permission_error"_s, true);
        row("not found", NotFound, 404, u"not_found_error"_s, false);
        row("method", NeverServed, 405, u"invalid_request_error"_s, false);
        row("too slow", TooSlow, 408, u"invalid_request_error"_s, false);
        row("foreign host", Misdirected, 421, u"invalid_request_error"_s, false);
        row("large body", BodyTooLarge, 413, u"invalid_request_error"_s, false);
        row("large head", HeadTooLarge, 431, u"invalid_request_error"_s, false);
        row("sign in: no 401", AllNeedSignIn, 400, u"authentication_error"_s, true);
        row("no accounts", NoAccounts, 503, u"server_error"_s, true);
        row("throttled", Throttled, 429, u"rate_limit_error"_s, false);
        row("upstream", UpstreamFailed, 502, u"server_error"_s, false);
    }

    void answersFaults()
    {
        QFETCH(const GatewayFault, fault);
        QFETCH(const int, status);
        QFETCH(const QString, type);
        QFETCH(const bool, isFinal);
        const auto reply = codex::faultReply(fault, "Sign in \"again\".");
        QCOMPARE(reply.head.status, status);
        QCOMPARE(fieldOf(reply, "content-type"), QByteArray("application/json"));
        QCOMPARE(fieldOf(reply, "x-should-retry"), QByteArray(isFinal ? "false" : ""));
        const QJsonObject expected{{u"message"_s, u"Sign in \"again\"."_s},
                                   {u"type"_s, type},
                                   {u"code"_s, QJsonValue::Null},
                                   {u"param"_s, QJsonValue::Null}};
        QCOMPARE(errorOf(reply), expected);
    }
};

QTEST_APPLESS_MAIN(TestCodexClientHead)
#include "tst_codex_client_head.moc"
