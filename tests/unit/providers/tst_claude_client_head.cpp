// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_client_head.h"
#include "tests/unit/providers/captured.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

#include <algorithm>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

http::ResponseHead forClient(http::ResponseHead response, const PoolStatus &pool, SystemTime now)
{
    claude::PoolFields fields;
    http::removeHopByHop(response.headers); // as the gateway does
    return claude::forClient(std::move(response), pool, now, fields);
}

constexpr auto now = fromUnixMilliseconds(1'793'000'000'000); // 2026-10-26 07:33:20 UTC

PoolStatus pool(double fiveHour, milliseconds fiveHourLeft, double weekly, milliseconds weeklyLeft)
{
    PoolStatus result;
    result.fiveHour = {WindowKind::FiveHour, Percent{fiveHour}, now + fiveHourLeft};
    result.weekly = {WindowKind::Weekly, Percent{weekly}, now + weeklyLeft};
    result.weight = 11;
    return result;
}

PoolStatus limitedPool(milliseconds wait)
{
    auto result = pool(100, wait + 1h, 40, 24h * 3);
    result.isLimited = true;
    result.firstBackAt = now + wait;
    result.limitedBy = WindowKind::FiveHour;
    return result;
}

//! Only the unified fields, as `name: value` without the prefix.
QByteArrayList unifiedOf(const http::ResponseHead &head)
{
    static const QByteArray prefix = "anthropic-ratelimit-unified-";
    QByteArrayList result;
    for (const auto &field : head.headers.fields()) {
        if (field.name.toLower().startsWith(prefix))
            result.append(field.name.sliced(prefix.size()) + ": " + field.value);
    }
    std::ranges::sort(result);
    return result;
}

QJsonObject errorOf(const http::Reply &reply)
{
    return QJsonDocument::fromJson(reply.body).object().value("error"_L1).toObject();
}

} // namespace

class TestClaudeClientHead : public QObject
{
    Q_OBJECT

private slots:
    void hidesTheAccount()
    {
        const auto head =
            forClient(capturedReply(u"claude/answer.http"_s).head, pool(45.454545, 2h, 21.818, 100h), now);
        QByteArrayList names;
        for (const auto &field : head.headers.fields()) {
            if (!field.name.startsWith("anthropic-ratelimit-unified-"))
                names.append(field.name);
        }
        const QByteArrayList expected{"Date",           "Content-Type", "Cache-Control",    "request-id",
                                      "x-should-retry", "X-New-Header", "X-CCM-Plan-Weight"};
        QCOMPARE(names, expected);
        const QByteArrayList limits{
            "5h-reset: 1793007200",
            "5h-status: allowed",
            "5h-utilization: 0.454545",
            "7d-reset: 1793360000",
            "7d-status: allowed",
            "7d-utilization: 0.218180",
            "representative-claim: five_hour",
            "reset: 1793007200",
            "status: allowed",
        };
        QCOMPARE(unifiedOf(head), limits);
        QCOMPARE(head.headers.value("X-CCM-Plan-Weight").toByteArray(), QByteArray("11"));
    }

    void warnsAsThePoolDoes()
    {
        // Appendix C: both windows warn.
        const auto head = forClient({}, pool(92, 80min, 30, 24h * 4), now);
        const QByteArrayList limits{
            "5h-reset: 1793004800",
            "5h-status: allowed_warning",
            "5h-surpassed-threshold: 0.9",
            "5h-utilization: 0.920000",
            "7d-reset: 1793345600",
            "7d-status: allowed_warning",
            "7d-surpassed-threshold: 0.25",
            "7d-utilization: 0.300000",
            "representative-claim: five_hour",
            "reset: 1793004800",
            "status: allowed_warning",
        };
        QCOMPARE(unifiedOf(head), limits);
    }

    void addsLimitsOnlyWhereTheyBelong()
    {
        const auto some = pool(10, 1h, 10, 24h);
        for (const int status : {201, 400, 404, 500, 529})
            QVERIFY(unifiedOf(forClient({.status = status}, some, now)).isEmpty());
        QVERIFY(!unifiedOf(forClient({.status = 200}, some, now)).isEmpty());
        const http::ResponseHead failed{.status = 400,
                                        .headers = {{"Anthropic-Ratelimit-Unified-5h-Utilization", "0.99"}}};
        QVERIFY(unifiedOf(forClient(failed, some, now)).contains("5h-utilization: 0.100000"));
    }

