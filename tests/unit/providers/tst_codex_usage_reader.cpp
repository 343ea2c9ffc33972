// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_usage_reader.h"
#include "tests/unit/providers/captured.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr SystemTime now = fromUnixMilliseconds(1'793'000'000'000);

http::ResponseHead answerHead(int status, const QByteArray &type)
{
    return {.status = status, .headers = {{"Content-Type", type}}};
}

template <typename Reader>
RequestUsage read(const QByteArray &wire)
{
    Reader reader;
    reader.feed(wire);
    return reader.usage();
}

QByteArray failed(const QByteArray &error)
{
    return "event: response.failed\ndata: {\"type\":\"response.failed\",\"response\":{\"id\":\"r\",\"error\":"
        + error + "}}\n\n";
}

const RequestUsage expectedUsage{
    .model = u"gpt-5.5"_s, .inputTokens = 3000, .outputTokens = 800, .cacheReadTokens = 9000};

} // namespace

class TestCodexUsageReader : public QObject
{
    Q_OBJECT

private slots:
    void readsAStreamHoweverItIsCut()
    {
        const auto wire = captured(u"codex/answer.sse"_s);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            codex::SseUsageReader reader;
            reader.feed(QByteArrayView(wire).first(cut));
            reader.feed(QByteArrayView(wire).sliced(cut));
            QCOMPARE(reader.usage(), expectedUsage);
            QVERIFY(!reader.refusal(now));
        }
    }

    void readsWhatItIsCalledElsewhere_data()
    {
        QTest::addColumn<QByteArray>("wire");
        const QByteArray end =
            ",\"response\":{\"model\":\"m\",\"usage\":{\"input_tokens\":5,\"output_tokens\":2}}}";
        QTest::newRow("no event line") << "data: {\"type\":\"response.completed\"" + end + "\n\n";
        QTest::newRow("done") << "event: response.done\r\ndata:{\"type\":\"response.done\"" + end
                + "\r\n\r\n";
        QTest::newRow("incomplete") << "event: response.incomplete\ndata: {\"type\":\"response.incomplete\""
                + end + "\n\n";
        QTest::newRow("chat completions") << QByteArray(
            "data: {\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"\\\"usage\\\"\"}}],\"usage\":null}"
            "\n\n"
            "data: {\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}"
            "\n\ndata: [DONE]\n\n");
    }

    void readsWhatItIsCalledElsewhere()
    {
        QFETCH(const QByteArray, wire);
        const RequestUsage expected{.model = u"m"_s, .inputTokens = 5, .outputTokens = 2};
        QCOMPARE(read<codex::SseUsageReader>(wire), expected);
    }

    void readsAnAnswerInOnePiece()
    {
        const QByteArray body =
            "{\"object\":\"response\",\"model\":\"gpt-5.5\",\"service_tier\":\"priority\",\"usage\":{\"input_"
            "tokens\":12000,\"input_tokens_details\":{\"cached_tokens\":9000},\"output_tokens\":800}}";
        QCOMPARE(read<codex::JsonUsageReader>(body), expectedUsage);
        const QByteArray chat =
            "{\"model\":\"gpt-5.5\",\"service_tier\":\"priority\",\"usage\":{\"prompt_tokens\":12000,"
            "\"prompt_tokens_details\":{\"cached_tokens\":9000},\"completion_tokens\":800}}";
        QCOMPARE(read<codex::JsonUsageReader>(chat), expectedUsage);
        codex::JsonUsageReader reader;
        for (const char byte : body)
            reader.feed({&byte, 1});
        QCOMPARE(reader.usage(), expectedUsage);
    }

    void aModelThatIsNoNameIsNotKept()
    {
        const auto body = "{\"model\":\"" + QByteArray(100'000, 'x') + "\",\"usage\":{\"input_tokens\":3}}";
        QCOMPARE(read<codex::JsonUsageReader>(body), RequestUsage{.inputTokens = 3});
        QCOMPARE(read<codex::SseUsageReader>("data: " + body + "\n\n"), RequestUsage{.inputTokens = 3});
    }

    void skipsWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("usage");
        for (const char *usage :
             {"null", "5", "{\"input_tokens\":\"x\"}", "{\"input_tokens\":-5,\"output_tokens\":-1}",
              "{\"input_tokens_details\":{\"cached_tokens\":9}}"})
            QTest::newRow(usage) << QByteArray(usage);
    }

    void skipsWhatItCannotRead()
    {
        QFETCH(const QByteArray, usage);
        const auto body = "{\"usage\":" + usage + '}';
        QCOMPARE(read<codex::JsonUsageReader>(body), RequestUsage{});
        QCOMPARE(read<codex::SseUsageReader>("data: " + body + "\n\n"), RequestUsage{});
    }

    void keepsNothingOfEventsThatAreTooLong()
    {
        codex::SseUsageReader reader;
        reader.feed(
            "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"output\":\"");
        const QByteArray piece(100'000, 'x');
        for (int i = 0; i < 50; ++i)
            reader.feed(piece);
        reader.feed("\"}}\n\n");
        QCOMPARE(reader.usage(), RequestUsage{});
        reader.feed(captured(u"codex/answer.sse"_s));
        QCOMPARE(reader.usage(), expectedUsage);
    }

    void seesARefusalInTheStream_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<bool>("refused");
        QTest::newRow("usage limit") << failed(
            "{\"code\":\"usage_limit_reached\",\"message\":\"full\",\"resets_at\":1793005400}")
                                     << true;
        QTest::newRow("too long") << failed("{\"code\":\"context_length_exceeded\",\"message\":\"too long\"}")
                                  << false;
        QTest::newRow("no error") << failed("null") << false;
    }

    void seesARefusalInTheStream()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const bool, refused);
        codex::SseUsageReader reader;
        reader.feed(wire);
        const auto refusal = reader.refusal(now);
        QCOMPARE(refusal.has_value(), refused);
        if (refused)
            QCOMPARE(refusal->kind, RefusalKind::AccountLimit);
    }

    void readsOnlyWhatPassesInTheClear_data()
    {
        QTest::addColumn<http::ResponseHead>("head");
        QTest::addColumn<bool>("isRead");
        QTest::newRow("stream") << answerHead(200, "text/event-stream; charset=utf-8") << true;
        QTest::newRow("JSON") << answerHead(200, "Application/JSON") << true;
        QTest::newRow("no type") << http::ResponseHead{} << true;
        QTest::newRow("picture") << answerHead(200, "image/png") << false;
        QTest::newRow("error") << answerHead(500, "application/json") << false;
        auto encoded = answerHead(200, "text/event-stream");
        encoded.headers.append("Content-Encoding", "gzip");
        QTest::newRow("compressed") << encoded << false;
    }

    void readsOnlyWhatPassesInTheClear()
    {
        QFETCH(const http::ResponseHead, head);
        QTEST(codex::usageReader(head) != nullptr, "isRead");
    }

    void countsNoMoreThanCanBeAdded()
    {
        codex::JsonUsageReader reader;
        reader.feed(
            "{\"usage\":{\"input_tokens\":9223372036854775807,\"output_tokens\":9223372036854775807}}");
        QCOMPARE(reader.usage().total(), 2 * RequestUsage::mostTokens);
    }

    void withoutATypeItIsAStream()
    {
        const auto reader = codex::usageReader({});
        reader->feed(captured(u"codex/answer.sse"_s));
        QCOMPARE(reader->usage(), expectedUsage);
    }
};

QTEST_APPLESS_MAIN(TestCodexUsageReader)
#include "tst_codex_usage_reader.moc"
