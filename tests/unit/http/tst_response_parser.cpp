// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/response_parser.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace sluice::http;

class TestResponseParser : public QObject
{
    Q_OBJECT

private slots:
    void readsHeadsCutAnywhere_data()
    {
        using Kind = BodyFraming::Kind;
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<BodyFraming>("framing");
        const auto row = [](const char *name, const QByteArray &method, const QByteArray &wire, int status,
                            const QByteArray &reason, const BodyFraming &framing) {
            QTest::newRow(name) << method << wire << status << reason << framing;
        };
        row("length", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", 200, "OK", {Kind::Length, 3});
        row("chunked", "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 200, "OK",
            {Kind::Chunked});
        row("length twice", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\ncontent-length: 3\r\n\r\n", 200,
            "OK", {Kind::Length, 3});
        row("length list", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\n\r\n", 200, "OK",
            {Kind::Length, 3});
        row("length three times", "GET",
            "HTTP/1.1 200 OK\r\nContent-Length: 3,\t3\r\nA: b\r\nContent-Length: 3\r\n\r\n", 200, "OK",
            {Kind::Length, 3});
        row("until close", "GET", "HTTP/1.1 200 OK\r\n\r\n", 200, "OK", {Kind::UntilClose});
        row("old", "GET", "HTTP/1.0 200 OK\r\n\r\n", 200, "OK", {Kind::UntilClose});
        row("long reason", "GET", "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n", 429,
            "Too Many Requests", {Kind::Length, 0});
        row("empty reason", "GET", "HTTP/1.1 529 \r\nContent-Length: 0\r\n\r\n", 529, "", {Kind::Length, 0});
        row("no reason", "GET", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200, "", {Kind::Length, 0});
        row("to HEAD", "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", 200, "OK", {});
        row("interim", "POST", "HTTP/1.1 100 Continue\r\n\r\n", 100, "Continue", {});
        row("no content", "GET", "HTTP/1.1 204 No Content\r\n\r\n", 204, "No Content", {});
        row("not modified", "GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n", 304,
            "Not Modified", {});
    }

    void readsHeadsCutAnywhere()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, wire);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            ResponseParser parser(1000, method);
            const auto first = parser.feed(wire.first(cut));
            QVERIFY(first);
            QCOMPARE(first->complete, cut == wire.size());
            if (!first->complete)
                QVERIFY(parser.feed(wire.sliced(cut) + "body").value().complete);
            QTEST(parser.head().status, "status");
            QTEST(parser.head().reason, "reason");
            QFETCH(const BodyFraming, framing);
            QVERIFY(parser.framing() == framing);
        }
    }

    void repeatedLengthIsPassedOnOnce()
    {
        ResponseParser parser(1000, "HEAD"); // whose answer keeps its length
        QVERIFY(parser.feed("HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 3, 3\r\nContent-Length: 3\r\n\r\n"));
        QVERIFY((parser.head().headers == Headers{{"A", "b"}, {"Content-Length", "3"}}));
    }

    void refusesWhatCouldBeReadInTwoWays_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("both lengths")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n");
        const auto lengths = [](const char *name, const QByteArray &fields) {
            QTest::newRow(name) << "HTTP/1.1 200 OK\r\n" + fields + "\r\n";
        };
        lengths("lengths differ", "Content-Length: 3\r\nContent-Length: 4\r\n");
        lengths("lengths differ in a list", "Content-Length: 3, 4\r\n");
        lengths("a list and another length", "Content-Length: 3, 3\r\nContent-Length: 4\r\n");
        lengths("lengths written differently", "Content-Length: 3\r\nContent-Length: 03\r\n");
        lengths("list with an empty end", "Content-Length: 3,\r\n");
        lengths("list of nothing", "Content-Length: ,\r\n");
        lengths("equal, but no numbers", "Content-Length: +3, +3\r\n");
        lengths("length twice beside chunks",
                "Content-Length: 3\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n");
        QTest::newRow("to a status without body")
            << QByteArray("HTTP/1.1 204 OK\r\nContent-Length: +3\r\n\r\n");
        QTest::newRow("gzip, chunked")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n");
        QTest::newRow("chunked in 1.0")
            << QByteArray("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        QTest::newRow("folded line") << QByteArray("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n");
        QTest::newRow("bare LF") << QByteArray("HTTP/1.1 200 OK\nContent-Length: 3\r\n\r\n");
        QTest::newRow("control in the reason") << QByteArray("HTTP/1.1 200 O\x01K\r\n\r\n");
        QTest::newRow("two digits") << QByteArray("HTTP/1.1 20 OK\r\n\r\n");
        QTest::newRow("four digits") << QByteArray("HTTP/1.1 2000 OK\r\n\r\n");
        QTest::newRow("status below 100") << QByteArray("HTTP/1.1 099 OK\r\n\r\n");
        QTest::newRow("two spaces") << QByteArray("HTTP/1.1  200 OK\r\n\r\n");
        QTest::newRow("HTTP/2") << QByteArray("HTTP/2 200 OK\r\n\r\n");
        QTest::newRow("leading CRLF") << QByteArray("\r\nHTTP/1.1 200 OK\r\n\r\n");
        QTest::newRow("space before colon") << QByteArray("HTTP/1.1 200 OK\r\nA : b\r\n\r\n");
    }

    void refusesWhatCouldBeReadInTwoWays()
    {
        QFETCH(const QByteArray, wire);
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            ResponseParser parser(1000, "GET");
            auto progress = parser.feed(wire.first(cut));
            if (progress)
                progress = parser.feed(wire.sliced(cut));
            QVERIFY(!progress);
            QCOMPARE(progress.error().code, ErrorCode::ProtocolViolation);
        }
    }
};

QTEST_GUILESS_MAIN(TestResponseParser)
#include "tst_response_parser.moc"
