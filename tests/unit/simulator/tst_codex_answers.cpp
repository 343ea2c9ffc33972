// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/codex_chat_stream.h"
#include "simulator/codex_limits.h"
#include "simulator/codex_refusals.h"
#include "simulator/codex_script.h"
#include "simulator/codex_token.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace sluice;

namespace {

constexpr SystemTime start = fromUnixMilliseconds(1'774'000'000'000);
const CodexAnswer answer = {.id = "resp_1", .model = u"gpt-5.5"_s, .account = u"a"_s, .text = "a b c d"};

//! The names of a response's events, in order.
QByteArrayList namesOf(const CodexResponseStream::Plan &plan)
{
    QByteArrayList names;
    CodexResponseStream stream(plan);
    for (auto events = stream.next(); !events.isEmpty(); events = stream.next()) {
        for (const auto &event : events) {
            const auto json = QJsonDocument::fromJson(event.json);
            if (json["type"_L1].toString().toLatin1() != event.type)
                return {"not JSON of its type: " + event.json};
            names.append(event.type);
        }
    }
    return names;
}

QByteArrayList scripted(const QByteArray &json, CodexTransport transport)
{
    const auto rule = ScriptRule::parse({{"answer"_L1, QJsonDocument::fromJson(json).object()}});
    CodexResponseStream::Plan plan = {.answer = answer};
    applyScript(plan, rule->answer, {.name = u"a"_s}, start, transport);
    return namesOf(plan);
}

IncomingRequest turnWith(const QByteArray &json)
{
    return {.json = QJsonDocument::fromJson(json).object()};
}

} // namespace

class TestCodexAnswers : public QObject
{
    Q_OBJECT

private slots:
    void tokenNamesItsAccountAndIsNoRealOne();
    void textThatIsNoTokenIsRefused();
    void responseHasTheEventsOfARealOne();
    void warmUpHasNoOutput();
    void scriptEndsAResponse_data();
    void scriptEndsAResponse();
    void chatEndsWithDone();
    void headersSpeakTheRealVocabulary();
    void planWithAWeekOnlyHasOneWindow();
    void contentOfAnotherAccountIsRefused_data();
    void contentOfAnotherAccountIsRefused();
};

void TestCodexAnswers::tokenNamesItsAccountAndIsNoRealOne()
{
    const SimulatedAccount account = {.name = u"side_project"_s, .generation = 3};
    const QByteArray text = codexToken(account, start);
    QVERIFY(text.endsWith(".simulated"));
    const auto token = parseCodexToken(text);
    QVERIFY(token);
    QCOMPARE(token->name, account.name);
    QCOMPARE(token->generation, 3);
    const QByteArray claims = QByteArray::fromBase64(text.split('.')[1], QByteArray::Base64UrlEncoding);
    const auto json = QJsonDocument::fromJson(claims);
    QCOMPARE(json["exp"_L1].toInteger(), 1'774'000'000);
    QCOMPARE(json["https://api.openai.com/auth"_L1]["chatgpt_account_id"_L1].toString(),
             account.accountUuid());
}

void TestCodexAnswers::textThatIsNoTokenIsRefused()
{
    QVERIFY(!parseCodexToken("sim-access-a-1"));
    QVERIFY(!parseCodexToken("e30.e30.simulated"));
    QVERIFY(!parseCodexToken("e30.e30.signed"));
}

void TestCodexAnswers::responseHasTheEventsOfARealOne()
{
    const QByteArrayList expected = {
        "response.created",           "response.in_progress",       "response.output_item.added",
        "response.output_item.done",  "response.output_item.added", "response.content_part.added",
        "response.output_text.delta", "response.output_text.delta", "response.output_text.delta",
        "response.output_text.delta", "response.output_item.done",  "response.completed"};
    QCOMPARE(namesOf({.answer = answer}), expected);
    QCOMPARE(namesOf({.answer = answer, .timedEvents = 60}).count("response.output_text.delta"), 60);
}

void TestCodexAnswers::warmUpHasNoOutput()
{
    const QByteArrayList expected = {"response.created", "response.in_progress", "response.completed"};
    QCOMPARE(namesOf({.answer = {.id = "resp_1"}}), expected);
}

void TestCodexAnswers::scriptEndsAResponse_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<CodexTransport>("transport");
    QTest::addColumn<int>("deltas");
    QTest::addColumn<QByteArray>("last");
    const auto row = [](const char *name, const QByteArray &json, CodexTransport transport, int deltas,
                        const QByteArray &last) {
        QTest::newRow(name) << json << transport << deltas << last;
    };
    const QByteArray limit = R"({"kind":"429-account-5h","after":)";
    row("limit, first of all", R"({"kind":"429-account-5h"})", CodexTransport::Socket, 0, "error");
    row("limit, before output", limit + "-1}", CodexTransport::Events, 0, "response.failed");
    row("limit, after output", limit + "2}", CodexTransport::Socket, 2, "error");
    row("limit, after output, HTTP", limit + "2}", CodexTransport::Events, 2, "response.failed");
    row("failed", R"({"kind":"response-failed"})", CodexTransport::Socket, 0, "response.failed");
    row("cut", R"({"kind":"drop-mid-stream"})", CodexTransport::Socket, 2, "response.output_text.delta");
    row("error event", R"({"kind":"error-event"})", CodexTransport::Events, 2, "error");
    row("slow", R"({"kind":"slow-body"})", CodexTransport::Events, 4, "response.completed");
}