    void throttleIsNoLimit()
    {
        const http::ResponseHead throttle{.status = 429, .headers = {{"retry-after", "3"}}};
        const auto head = forClient(throttle, pool(10, 1h, 10, 24h), now);
        QVERIFY(!head.headers.contains("anthropic-ratelimit-unified-representative-claim"));
        QCOMPARE(head.headers.value("retry-after").toByteArray(), QByteArray("3"));
        const auto limited = forClient(throttle, limitedPool(1h), now);
        QVERIFY(limited.headers.contains("anthropic-ratelimit-unified-representative-claim"));
        auto backSoon = pool(100, 1h, 10, 24h); // the account that is back has told nothing yet
        backSoon.isThrottled = true;
        const auto told = unifiedOf(forClient(throttle, backSoon, now));
        QVERIFY(told.contains("status: allowed_warning"));
        QVERIFY(told.contains("5h-status: allowed_warning"));
        QVERIFY(!told.join(' ').contains("representative-claim"));
    }

    //! Nobody has told of a window: 100 % would contradict the answer that says it.
    void nothingIsToldBeforeAnythingIsKnown()
    {
        QVERIFY(unifiedOf(forClient({.status = 200}, {}, now)).isEmpty());
        const http::ResponseHead throttle{.status = 429, .headers = {{"retry-after", "3"}}};
        QVERIFY(unifiedOf(forClient(throttle, {}, now)).isEmpty());
    }

    void refusedLoginIsFinal()
    {
        const http::ResponseHead refused{.status = 401, .headers = {{"x-should-retry", "true"}}};
        const auto head = forClient(refused, {}, now);
        QCOMPARE(head.headers.values("x-should-retry"), QList<QByteArray>{"false"});
        QVERIFY(!forClient({.status = 403}, {}, now).headers.contains("x-should-retry"));
        const http::ResponseHead overloaded{.status = 529, .headers = {{"x-should-retry", "true"}}};
        QCOMPARE(forClient(overloaded, {}, now).headers.value("x-should-retry").toByteArray(),
                 QByteArray("true"));
    }

    void bodyFieldsStay()
    {
        const http::ResponseHead answer{.headers = {{"Content-Length", "5"}, {"Content-Encoding", "gzip"}}};
        const auto head = forClient(answer, {}, now);
        QCOMPARE(head.headers.value("content-length").toByteArray(), QByteArray("5"));
        QCOMPARE(head.headers.value("content-encoding").toByteArray(), QByteArray("gzip"));
    }

    void saysWhenTheFirstIsBack_data()
    {
        QTest::addColumn<milliseconds>("wait");
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::addColumn<QString>("text");
        const auto text = [](const QString &when) {
            return u"All accounts are limited. The first is back at "_s + when;
        };
        QTest::newRow("seconds") << milliseconds(20s) << QByteArray("20") << text(u"07:33 UTC (in 20 s)."_s);
        QTest::newRow("minutes") << milliseconds(42min) << QByteArray("2520")
                                 << text(u"08:15 UTC (in 42 m)."_s);
        QTest::newRow("over a minute by a hair")
            << milliseconds(60001) << QByteArray("61") << text(u"07:34 UTC (in 2 m)."_s);
        QTest::newRow("hours") << milliseconds(3h + 5min) << QByteArray("11100")
                               << text(u"10:38 UTC (in 3 h 5 m)."_s);
        QTest::newRow("days") << milliseconds(52h) << QByteArray("187200")
                              << text(u"2026-10-28 11:33 UTC (in 2 d 4 h)."_s);
    }

    void saysWhenTheFirstIsBack()
    {
        QFETCH(const milliseconds, wait);
        QFETCH(const QByteArray, retryAfter);
        QFETCH(const QString, text);
        const auto reply = claude::limitedReply(limitedPool(wait), now);
        QCOMPARE(reply.head.status, 429);
        QCOMPARE(reply.head.headers.value("retry-after").toByteArray(), retryAfter);
        QCOMPARE(reply.head.headers.value("x-should-retry").toByteArray(), QByteArray("false"));
        QCOMPARE(errorOf(reply).value("type"_L1).toString(), u"rate_limit_error"_s);
        QCOMPARE(errorOf(reply).value("message"_L1).toString(), text);
    }

