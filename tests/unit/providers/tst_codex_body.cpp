// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_body.h"
#include "engine/providers/codex/codex_request.h"

#include <QtTest/QTest>

#include <zstd.h>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray user = "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\","
                        "\"text\":\"\\\"encrypted_content\\\": compaction\"}]}";
const QByteArray reasoning = "{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"fake\"}";
const QByteArray call = "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"}";
const QByteArray output = "{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"reasoning\"}";

http::RequestHead plain()
{
    return {.method = "POST", .target = "/v1/responses"};
}

http::RequestHead zstd()
{
    return {.method = "POST",
            .target = "/v1/responses",
            .headers = {{"accept", "text/event-stream"},
                        {"content-encoding", "zstd"},
                        {"x-codex-turn-state", "fake-state"}}};
}

QByteArray compressed(const QByteArray &text)
{
    QByteArray result(static_cast<qsizetype>(ZSTD_compressBound(static_cast<size_t>(text.size()))), '\0');
    const auto size = ZSTD_compress(result.data(), static_cast<size_t>(result.size()), text.data(),
                                    static_cast<size_t>(text.size()), 3);
    result.truncate(static_cast<qsizetype>(size));
    return result;
}

//! As a client does that does not know the length in advance.
QByteArray compressedAsStream(const QByteArray &text)
{
    const std::unique_ptr<ZSTD_CCtx, size_t (*)(ZSTD_CCtx *)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
    QByteArray result(static_cast<qsizetype>(ZSTD_compressBound(static_cast<size_t>(text.size()))), '\0');
    ZSTD_inBuffer in{text.data(), static_cast<size_t>(text.size()), 0};
    ZSTD_outBuffer out{result.data(), static_cast<size_t>(result.size()), 0};
    ZSTD_compressStream2(context.get(), &out, &in, ZSTD_e_flush); // now the length cannot be told any more
    ZSTD_compressStream2(context.get(), &out, &in, ZSTD_e_end);
    result.truncate(static_cast<qsizetype>(out.pos));
    return result;
}

QByteArray bodyOf(const QByteArrayList &items)
{
    return "{\"model\":\"m\", \"input\":[" + items.join(", ")
        + "],\"include\":[\"reasoning.encrypted_content\"]}";
}

QByteArray cleaned(const QByteArray &body)
{
    const auto result = codex::withoutForeignContent(plain(), body);
    return result ? result->body : QByteArray("nothing to send");
}

} // namespace