void TestCodexAnswers::scriptEndsAResponse()
{
    QFETCH(const QByteArray, json);
    QFETCH(const CodexTransport, transport);
    QFETCH(const int, deltas);
    QFETCH(const QByteArray, last);
    const auto names = scripted(json, transport);
    QCOMPARE(names.count("response.output_text.delta"), deltas);
    QCOMPARE(names.last(), last);
}

void TestCodexAnswers::chatEndsWithDone()
{
    QByteArray all;
    CodexChatStream whole(answer, false);
    while (const auto piece = whole.next())
        all += *piece;
    QVERIFY(all.contains(R"("content":"a ")"));
    QVERIFY(all.endsWith("data: [DONE]\n\n"));
    QByteArray half;
    CodexChatStream cut(answer, true);
    while (const auto piece = cut.next())
        half += *piece;
    QVERIFY(!half.contains("DONE") && half.contains(R"("content":"b ")"));
}

void TestCodexAnswers::headersSpeakTheRealVocabulary()
{
    SimulatedAccount account = {.name = u"a"_s, .plan = u"pro"_s};
    QVERIFY(account.configure(
        {{"five_hour"_L1, 0.38}, {"five_hour_resets_in"_L1, 60}, {"seven_day"_L1, 0.61}}, start));
    const auto headers = codexLimitHeaders(account, start);
    QCOMPARE(headers.value("x-codex-plan-type").toByteArray(), "pro");
    QCOMPARE(headers.value("x-codex-primary-used-percent").toByteArray(), "38");
    QCOMPARE(headers.value("x-codex-primary-window-minutes").toByteArray(), "300");
    QCOMPARE(headers.value("x-codex-primary-reset-at").toByteArray(), "1774000060");
    QCOMPARE(headers.value("x-codex-secondary-used-percent").toByteArray(), "61");
    QCOMPARE(headers.value("x-codex-secondary-window-minutes").toByteArray(), "10080");
    const auto usage = codexUsage(account, start);
    const auto window = usage["rate_limit"_L1]["primary_window"_L1];
    QCOMPARE(window["used_percent"_L1].toDouble(), 38.0);
    QCOMPARE(window["reset_after_seconds"_L1].toInt(), 60);
    const auto message = QJsonDocument::fromJson(codexLimitsMessage(account, start));
    QCOMPARE(message["rate_limits"_L1]["secondary"_L1]["used_percent"_L1].toDouble(), 61.0);
}

void TestCodexAnswers::planWithAWeekOnlyHasOneWindow()
{
    SimulatedAccount account = {.name = u"a"_s};
    QVERIFY(account.configure({{"week_only"_L1, true}, {"seven_day"_L1, 0.5}}, start));
    const auto limit = codexUsage(account, start)["rate_limit"_L1];
    QCOMPARE(limit["primary_window"_L1]["limit_window_seconds"_L1].toInt(), 604'800);
    QVERIFY(limit["secondary_window"_L1].isNull());
}

void TestCodexAnswers::contentOfAnotherAccountIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    QTest::newRow("own reasoning") << QByteArray(
        R"({"input":[{"type":"reasoning","encrypted_content":"sim-encrypted-by-a"}]})")
                                   << QString();
    QTest::newRow("another's reasoning") << QByteArray(
        R"({"input":[{"type":"message"},{"type":"reasoning","encrypted_content":"sim-encrypted-by-b"}]})")
                                         << u"invalid_encrypted_content"_s;
    QTest::newRow("reasoning without its content")
        << QByteArray(R"({"input":[{"type":"reasoning"}]})") << u"missing_required_parameter"_s;
    QTest::newRow("another's turn state")
        << QByteArray(R"({"client_metadata":{"x-codex-turn-state":"sim-turn-state-of-b"}})")
        << u"invalid_turn_state"_s;
}

void TestCodexAnswers::contentOfAnotherAccountIsRefused()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, code);
    const auto refusal = codexContentRefusal(turnWith(json), {.name = u"a"_s});
    QCOMPARE(refusal.has_value(), !code.isEmpty());
    if (refusal)
        QCOMPARE(QJsonDocument::fromJson(refusal->body)["error"_L1]["code"_L1].toString(), code);
}

QTEST_GUILESS_MAIN(TestCodexAnswers)
#include "tst_codex_answers.moc"