    void limitedReplyHasTheClaim()
    {
        const auto reply = claude::limitedReply(limitedPool(42min), now);
        const QByteArrayList limits{
            "5h-reset: 1793002520",
            "5h-status: rejected",
            "5h-surpassed-threshold: 1.0",
            "5h-utilization: 1.000000",
            "7d-reset: 1793259200",
            "7d-status: allowed_warning",
            "7d-surpassed-threshold: 0.25",
            "7d-utilization: 0.400000",
            "representative-claim: five_hour",
            "reset: 1793002520",
            "status: rejected",
        };
        QCOMPARE(unifiedOf(reply.head), limits);
    }

    void limitOfAModelLeavesTheWindowsAsTheyAre()
    {
        auto status = pool(20, 1h, 10, 72h);
        status.isLimited = true;
        status.firstBackAt = now + 42min;
        status.limitedBy = WindowKind::Weekly;
        status.limitedModel = u"claude-fable-5"_s;
        const auto reply = claude::limitedReply(status, now);
        QCOMPARE(
            errorOf(reply).value("message"_L1).toString(),
            u"All accounts are limited for the model claude-fable-5. The first is back at 08:15 UTC (in 42 m)."_s);
        const auto limits = unifiedOf(reply.head);
        QVERIFY(limits.contains("7d_oi-status: rejected"));
        QVERIFY(limits.contains("7d_oi-reset: 1793002520"));
        QVERIFY(limits.contains("representative-claim: seven_day_overage_included"));
        QVERIFY(limits.contains("7d-status: allowed"));
        QVERIFY(limits.contains("7d-reset: 1793259200"));
    }

    void limitedWithoutATime()
    {
        const auto reply = claude::limitedReply({}, now);
        QCOMPARE(reply.head.status, 429);
        QVERIFY(!reply.head.headers.contains("retry-after"));
        QVERIFY(unifiedOf(reply.head).contains("status: rejected"));
        auto past = limitedPool(1h);
        past.firstBackAt = now - 1s;
        QVERIFY(!claude::limitedReply(past, now).head.headers.contains("retry-after"));
    }

    void faultsHaveTheirShape_data()
    {
        QTest::addColumn<GatewayFault>("fault");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("final");
        QTest::newRow("bad request") << GatewayFault::BadRequest << 400 << u"invalid_request_error"_s
                                     << false;
        QTest::newRow("unauthorized")
            << GatewayFault::Unauthorized << 401 << u"authentication_error"_s << true;
        QTest::newRow("forbidden") << GatewayFault::Forbidden << 403 << u"permission_error"_s << false;
        QTest::newRow("not found") << GatewayFault::NotFound << 404 << u"not_found_error"_s << false;
        QTest::newRow("method") << GatewayFault::NeverServed << 405 << u"invalid_request_error"_s << false;
        QTest::newRow("too slow") << GatewayFault::TooSlow << 408 << u"timeout_error"_s << false;
        QTest::newRow("misdirected") << GatewayFault::Misdirected << 421 << u"invalid_request_error"_s
                                     << false;
        QTest::newRow("body") << GatewayFault::BodyTooLarge << 413 << u"request_too_large"_s << false;
        QTest::newRow("head") << GatewayFault::HeadTooLarge << 431 << u"invalid_request_error"_s << false;
        QTest::newRow("sign in") << GatewayFault::AllNeedSignIn << 401 << u"authentication_error"_s << true;
        QTest::newRow("no accounts") << GatewayFault::NoAccounts << 503 << u"api_error"_s << true;
        QTest::newRow("upstream") << GatewayFault::UpstreamFailed << 502 << u"api_error"_s << false;
    }

    void faultsHaveTheirShape()
    {
        QFETCH(const GatewayFault, fault);
        const auto reply = claude::faultReply(fault, "A \"quoted\" text.");
        QTEST(reply.head.status, "status");
        QCOMPARE(reply.head.reason, http::reasonOf(reply.head.status));
        QVERIFY(reply.head.reason != "Error");
        QCOMPARE(reply.head.headers.value("content-type").toByteArray(), QByteArray("application/json"));
        QTEST(reply.head.headers.contains("x-should-retry"), "final");
        QTEST(errorOf(reply).value("type"_L1).toString(), "type");
        QCOMPARE(errorOf(reply).value("message"_L1).toString(), u"A \"quoted\" text."_s);
        QCOMPARE(QJsonDocument::fromJson(reply.body).object().value("type"_L1).toString(), u"error"_s);
    }
};

QTEST_APPLESS_MAIN(TestClaudeClientHead)
#include "tst_claude_client_head.moc"
