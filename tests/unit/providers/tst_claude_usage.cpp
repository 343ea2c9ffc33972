// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_usage_reader.h"
#include "tests/unit/providers/captured.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

http::ResponseHead answerHead(int status, const QByteArray &type)
{
    return {.status = status, .headers = {{"Content-Type", type}}};
}

RequestUsage readStream(const QByteArray &wire)
{
    claude::SseUsageReader reader;
    reader.feed(wire);
    return reader.usage();
}

} // namespace

class TestClaudeUsage : public QObject
{
    Q_OBJECT

private slots:
    void readsAStreamHoweverItIsCut()
    {
        const auto wire = captured(u"claude/answer.sse"_s);
        const RequestUsage expected{.model = u"claude-opus-5-5"_s,
                                    .inputTokens = 11,
                                    .outputTokens = 9,
                                    .cacheReadTokens = 5,
                                    .cacheCreationTokens = 7,
                                    .cacheCreation5mTokens = 7};
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            claude::SseUsageReader reader;
            reader.feed(QByteArrayView(wire).first(cut));
            reader.feed(QByteArrayView(wire).sliced(cut));
            QCOMPARE(reader.usage(), expected);
        }
        claude::SseUsageReader reader;
        for (const char byte : wire)
            reader.feed({&byte, 1});
        QCOMPARE(reader.usage(), expected);
    }

    void takesEachFieldOnItsOwn()
    {
        const auto usage = readStream(
            "data: {\"type\":\"message_start\",\"message\":{\"model\":\"m\",\"usage\":{\"input_tokens\":0,"
            "\"cache_read_input_tokens\":20000,\"cache_creation\":{\"ephemeral_5m_input_tokens\":3,"
            "\"ephemeral_1h_input_tokens\":4},\"speed\":\"fast\"}}}\r\n\r\n"
            "data:{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":4}}\n\n"
            "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":15}}\n\n"
            "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":0}}\n\n");
        const RequestUsage expected{.model = u"m"_s,
                                    .outputTokens = 15,
                                    .cacheReadTokens = 20000,
                                    .cacheCreationTokens = 7,
                                    .cacheCreation5mTokens = 3,
                                    .cacheCreation1hTokens = 4};
        QCOMPARE(usage, expected);
    }

    void skipsWhatItCannotRead()
    {
        const auto garbage = "data: {\"type\":\"message_delta\",\ndata: [DONE]\n: comment\nid: 1\ndata: "
            + QByteArray(300 * 1024, 'x') + "\"message_start\"\n"
            + "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":\"x\"}}\n"
            + "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":2}}\n";
        QCOMPARE(readStream(garbage).outputTokens, 2);
        claude::SseUsageReader reader;
        for (qsizetype at = 0; at < garbage.size(); at += 7000)
            reader.feed(QByteArrayView(garbage).sliced(at, std::min<qsizetype>(7000, garbage.size() - at)));
        QCOMPARE(reader.usage().outputTokens, 2);
    }

    void seesAnErrorInsideAStream_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<std::optional<Refusal>>("refusal");
        const auto row = [](const char *name, const QByteArray &wire, std::optional<Refusal> refusal) {
            QTest::newRow(name) << wire << refusal;
        };
        row("none", "data: {\"type\":\"ping\"}\n\n", {});
        row("throttle",
            "event: error\ndata: "
            "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow "
            "down\"}}\n\n",
            Refusal{.kind = RefusalKind::Throttle});
        row("overloaded",
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":"
            "\"Overloaded\"}}\n\n",
            Refusal{});
        row("after a beginning",
            "data: "
            "{\"type\":\"message_start\",\"message\":{\"model\":\"m\",\"usage\":{\"input_tokens\":3}}}\n\n"
            "data: {\"error\": {\"type\": \"rate_limit_error\"}, \"type\": \"error\"}\r\n\r\n",
            Refusal{.kind = RefusalKind::Throttle});
        row("talk of errors",
            "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"a "
            "rate_limit_error\"}}\n\n",
            {});
    }
    void seesAnErrorInsideAStream()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const std::optional<Refusal>, refusal);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            claude::SseUsageReader reader;
            reader.feed(QByteArrayView(wire).first(cut));
            reader.feed(QByteArrayView(wire).sliced(cut));
            QVERIFY(reader.refusal({}) == refusal);
        }
    }

    void readsAnAnswerInOnePiece()
    {
        const QByteArray body =
            "{\"id\":\"msg_01EXAMPLE\",\"content\":[{\"text\":\"\\\"usage\\\":{}\"}],\"model\":\"claude-x\","
            "\"usage\":{\"input_tokens\":3,\"output_tokens\":4,\"cache_creation_input_tokens\":5}}";
        claude::JsonUsageReader reader;
        reader.feed(QByteArrayView(body).first(10));
        reader.feed(QByteArrayView(body).sliced(10));
        const RequestUsage expected{
            .model = u"claude-x"_s, .inputTokens = 3, .outputTokens = 4, .cacheCreationTokens = 5};
        QCOMPARE(reader.usage(), expected);
    }

    void aModelThatIsNoNameIsNotKept()
    {
        const auto message =
            "{\"model\":\"" + QByteArray(100'000, 'x') + "\",\"usage\":{\"input_tokens\":3}}";
        const RequestUsage expected{.inputTokens = 3};
        claude::SseUsageReader stream;
        stream.feed("data: {\"type\":\"message_start\",\"message\":" + message + "}\n\n");
        QCOMPARE(stream.usage(), expected);
        claude::JsonUsageReader whole;
        whole.feed(message);
        QCOMPARE(whole.usage(), expected);
    }

    void givesUpOnHugeAnswers()
    {
        claude::JsonUsageReader reader;
        const auto body =
            "{\"usage\":{\"input_tokens\":3},\"x\":\"" + QByteArray(9 * 1024 * 1024, 'x') + "\"}";
        reader.feed(body);
        QCOMPARE(reader.usage(), RequestUsage{});
    }

    void countsNoMoreThanCanBeAdded()
    {
        claude::JsonUsageReader reader;
        reader.feed(
            "{\"usage\":{\"input_tokens\":9223372036854775807,\"output_tokens\":9223372036854775807}}");
        QCOMPARE(reader.usage().total(), 2 * RequestUsage::mostTokens);
    }

    void countsOnlyWhatCanBeRead()
    {
        QVERIFY(claude::usageReader(answerHead(200, "text/event-stream; charset=utf-8")));
        QVERIFY(claude::usageReader(http::ResponseHead{})); // without a type it is a stream
        QVERIFY(claude::usageReader(answerHead(200, "application/json")));
        QVERIFY(!claude::usageReader(answerHead(200, "text/html")));
        QVERIFY(!claude::usageReader(answerHead(429, "application/json")));
        auto compressed = answerHead(200, "application/json");
        compressed.headers.append("Content-Encoding", "gzip");
        QVERIFY(!claude::usageReader(compressed));
    }
};

QTEST_APPLESS_MAIN(TestClaudeUsage)
#include "tst_claude_usage.moc"
