// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_client_events.h"
#include "tests/unit/providers/captured.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr auto now = fromUnixMilliseconds(1'793'000'000'000); // 2026-10-26 07:33:20 UTC

PoolStatus somePool()
{
    PoolStatus result;
    result.fiveHour = {WindowKind::FiveHour, 69_pct, fromUnixMilliseconds(1'793'005'400'000)};
    result.weekly = {WindowKind::Weekly, Percent{72.504}, fromUnixMilliseconds(1'793'345'600'000)};
    result.weight = 11;
    return result;
}

PoolStatus limitedPool()
{
    auto result = somePool();
    result.isLimited = true;
    result.firstBackAt = now + 90s;
    return result;
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject expectedEvent(bool isLimited)
{
    const QJsonObject primary{{u"used_percent"_s, 69},
                              {u"window_minutes"_s, 300},
                              {u"reset_at"_s, 1'793'005'400},
                              {u"reset_after_seconds"_s, 5400}};
    const QJsonObject secondary{{u"used_percent"_s, 72.5},
                                {u"window_minutes"_s, 10080},
                                {u"reset_at"_s, 1'793'345'600},
                                {u"reset_after_seconds"_s, 345600}};
    const QJsonObject limits{{u"allowed"_s, !isLimited},
                             {u"limit_reached"_s, isLimited},
                             {u"primary"_s, primary},
                             {u"secondary"_s, secondary}};
    return {{u"type"_s, u"codex.rate_limits"_s},
            {u"rate_limits"_s, limits},
            {u"credits"_s, QJsonValue::Null},
            {u"metered_limit_name"_s, u"codex"_s}};
}

} // namespace

class TestCodexClientEvents : public QObject
{
    Q_OBJECT

private slots:
    void replacesALimitsEvent()
    {
        const auto message = captured(u"codex/limits_event.json"_s);
        QCOMPARE(objectOf(codex::withPool(message, somePool(), now)), expectedEvent(false));
        QCOMPARE(objectOf(codex::withPool(message, limitedPool(), now)), expectedEvent(true));
        QCOMPARE(codex::limitEvent(somePool(), now), codex::withPool(message, somePool(), now));
    }

    void showsNoWindowsWithoutNumbers()
    {
        const auto limits = objectOf(codex::limitEvent({}, now)).value("rate_limits"_L1).toObject();
        QVERIFY(limits.value("primary"_L1).isNull());
        QVERIFY(limits.value("secondary"_L1).isNull());
        auto pool = somePool();
        pool.fiveHour.resetsAt = now;
        const auto primary =
            objectOf(codex::limitEvent(pool, now)).value("rate_limits"_L1).toObject().value("primary"_L1);
        QVERIFY(!primary.toObject().contains("reset_at"_L1));
    }

    void replacesTheNumbersOfAnError()
    {
        const auto message = captured(u"codex/error_event.json"_s).trimmed();
        const QByteArray expected =
            "{\"type\":\"error\",\"status\":429,\"error\":{\"type\":\"usage_limit_reached\",\"message\":"
            "\"The "
            "usage limit has been reached\",\"resets_at\":1793000090,\"resets_in_seconds\":90},"
            "\"sequence_number\":7,\"headers\":{\"x-request-id\":\"req-0123\","
            "\"x-codex-primary-used-percent\":\"69.00\",\"x-codex-primary-window-minutes\":\"300\","
            "\"x-codex-primary-reset-at\":\"1793005400\",\"x-codex-secondary-used-percent\":\"72.50\","
            "\"x-codex-secondary-window-minutes\":\"10080\",\"x-codex-secondary-reset-at\":\"1793345600\"}}";
        QCOMPARE(codex::withPool(message, limitedPool(), now), expected);
    }

    void namesNoTimeThatIsNotKnown()
    {
        const auto seen = objectOf(codex::withPool(captured(u"codex/error_event.json"_s), somePool(), now));
        QVERIFY(!seen.value("error"_L1).toObject().contains("resets_at"_L1));
        QVERIFY(!seen.value("error"_L1).toObject().contains("plan_type"_L1));
    }

    void readsErrorsFurtherIn()
    {
        const QByteArray message =
            "{\"type\":\"error\",\"status\":400,\"body\":{\"error\":{\"code\":\"x\",\"plan_type\":\"pro\"}}}";
        QCOMPARE(codex::withPool(message, limitedPool(), now),
                 QByteArray("{\"type\":\"error\",\"status\":400,\"body\":{\"error\":{\"code\":\"x\"}}}"));
    }

    void leavesNothingWrittenTwice()
    {
        const QByteArray message = "{\"type\":\"error\",\"error\":{\"plan_type\":\"pro\",\"code\":\"x\","
                                   "\"plan_type\":\"plus\"}}";
        QCOMPARE(codex::withPool(message, {}, now),
                 QByteArray("{\"type\":\"error\",\"error\":{\"code\":\"x\"}}"));
    }

    void leavesOtherMessagesAlone()
    {
        for (const auto *message :
             {"{\"type\": \"response.created\", \"plan_type\":\"pro\"}", "no JSON", "[]", ""})
            QCOMPARE(codex::withPool(message, somePool(), now), QByteArray(message));
    }
};

QTEST_APPLESS_MAIN(TestCodexClientEvents)
#include "tst_codex_client_events.moc"
