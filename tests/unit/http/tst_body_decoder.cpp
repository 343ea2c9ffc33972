// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/body_decoder.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace sluice::http;

namespace {

struct Outcome
{
    QByteArray body = {};
    QByteArray rest = {};
    bool complete = false;
    std::optional<ErrorCode> error = {};
    bool operator==(const Outcome &) const = default;
};

Outcome decode(const BodyFraming &framing, const QByteArray &wire, qsizetype cut, qint64 maxBodyBytes = 1000)
{
    BodyDecoder decoder(framing, maxBodyBytes);
    Outcome outcome;
    for (const auto &piece : {wire.first(cut), wire.sliced(cut)}) {
        const auto decoded = decoder.feed(piece);
        if (!decoded) {
            outcome.error = decoded.error().code;
            return outcome;
        }
        outcome.body += decoded->data;
        outcome.rest += piece.sliced(decoded->taken);
    }
    outcome.complete = decoder.isComplete();
    return outcome;
}

constexpr BodyFraming chunked{BodyFraming::Kind::Chunked};

} // namespace

class TestBodyDecoder : public QObject
{
    Q_OBJECT

private slots:
    void decodesBodiesCutAnywhere_data()
    {
        using Kind = BodyFraming::Kind;
        QTest::addColumn<BodyFraming>("framing");
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("none") << BodyFraming{} << QByteArray() << QByteArray();
        QTest::newRow("length") << BodyFraming{Kind::Length, 5} << QByteArray("hello") << QByteArray("hello");
        QTest::newRow("length 0") << BodyFraming{Kind::Length, 0} << QByteArray() << QByteArray();
        QTest::newRow("chunks") << chunked << QByteArray("2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n")
                                << QByteArray("hello");
        QTest::newRow("no chunk") << chunked << QByteArray("0\r\n\r\n") << QByteArray();
        QTest::newRow("hex size") << chunked
                                  << QByteArray("0aB\r\n" + QByteArray(0xab, 'x') + "\r\n0\r\n\r\n")
                                  << QByteArray(0xab, 'x');
        QTest::newRow("extensions") << chunked << QByteArray("1;a=b;c=\"d\"\r\nx\r\n0;z\r\n\r\n")
                                    << QByteArray("x");
        QTest::newRow("trailer") << chunked << QByteArray("1\r\nx\r\n0\r\nA: b\r\nC: d\r\n\r\n")
                                 << QByteArray("x");
        QTest::newRow("CRLF in a chunk")
            << chunked << QByteArray("4\r\n\r\n\r\n\r\n0\r\n\r\n") << QByteArray("\r\n\r\n");
    }

    void decodesBodiesCutAnywhere()
    {
        QFETCH(const BodyFraming, framing);
        QFETCH(const QByteArray, wire);
        QFETCH(const QByteArray, body);
        const QByteArray rest = "GET / HTTP/1.1\r\n";
        for (qsizetype cut = 0; cut <= wire.size() + rest.size(); ++cut) {
            const auto outcome = decode(framing, wire + rest, cut);
            QVERIFY((outcome == Outcome{body, rest, true, std::nullopt}));
        }
        for (qsizetype size = 0; size < wire.size(); ++size)
            QVERIFY(!decode(framing, wire.first(size), size / 2).complete);
    }

    void refusesWhatCouldBeReadInTwoWays_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("plus") << QByteArray("+3\r\nabc\r\n");
        QTest::newRow("minus") << QByteArray("-3\r\nabc\r\n");
        QTest::newRow("0x") << QByteArray("0x3\r\nabc\r\n");
        QTest::newRow("empty size") << QByteArray("\r\nabc\r\n");
        QTest::newRow("only an extension") << QByteArray(";a\r\nabc\r\n");
        QTest::newRow("overflow") << QByteArray("10000000000000003\r\nabc\r\n");
        QTest::newRow("negative by overflow") << QByteArray("8000000000000000\r\n");
        QTest::newRow("space after the size") << QByteArray("3 \r\nabc\r\n");
        QTest::newRow("space before the size") << QByteArray(" 3\r\nabc\r\n");
        QTest::newRow("bare LF after the size") << QByteArray("3\nabc\r\n");
        QTest::newRow("bare CR after the size") << QByteArray("3\rabc\r\n");
        QTest::newRow("bare LF in an extension") << QByteArray("3;a\nabc\r\n");
        QTest::newRow("bare CR in an extension") << QByteArray("3;a\rb\r\nabc\r\n");
        QTest::newRow("NUL in an extension") << QByteArray("3;a\0\r\nabc\r\n", 11);
        QTest::newRow("more than the size") << QByteArray("3\r\nabcd\r\n");
        QTest::newRow("chunk without CR") << QByteArray("3\r\nabc\n");
        QTest::newRow("chunk without LF") << QByteArray("3\r\nabc\r3");
        QTest::newRow("trailer without colon") << QByteArray("0\r\nabc\r\n\r\n");
        QTest::newRow("trailer with bare LF") << QByteArray("0\r\nA: b\n\r\n");
        QTest::newRow("folded trailer") << QByteArray("0\r\nA: b\r\n c\r\n\r\n");
        QTest::newRow("bare LF at the end") << QByteArray("0\r\n\n");
        QTest::newRow("endless extension") << "3;" + QByteArray(5000, 'a');
        QTest::newRow("endless trailer") << "0\r\nA: " + QByteArray(20'000, 'a');
    }

    void refusesWhatCouldBeReadInTwoWays()
    {
        QFETCH(const QByteArray, wire);
        const auto step = std::max<qsizetype>(1, wire.size() / 100);
        for (qsizetype cut = 0; cut <= wire.size(); cut += step)
            QCOMPARE(decode(chunked, wire, cut).error, ErrorCode::ProtocolViolation);
    }

    void bodiesAreBounded()
    {
        const QByteArray wire = "3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n";
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            QVERIFY(decode(chunked, wire, cut, 6).complete);
            QCOMPARE(decode(chunked, wire, cut, 5).error, ErrorCode::BodyTooLarge);
        }
        QCOMPARE(decode({BodyFraming::Kind::Length, 6}, "x", 0, 5).error, ErrorCode::BodyTooLarge);
        QCOMPARE(decode({BodyFraming::Kind::UntilClose}, "123456", 3, 5).error, ErrorCode::BodyTooLarge);
        QCOMPARE(decode(chunked, "7fffffffffffffff\r\n", 0, 5).error, ErrorCode::BodyTooLarge);
    }

    void onlyABodyUntilCloseMayEndWithTheConnection()
    {
        BodyDecoder untilClose(BodyFraming{BodyFraming::Kind::UntilClose});
        QCOMPARE(untilClose.feed("all").value().data, QByteArray("all"));
        QVERIFY(!untilClose.isComplete());
        QVERIFY(untilClose.end());
        QVERIFY(untilClose.isComplete());
        BodyDecoder length(BodyFraming{BodyFraming::Kind::Length, 5});
        QVERIFY(length.feed("abc"));
        QVERIFY(!length.end());
        BodyDecoder chunks(chunked);
        QVERIFY(!chunks.end());
    }

    void plainBodiesAreNotCopied()
    {
        const QByteArray bytes(1000, 'x');
        BodyDecoder decoder(BodyFraming{BodyFraming::Kind::Length, 2000});
        QCOMPARE(static_cast<const void *>(decoder.feed(bytes).value().data.constData()),
                 static_cast<const void *>(bytes.constData()));
    }
};

QTEST_GUILESS_MAIN(TestBodyDecoder)
#include "tst_body_decoder.moc"
