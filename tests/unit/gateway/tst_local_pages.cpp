// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/local_pages.h"
#include "engine/snapshot_json.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

//! Everything an account has is marked, so that it would be seen where it does not belong.
EngineSnapshot sample()
{
    EngineSnapshot result;
    result.at = fromUnixMilliseconds(1'774'000'000'000);
    result.state = GatewayState::Listening;
    result.problem = result.configurationProblem = u"private-problem"_s;
    result.sessions = 3;
    result.requestsToday = 12;
    AccountSnapshot account;
    account.id = account.name = account.problem = account.path = u"private-account"_s;
    account.planName = u"private-plan"_s;
    account.tokensToday = 424'242;
    account.windows = {{.kind = WindowKind::FiveHour, .utilization = Percent{31.25}}};
    account.scoped = {{.scope = u"private-scope"_s, .utilization = Percent{31.25}}};
    result.accounts = {account};
    PoolSnapshot mine{.id = u"claude"_s, .providerId = u"claude"_s, .strategy = u"least-used"_s};
    mine.fiveHourUsed = Percent{50};
    mine.firstBackAccount = u"private-account"_s;
    result.pools = {mine, {.id = u"others \"pool\"\n"_s, .weeklyUsed = Percent{75}, .isLimited = true}};
    result.decisions = {{.exchange = 1, .chosen = u"private-account"_s}};
    return result;
}

http::Reply page(const QByteArray &target, const QByteArray &method = "GET")
{
    return local_pages::forUsers({.method = method, .target = target}, sample(), {u"claude"_s});
}

} // namespace

class TestLocalPages : public QObject
{
    Q_OBJECT

private slots:
    void healthSaysNothingElse()
    {
        QVERIFY(local_pages::isHealth({.method = "GET", .target = "/sluice/v1/health?x=1"}));
        QVERIFY(!local_pages::isHealth({.method = "GET", .target = "/sluice/v1/healthy"}));
        const auto reply = local_pages::health({.method = "GET"});
        QCOMPARE(reply.head.status, 200);
        QCOMPARE(reply.body, R"({"status":"ok"})");
        QCOMPARE(local_pages::health({.method = "POST"}).head.status, 405);
        QCOMPARE(local_pages::health({.method = "POST"}).head.headers.value("allow"), "GET, HEAD");
    }

    void usersSeeNothingOfAnAccount()
    {
        const auto status = page("/sluice/v1/status");
        const auto metrics = page("/metrics");
        for (const auto &body : {status.body, metrics.body}) {
            QVERIFY2(!body.contains("private"), body.constData());
            QVERIFY2(!body.contains("31.25") && !body.contains("0.3125") && !body.contains("424242"),
                     body.constData());
            QVERIFY2(!body.contains("others"), body.constData());
        }
        const auto object = QJsonDocument::fromJson(status.body).object();
        QCOMPARE(object.keys(), (QStringList{u"at"_s, u"gateway"_s, u"pools"_s, u"version"_s}));
        const auto pools = object.value("pools"_L1).toArray();
        QCOMPARE(pools.size(), 1);
        QCOMPARE(pools.first().toObject().value("five_hour"_L1).toObject().value("utilization"_L1).toDouble(),
                 50.0);
    }

    void ownerSeesTheAccounts()
    {
        const auto object = toJson(sample());
        const auto account = object.value("accounts"_L1).toArray().first().toObject();
        QCOMPARE(account.value("id"_L1).toString(), u"private-account"_s);
        QCOMPARE(account.value("state"_L1).toString(), u"waiting_for_data"_s);
        QCOMPARE(account.value("tokens_today"_L1).toInteger(), 424'242);
        QCOMPARE(object.value("at"_L1).toString(), u"2026-03-20T09:46:40Z"_s);
        QCOMPARE(object.value("configuration_problem"_L1).toString(), u"private-problem"_s);
        QCOMPARE(object.value("pools"_L1).toArray().size(), 2);
        QCOMPARE(object.value("decisions"_L1).toArray().size(), 1);
    }

    void metricsArePrometheusText()
    {
        const auto reply = local_pages::forUsers({.method = "GET", .target = "/metrics"}, sample(),
                                                 {u"others \"pool\"\n"_s});
        QVERIFY(reply.head.headers.value("content-type").startsWith("text/plain; version=0.0.4"));
        QVERIFY(reply.body.contains(
            "sluice_pool_utilization_ratio{pool=\"others \\\"pool\\\"\\n\",window=\"weekly\"} 0.750000\n"));
        QVERIFY(reply.body.contains("sluice_pool_limited{pool=\"others \\\"pool\\\"\\n\"} 1\n"));
        QVERIFY(reply.body.contains("\nsluice_requests_today 12\n"));
    }

    void pagesAreForReading() { QCOMPARE(page("/metrics", "POST").head.status, 405); }

    void errorsSayWhetherTryingAgainHelps()
    {
        const auto wrongKey = local_pages::error(401, "Not \"this\" one.");
        QCOMPARE(wrongKey.head.headers.value("x-should-retry"), "false");
        QCOMPARE(wrongKey.head.reason, "Unauthorized");
        const auto whole = QJsonDocument::fromJson(wrongKey.body).object();
        QCOMPARE(whole.value("type"_L1).toString(), u"error"_s);
        const auto body = whole.value("error"_L1).toObject();
        QCOMPARE(body.value("message"_L1).toString(), u"Not \"this\" one."_s);
        QCOMPARE(body.value("type"_L1).toString(), u"authentication_error"_s);
        QVERIFY(!local_pages::error(404, "x").head.headers.contains("x-should-retry"));
    }
};

QTEST_APPLESS_MAIN(TestLocalPages)
#include "tst_local_pages.moc"
