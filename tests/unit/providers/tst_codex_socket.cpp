// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_provider.h"
#include "engine/providers/codex/codex_socket_reader.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;
using Fate = SocketEvent::Fate;
using Turn = SocketEvent::Turn;

namespace {

constexpr SystemTime now = fromUnixMilliseconds(1'793'000'000'000);

const QByteArray warmUp =
    "{\"type\":\"response.create\",\"generate\":false,\"model\":\"gpt-5.5\",\"input\":[]}";
const QByteArray turn =
    "{\"type\":\"response.create\",\"model\":\"gpt-5.5\",\"previous_response_id\":\"resp_w\",\"input\":[]}";
const QByteArray completed =
    "{\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"service_tier\":\"default\",\"usage\":"
    "{\"input_tokens\":12000,\"input_tokens_details\":{\"cached_tokens\":9000},\"output_tokens\":800}}}";
const QByteArray limits =
    "{\"type\":\"codex.rate_limits\",\"plan_type\":\"plus\",\"rate_limits\":{\"allowed\":true,\"limit_"
    "reached\":false,\"primary\":{\"used_percent\":38,\"window_minutes\":300,\"reset_at\":1793005400},"
    "\"secondary\":{\"used_percent\":61,\"window_minutes\":10080,\"reset_at\":1793345600}},\"metered_limit_"
    "name\":\"codex\",\"limit_name\":null}";

SocketEvent fromUpstream(const QByteArray &message)
{
    codex::CodexSocketReader reader;
    reader.fromClient(turn);
    return reader.fromUpstream(message, now);
}

QByteArray usageLimit(const QByteArray &status)
{
    return "{\"type\":\"error\"," + status
        + ",\"error\":{\"type\":\"usage_limit_reached\",\"message\":\"The usage limit has been "
          "reached\",\"resets_at\":1793005400},\"headers\":{\"x-codex-primary-used-percent\":\"100\",\"x-"
          "codex-primary-window-minutes\":300,\"x-codex-primary-reset-at\":1793005400,\"x-codex-credits-has-"
          "credits\":false}}";
}

} // namespace