class TestCodexBody : public QObject
{
    Q_OBJECT

private slots:
    void readsCompressedBodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        const QByteArray small = "{\"model\":\"gpt-5.5\",\"prompt_cache_key\":\"k\"}";
        const auto large = "{\"input\":\"" + QByteArray(1'000'000, 'x')
            + "\",\"model\":\"gpt-5.5\",\"prompt_cache_key\":\"k\"}";
        const auto huge = "{\"model\":\"gpt-5.5\",\"prompt_cache_key\":\"k\",\"input\":\""
            + QByteArray(70 * 1024 * 1024, 'x') + "\"}"; // of which the start is read
        QTest::newRow("small") << compressed(small);
        QTest::newRow("large") << compressed(large);
        QTest::newRow("huge") << compressed(huge);
        QTest::newRow("streamed") << compressedAsStream(large);
        QTest::newRow("two frames") << compressed(small.first(10)) + compressed(small.sliced(10));
    }

    void readsCompressedBodies()
    {
        QFETCH(const QByteArray, body);
        const RequestTraits expected{.sessionId = "k", .model = u"gpt-5.5"_s};
        QCOMPARE(codex::traits(zstd(), body), expected);
    }

    void whatStandsFarBehindIsNotLookedFor()
    {
        const auto body = "{\"model\":\"gpt-5.5\",\"input\":\"" + QByteArray(5'000'000, 'x')
            + "\",\"prompt_cache_key\":\"k\"}";
        QCOMPARE(codex::traits(zstd(), compressed(body)), RequestTraits{.model = u"gpt-5.5"_s});
        QCOMPARE(codex::traits(plain(), body), (RequestTraits{.sessionId = "k", .model = u"gpt-5.5"_s}));
        auto head = zstd();
        head.headers.append("session-id", "s"); // as Codex always says it
        QCOMPARE(codex::traits(head, compressed(body)),
                 (RequestTraits{.sessionId = "s", .model = u"gpt-5.5"_s}));
    }

    void whatIsFarTooLongIsNotSentWithoutForeignContent()
    {
        const auto body =
            "{\"previous_response_id\":\"a\",\"input\":\"" + QByteArray(65 * 1024 * 1024, ' ') + "\"}";
        QVERIFY(!codex::withoutForeignContent(zstd(), compressed(body)));
    }

    void whatCannotBeReadIsUnknown_data()
    {
        QTest::addColumn<QByteArray>("body");
        const auto good = compressed("{\"model\":\"gpt-5.5\"}");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not compressed") << QByteArray("{\"model\":\"gpt-5.5\"}");
        QTest::newRow("cut off") << good.chopped(3);
        QTest::newRow("rubbish behind it") << good + "rubbish";
    }

    void whatCannotBeReadIsUnknown()
    {
        QFETCH(const QByteArray, body);
        QCOMPARE(codex::traits(zstd(), body), RequestTraits{});
        QVERIFY(!codex::withoutForeignContent(zstd(), body));
    }

    void leavesOutReasoningAlone_data()
    {
        QTest::addColumn<QByteArrayList>("items");
        QTest::addColumn<QByteArrayList>("kept");
        QTest::newRow("between") << QByteArrayList{user, reasoning, call, output}
                                 << QByteArrayList{user, call, output};
        QTest::newRow("first") << QByteArrayList{reasoning, user} << QByteArrayList{user};
        QTest::newRow("last") << QByteArrayList{user, reasoning} << QByteArrayList{user};
        QTest::newRow("several") << QByteArrayList{reasoning, user,   reasoning, reasoning,
                                                   call,      output, reasoning}
                                 << QByteArrayList{user, call, output};
        QTest::newRow("all") << QByteArrayList{reasoning, reasoning} << QByteArrayList{};
    }

    void leavesOutReasoningAlone()
    {
        QFETCH(const QByteArrayList, items);
        QFETCH(const QByteArrayList, kept);
        QCOMPARE(cleaned(bodyOf(items)), bodyOf(kept));
    }

    void keepsEveryOtherByte()
    {
        const QByteArray body = "{ \"a\" : 1e5,\n\"input\" : [\n\t" + user + " ,\n\t" + reasoning + ",\n\t"
            + call + "\n] ,\t\"z\":\"\\u00e4\" }\n";
        QCOMPARE(cleaned(body),
                 "{ \"a\" : 1e5,\n\"input\" : [\n\t" + user + ",\n\t" + call
                     + "\n] ,\t\"z\":\"\\u00e4\" }\n");
    }

    void forgetsWhatItFollowsOn()
    {
        QCOMPARE(cleaned("{\"previous_response_id\":\"a\",\"input\":\"hi\",\"previous_response_id\":\"b\"}"),
                 "{\"input\":\"hi\"}");
        QCOMPARE(cleaned("{\"previous_response_id\":\"resp_1\",\"input\":\"hi\"}"), "{\"input\":\"hi\"}");
        QCOMPARE(cleaned("{\"input\":[],\"client_metadata\":{\"x-codex-turn-state\":\"s\",\"x-codex-window-"
                         "id\":\"w\"}}"),
                 "{\"input\":[],\"client_metadata\":{\"x-codex-window-id\":\"w\"}}");
    }

    void doesNotLoseWhatWasSaid_data()
    {
        QTest::addColumn<QByteArray>("item");
        QTest::newRow("compaction") << QByteArray("{\"type\":\"compaction\",\"encrypted_content\":\"fake\"}");
        QTest::newRow("older name") << QByteArray(
            "{\"type\":\"compaction_summary\",\"encrypted_content\":\"fake\"}");
    }

    void doesNotLoseWhatWasSaid()
    {
        QFETCH(const QByteArray, item);
        QVERIFY(!codex::withoutForeignContent(plain(), bodyOf({item, reasoning, user})));
    }

    void askingForACompactionIsNone()
    {
        const QByteArray trigger = "{\"type\":\"compaction_trigger\"}";
        QCOMPARE(cleaned(bodyOf({user, reasoning, trigger})), bodyOf({user, trigger}));
    }

    void nothingToLeaveOutIsNothingToSend()
    {
        QVERIFY(!codex::withoutForeignContent(plain(), bodyOf({user, call, output})));
        QVERIFY(!codex::withoutForeignContent(plain(), "{\"input\":[{\"type\":\"reasoning\"}]"));
        QVERIFY(!codex::withoutForeignContent(plain(), "[]"));
    }

    void compressedBodyGoesOnPlain()
    {
        const auto result = codex::withoutForeignContent(zstd(), compressed(bodyOf({user, reasoning})));
        QVERIFY(result);
        QCOMPARE(result->body, bodyOf({user}));
        QCOMPARE(result->head.headers, (http::Headers{{"accept", "text/event-stream"}}));
        QCOMPARE(result->head.target, "/v1/responses");
    }
};

QTEST_APPLESS_MAIN(TestCodexBody)
#include "tst_codex_body.moc"
