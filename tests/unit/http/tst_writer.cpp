// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/answer_plan.h"
#include "engine/http/request_parser.h"
#include "engine/http/writer.h"

#include <QtTest/QTest>

#include <limits>

using namespace sluice;
using namespace sluice::http;

class TestWriter : public QObject
{
    Q_OBJECT

private slots:
    void writesHeads()
    {
        QCOMPARE(toBytes(RequestHead{"GET", "/a?b", 1, {{"Host", "h"}, {"x-A", ""}}}),
                 QByteArray("GET /a?b HTTP/1.1\r\nHost: h\r\nx-A: \r\n\r\n"));
        QCOMPARE(toBytes(ResponseHead{429, "Too Many", 1, {{"A", "b"}}}),
                 QByteArray("HTTP/1.1 429 Too Many\r\nA: b\r\n\r\n"));
        QCOMPARE(toBytes(ResponseHead{200, "", 0, {}}), QByteArray("HTTP/1.0 200 \r\n\r\n"));
    }

    void whatIsWrittenCanBeRead()
    {
        const RequestHead head{
            "POST", "/x", 1, {{"Host", "h"}, {"A", "b c"}, {"a", ""}, {"Content-Length", "3"}}};
        RequestParser parser(1000);
        QVERIFY(parser.feed(toBytes(head)).value().complete);
        QVERIFY(parser.head() == head);
    }

    void writesChunks()
    {
        QByteArray out;
        for (const auto &data : {QByteArray("hello"), QByteArray(300, 'x')})
            out.append(ChunkHead(data.size()).bytes()).append(data).append(chunkEnd);
        QCOMPARE(out, "5\r\nhello\r\n12c\r\n" + QByteArray(300, 'x') + "\r\n");
        QCOMPARE(ChunkHead(std::numeric_limits<qsizetype>::max()).bytes(),
                 QByteArrayView("7fffffffffffffff\r\n"));
    }

    void plansAnswers_data()
    {
        using Kind = BodyFraming::Kind;
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("minorVersion");
        QTest::addColumn<int>("status");
        QTest::addColumn<BodyFraming>("framing");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<bool>("keeps");
        const QByteArray length = "Content-Length: 3\r\n";
        const QByteArray close = "Connection: close\r\n";
        QTest::newRow("length") << QByteArray("GET") << 1 << 200 << BodyFraming{Kind::Length, 3} << length
                                << true;
        QTest::newRow("chunks") << QByteArray("GET") << 1 << 200 << BodyFraming{Kind::Chunked}
                                << QByteArray("Transfer-Encoding: chunked\r\n") << true;
        QTest::newRow("until close") << QByteArray("GET") << 1 << 200 << BodyFraming{Kind::UntilClose}
                                     << close << false;
        QTest::newRow("nothing") << QByteArray("GET") << 1 << 200 << BodyFraming{}
                                 << QByteArray("Content-Length: 0\r\n") << true;
        QTest::newRow("no content") << QByteArray("GET") << 1 << 204 << BodyFraming{Kind::Length, 0}
                                    << QByteArray() << true;
        QTest::newRow("HEAD keeps the length") << QByteArray("HEAD") << 1 << 200 << BodyFraming{}
                                               << QByteArray("Content-Length: 99\r\n") << true;
        QTest::newRow("old client") << QByteArray("GET") << 0 << 200 << BodyFraming{Kind::Length, 3}
                                    << length + "Connection: keep-alive\r\n"
                                    << true;
        QTest::newRow("old client, chunks")
            << QByteArray("GET") << 0 << 200 << BodyFraming{Kind::Chunked} << close << false;
    }

    void plansAnswers()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const int, minorVersion);
        QFETCH(const int, status);
        QFETCH(const BodyFraming, framing);
        QFETCH(const QByteArray, fields);
        QFETCH(const bool, keeps);
        ResponseHead answer{status, "R", 1, {{"Keep-Alive", "1"}, {"Connection", "x"}, {"X", "y"}}};
        if (method == "HEAD")
            answer.headers.append("Content-Length", "99");
        const auto plan = planAnswer({method, "/", minorVersion, {}}, answer, framing, true);
        QCOMPARE(toBytes(plan.head), "HTTP/1.1 " + QByteArray::number(status) + " R\r\n" + fields + "\r\n");
        QCOMPARE(plan.keepsConnection, keeps);
    }
};

QTEST_GUILESS_MAIN(TestWriter)
#include "tst_writer.moc"
