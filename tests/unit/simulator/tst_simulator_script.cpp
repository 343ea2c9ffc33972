// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/claude_message_stream.h"
#include "simulator/incoming_request.h"
#include "simulator/simulator_script.h"
#include "simulator/stream_ticker.h"
#include "tests/support/fake_clock.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace sluice;

namespace {

ScriptRule ruleOf(const QByteArray &json)
{
    return ScriptRule::parse(QJsonDocument::fromJson(json).object()).value_or({});
}

IncomingRequest requestOf(const QString &account, const QByteArray &path, const QByteArray &method = "POST")
{
    return {.head = {.method = method, .target = path}, .token = SimulatedToken{.name = account}};
}

//! The names of a stream's events, in order.
QByteArrayList eventNames(const ClaudeMessageStream::Plan &plan)
{
    QByteArrayList names;
    ClaudeMessageStream stream(plan);
    while (const auto piece = stream.next()) {
        for (const auto &line : piece->split('\n')) {
            if (line.startsWith("event: "))
                names.append(line.sliced(7));
        }
    }
    return names;
}

//! Writes down when it was called, and asks for `again` more calls 20 ms apart.
class Recorder final : public Ticking
{
public:
    Recorder(StreamTicker &ticker, int again) : m_ticker(ticker), m_again(again) { }
    void tick() override
    {
        calls.append(m_ticker.now());
        if (m_again-- > 0)
            m_ticker.wakeAt(m_ticker.now() + 20ms, this);
    }
    QList<SteadyTime> calls;

private:
    StreamTicker &m_ticker;
    int m_again;
};

} // namespace

class TestSimulatorScript : public QObject
{
    Q_OBJECT

private slots:
    void ruleHoldsForItsAccountAndPath();
    void ruleSkipsAndCounts();
    void ruleForEverStays();
    void unknownKindIsRefused();
    void messageHasTheEventsOfARealOne();
    void cutOffMessageEndsHalfWay();
    void timedEventsAreCounted();
    void tickerServesManyStreamsWithOneDeadline();
};

void TestSimulatorScript::ruleHoldsForItsAccountAndPath()
{
    const auto rule = ruleOf(R"({"account":"a","path":"/v1/messages","answer":{"kind":"529"}})");
    QVERIFY(rule.matches(requestOf(u"a"_s, "/v1/messages/count_tokens")));
    QVERIFY(!rule.matches(requestOf(u"b"_s, "/v1/messages")));
    QVERIFY(!rule.matches(requestOf(u"a"_s, "/v1/models")));
    QVERIFY(ruleOf(R"({"answer":{"kind":"529"}})").matches(requestOf(u"b"_s, "/v1/oauth/token")));
}

void TestSimulatorScript::ruleSkipsAndCounts()
{
    SimulatorScript script;
    script.append(
        ruleOf(R"({"skip":1,"times":2,"answer":{"kind":"429-account-5h","retry_after":7,"resets_in":30}})"));
    QVERIFY(!script.take(requestOf(u"a"_s, "/v1/messages")));
    const auto answer = script.take(requestOf(u"a"_s, "/v1/messages"));
    QVERIFY(answer);
    QCOMPARE(answer->kind, ScriptedKind::FiveHourLimit);
    QCOMPARE(answer->retryAfter, 7);
    QCOMPARE(answer->resetsIn, 30s);
    QVERIFY(script.take(requestOf(u"a"_s, "/v1/messages")));
    QVERIFY(!script.take(requestOf(u"a"_s, "/v1/messages")));
}

void TestSimulatorScript::ruleForEverStays()
{
    SimulatorScript script;
    script.append(ruleOf(R"({"times":-1,"answer":{"kind":"500"}})"));
    for (int i = 0; i < 5; ++i)
        QVERIFY(script.take(requestOf(u"a"_s, "/")));
}

void TestSimulatorScript::unknownKindIsRefused()
{
    const auto rule = ScriptRule::parse({{"answer"_L1, QJsonObject{{"kind"_L1, "418"_L1}}}});
    QVERIFY(!rule);
    QCOMPARE(rule.error().code, ErrorCode::InvalidInput);
}

void TestSimulatorScript::messageHasTheEventsOfARealOne()
{
    const QByteArrayList expected = {"message_start",       "content_block_start", "ping",
                                     "content_block_delta", "content_block_delta", "content_block_stop",
                                     "message_delta",       "message_stop"};
    QCOMPARE(eventNames({.id = "msg_1", .model = u"m"_s, .text = "Hello there."}), expected);
}

void TestSimulatorScript::cutOffMessageEndsHalfWay()
{
    const auto cut = eventNames({.text = "a b c d", .ending = ClaudeMessageStream::Ending::CutOff});
    QCOMPARE(cut.count("content_block_delta"), 2);
    QVERIFY(!cut.contains("message_stop"));
    const auto error = eventNames({.text = "a b c d", .ending = ClaudeMessageStream::Ending::ErrorEvent});
    QCOMPARE(error.last(), "error");
}

void TestSimulatorScript::timedEventsAreCounted()
{
    QCOMPARE(eventNames({.timedEvents = 60}).count("content_block_delta"), 60);
}

void TestSimulatorScript::tickerServesManyStreamsWithOneDeadline()
{
    FakeClock clock;
    StreamTicker ticker(clock);
    Recorder early(ticker, 2);
    Recorder late(ticker, 0);
    Recorder cancelled(ticker, 0);
    const SteadyTime begin = ticker.now();
    ticker.wakeAt(begin + 30ms, &late);
    ticker.wakeAt(begin + 10ms, &early);
    ticker.wakeAt(begin + 10ms, &cancelled);
    ticker.cancel(begin + 10ms, &cancelled);
    QCOMPARE(clock.pendingDeadlines(), 1);
    clock.advance(100ms);
    QCOMPARE(early.calls, (QList{begin + 10ms, begin + 30ms, begin + 50ms}));
    QCOMPARE(late.calls, QList{begin + 30ms});
    QVERIFY(cancelled.calls.isEmpty());
    QCOMPARE(clock.pendingDeadlines(), 0);
}

QTEST_GUILESS_MAIN(TestSimulatorScript)
#include "tst_simulator_script.moc"