class TestCodexSocket : public QObject
{
    Q_OBJECT

private slots:
    void turnsBeginWithTheClient_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<SocketEvent>("expected");
        QTest::newRow("warm-up") << warmUp << SocketEvent{.turn = Turn::Warms, .model = u"gpt-5.5"_s};
        QTest::newRow("turn") << turn << SocketEvent{.turn = Turn::Begins, .model = u"gpt-5.5"_s};
        QTest::newRow("generate true")
            << QByteArray("{\"generate\":true,\"type\":\"response.create\",\"model\":\"m\"}")
            << SocketEvent{.turn = Turn::Begins, .model = u"m"_s};
        QTest::newRow("endless model")
            << "{\"type\":\"response.create\",\"model\":\"" + QByteArray(1'000'000, 'x') + "\"}"
            << SocketEvent{.turn = Turn::Begins};
        QTest::newRow("processed") << QByteArray(
            "{\"type\":\"response.processed\",\"response_id\":\"resp_1\"}")
                                   << SocketEvent{};
        QTest::newRow("unknown") << QByteArray("{\"type\":\"new\"}") << SocketEvent{};
        QTest::newRow("no JSON") << QByteArray("hello") << SocketEvent{};
        QTest::newRow("nothing") << QByteArray() << SocketEvent{};
    }

    void turnsBeginWithTheClient()
    {
        QFETCH(const QByteArray, message);
        codex::CodexSocketReader reader;
        QTEST(reader.fromClient(message), "expected");
    }

    void eventsOfATurn_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<Turn>("expected");
        for (const char *type : {"response.created", "response.in_progress", "response.queued",
                                 "response.metadata", "codex.response.metadata", "keepalive", "new.kind", ""})
            QTest::newRow(type) << QByteArray(type) << Turn::Same;
        for (const char *type : {"response.output_item.added", "response.output_item.done",
                                 "response.output_text.delta", "response.reasoning_summary_text.delta"})
            QTest::newRow(type) << QByteArray(type) << Turn::Produces;
        for (const char *type :
             {"response.completed", "response.done", "response.incomplete", "response.failed"})
            QTest::newRow(type) << QByteArray(type) << Turn::Ends;
    }

    void eventsOfATurn()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const Turn, expected);
        const SocketEvent event{.turn = expected};
        QCOMPARE(fromUpstream("{\"type\":\"" + type + "\",\"x\":1}"), event);
        QCOMPARE(fromUpstream(" {\n\"type\" :\t\"" + type + "\"}"), event);
        QCOMPARE(fromUpstream("{\"x\":{\"type\":\"error\"},\"type\":\"" + type + "\"}"), event);
    }

    void deltasAreNotRead()
    {
        const auto event = fromUpstream("{\"type\":\"response.output_text.delta\",\"delta\":\"unfinished");
        QCOMPARE(event, SocketEvent{.turn = Turn::Produces});
    }

    void completedTurnIsCounted()
    {
        const RequestUsage usage{.model = u"gpt-5.5"_s, // the turn's, as the answer names none
                                 .inputTokens = 3000,
                                 .outputTokens = 800,
                                 .cacheReadTokens = 9000};
        const SocketEvent expected{.turn = Turn::Ends, .usage = usage};
        QCOMPARE(fromUpstream(completed), expected);
    }

    void warmUpIsNotCounted()
    {
        codex::CodexSocketReader reader;
        reader.fromClient(warmUp);
        QCOMPARE(reader.fromUpstream(completed, now), SocketEvent{.turn = Turn::Ends});
        reader.fromClient(turn);
        QVERIFY(reader.fromUpstream(completed, now).usage);
    }

    void limitsAreReplacedWhereTheyStand()
    {
        const auto event = fromUpstream(limits);
        QCOMPARE(event.fate, Fate::PoolNumbers);
        QCOMPARE(event.turn, Turn::Same);
        QCOMPARE(event.refusal, Refusal{});
        QCOMPARE(event.limits.windows.size(), 2);
        QCOMPARE(event.limits.windows.first().utilization, Percent{38});
        QCOMPARE(toUnixSeconds(*event.limits.windows.last().resetsAt), 1'793'345'600);
    }

    void limitsOfOtherFamiliesAreDropped()
    {
        auto other = limits;
        other.replace("\"metered_limit_name\":\"codex\"", "\"metered_limit_name\":\"codex_bengalfox\"");
        QCOMPARE(fromUpstream(other).fate, Fate::Drop);
        other = limits;
        other.replace("\"metered_limit_name\":\"codex\",\"limit_name\":null", "\"limit_name\":\"Spark\"");
        QCOMPARE(fromUpstream(other).fate, Fate::Drop);
        other = limits;
        other.replace("\"metered_limit_name\":\"codex\",\"limit_name\":null", "\"limit_name\":null");
        QCOMPARE(fromUpstream(other).fate, Fate::PoolNumbers);
    }

    //! What counts for the account is what the client gets as the pool's.
    void theMainFamilyHasMoreThanOneSpelling()
    {
        for (const char *names : {"\"limit_name\":\"Codex\"", "\"metered_limit_name\":\" CODEX\""}) {
            auto other = limits;
            other.replace("\"metered_limit_name\":\"codex\",\"limit_name\":null", names);
            const auto event = fromUpstream(other);
            QCOMPARE(event.fate, Fate::PoolNumbers);
            QCOMPARE(event.limits.windows.size(), 2);
        }
    }

    void usageLimitIsARefusal_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("status") << QByteArray("\"status\":429");
        QTest::newRow("status_code") << QByteArray("\"status_code\":429");
        QTest::newRow("both") << QByteArray("\"status\":429,\"status_code\":429");
    }

    void usageLimitIsARefusal()
    {
        QFETCH(const QByteArray, status);
        const auto event = fromUpstream(usageLimit(status));
        QCOMPARE(event.fate, Fate::PoolNumbers);
        QCOMPARE(event.turn, Turn::Ends);
        QCOMPARE(event.refusal.kind, RefusalKind::AccountLimit);
        QCOMPARE(toUnixSeconds(event.refusal.until.value()), 1'793'005'400);
        QCOMPARE(event.limits.windows.size(), 1);
        QCOMPARE(event.limits.windows.first().utilization, Percent{100});
    }

    void errorMayStandInABody()
    {
        const auto event = fromUpstream("{\"type\":\"error\",\"status\":429,\"body\":{\"error\":{\"type\":"
                                        "\"usage_limit_reached\",\"resets_at\":1793005400}}}");
        QCOMPARE(event.refusal.kind, RefusalKind::AccountLimit);
        QCOMPARE(event.fate, Fate::PoolNumbers);
    }

    void errorsThatAreNoFaultOfTheAccountPass_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("old socket") << QByteArray("websocket_connection_limit_reached");
        QTest::newRow("unknown response") << QByteArray("previous_response_not_found");
    }

    void errorsThatAreNoFaultOfTheAccountPass()
    {
        QFETCH(const QByteArray, code);
        const auto event =
            fromUpstream("{\"type\":\"error\",\"status\":400,\"error\":{\"type\":\"invalid_request_error\","
                         "\"code\":\""
                         + code + "\",\"message\":\"m\"}}");
        QCOMPARE(event, SocketEvent{.turn = Turn::Ends});
    }

    void contentOfAnotherAccountIsKnown()
    {
        const auto event = fromUpstream(
            "{\"type\":\"error\",\"status\":400,\"error\":{\"code\":\"invalid_encrypted_content\"}}");
        QCOMPARE(event.refusal.kind, RefusalKind::ForeignContent);
        QCOMPARE(event.turn, Turn::Ends);
    }

    void failedResponseMayBeARefusal()
    {
        const auto event = fromUpstream("{\"type\":\"response.failed\",\"response\":{\"error\":{\"code\":"
                                        "\"usage_limit_reached\",\"message\":\"full\"}}}");
        QCOMPARE(event.turn, Turn::Ends);
        QCOMPARE(event.refusal.kind, RefusalKind::AccountLimit);
    }

    void clientSeesThePoolsNumbers()
    {
        const PoolStatus pool{
            .fiveHour = {WindowKind::FiveHour, Percent{69}, fromUnixMilliseconds(1'793'005'400'000)},
            .weekly = {WindowKind::Weekly, Percent{72.5}, fromUnixMilliseconds(1'793'345'600'000)},
            .weight = 2};
        const auto reader = CodexProvider().socketReader();
        const auto sent = QJsonDocument::fromJson(reader->withPool(limits, pool, now)).object();
        QCOMPARE(sent.value("type"_L1).toString(), u"codex.rate_limits"_s);
        const auto windows = sent.value("rate_limits"_L1).toObject();
        QCOMPARE(windows.value("primary"_L1).toObject().value("used_percent"_L1).toDouble(), 69.0);
        QCOMPARE(windows.value("secondary"_L1).toObject().value("used_percent"_L1).toDouble(), 72.5);
        QVERIFY(!sent.value("plan_type"_L1).isString());

        const auto error = QJsonDocument::fromJson(
                               reader->withPool(usageLimit("\"status\":429,\"status_code\":429"), pool, now))
                               .object();
        QCOMPARE(error.value("status"_L1).toInt(), 429);
        QVERIFY(!error.contains("status_code"_L1));
        QVERIFY(!QJsonDocument(error.value("headers"_L1).toObject()).toJson().contains("\"100\""));
    }

    void limitsInAStreamAreReplacedToo()
    {
        const CodexProvider provider;
        QCOMPARE(provider.accountEvents(),
                 (QList<QByteArray>{"codex.rate_limits", "error", "response.failed"}));
        auto data = limits;
        data.replace('\n', "");
        const PoolStatus pool{.fiveHour = {WindowKind::FiveHour, Percent{69}}, .weight = 1};
        const auto sent =
            provider.eventForClient("event: codex.rate_limits\ndata: " + data + "\n\n", pool, now);
        QVERIFY(sent.startsWith("event: codex.rate_limits\ndata: {"));
        QVERIFY(sent.endsWith("}\n\n"));
        QVERIFY(sent.contains("69") && !sent.contains("38"));
        data.replace("\"metered_limit_name\":\"codex\"", "\"metered_limit_name\":\"other\"");
        QCOMPARE(provider.eventForClient("data: " + data + "\n\n", pool, now), QByteArray());
    }
};

QTEST_APPLESS_MAIN(TestCodexSocket)
#include "tst_codex_socket.moc"
