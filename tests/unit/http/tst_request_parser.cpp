// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/request_parser.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace sluice::http;

namespace {

//! A request line, `fields` and the empty line.
QByteArray postWith(const QByteArray &fields)
{
    return "POST /x HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
}

//! What a parser made of bytes that came in two pieces.
struct Outcome
{
    QByteArray error = {};
    bool complete = false;
    RequestHead head = {};
    BodyFraming framing = {};
    QByteArray rest = {};
    bool operator==(const Outcome &) const = default;
};

Outcome parse(const QByteArray &wire, qsizetype cut, qint64 maxHeadBytes = 1000)
{
    RequestParser parser(maxHeadBytes);
    Outcome outcome;
    for (const auto &piece : {wire.first(cut), wire.sliced(cut)}) {
        if (outcome.complete) {
            outcome.rest += piece;
            continue;
        }
        const auto progress = parser.feed(piece);
        if (!progress) {
            outcome.error = progress.error().detail.toUtf8();
            return outcome;
        }
        outcome.complete = progress->complete;
        outcome.rest = piece.sliced(progress->taken);
    }
    if (outcome.complete) {
        outcome.head = parser.takeHead();
        outcome.framing = parser.framing();
    }
    return outcome;
}

} // namespace

class TestRequestParser : public QObject
{
    Q_OBJECT

private:
    static void refusesHoweverItIsCut()
    {
        QFETCH(const QByteArray, wire);
        const auto whole = parse(wire, 0);
        QVERIFY(!whole.error.isEmpty());
        for (qsizetype cut = 1; cut <= wire.size(); ++cut)
            QCOMPARE(parse(wire, cut).error, whole.error);
    }

private slots:
    void fieldValuesHoldNoControlCharacter()
    {
        for (int byte = 0; byte < 256; ++byte) {
            const bool isControl = (byte < 0x20 && byte != '\t') || byte == 0x7f;
            for (qsizetype place = 0; place < 20; ++place) {
                QByteArray value(20, 'a');
                value[place] = static_cast<char>(byte);
                QCOMPARE(isFieldValue(value), !isControl);
                value[(place + 1) % 20] = '\t'; // sends the eight bytes round it the careful way
                QCOMPARE(isFieldValue(value), !isControl);
            }
        }
    }

    //! The fields of a head are slices of what it came in, whoever owns that.
    void keepsItsFieldsWhenTheInputGoes()
    {
        RequestParser parser(1000);
        QByteArray wire = postWith("A: b\r\nContent-Length: 4\r\n") + "body";
        QVERIFY(parser.feed(wire).value().complete);
        wire.fill('x');
        QCOMPARE(parser.head().headers.value("A"), QByteArrayView("b"));
        parser.reset();
        wire = postWith("A: c\r\n");
        QVERIFY(parser.feed(QByteArray::fromRawData(wire.constData(), wire.size())).value().complete);
        wire.fill('x');
        QCOMPARE(parser.head().headers.value("A"), QByteArrayView("c"));
    }

    void readsHeadsCutAnywhere_data()
    {
        using Kind = BodyFraming::Kind;
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<RequestHead>("head");
        QTest::addColumn<BodyFraming>("framing");
        QTest::newRow("get") << QByteArray("GET /a?b=c HTTP/1.1\r\nHost: h\r\n\r\n")
                             << RequestHead{"GET", "/a?b=c", 1, {{"Host", "h"}}} << BodyFraming{};
        const auto absolute = [](const char *target, const QByteArray &host, const QByteArray &expected) {
            QTest::newRow(target) << QByteArray("GET ") + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"
                                  << RequestHead{"GET", expected, 1, {{"Host", host}}} << BodyFraming{};
        };
        absolute("http://127.0.0.1:8787/v1/models?limit=1", "127.0.0.1:8787", "/v1/models?limit=1");
        absolute("HTTPS://Gateway.example/x", "gateway.EXAMPLE", "/x");
        absolute("http://[::1]:8787", "[::1]:8787", "/");
        absolute("http://h?a=http://b/", "h", "/?a=http://b/");
        absolute("http://h//x", "h", "//x");
        QTest::newRow("the server itself")
            << QByteArray("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n")
            << RequestHead{"OPTIONS", "*", 1, {{"Host", "h"}}} << BodyFraming{};
        QTest::newRow("a tunnel") << QByteArray("CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n")
                                  << RequestHead{"CONNECT", "h:443", 1, {{"Host", "h:443"}}} << BodyFraming{};
        QTest::newRow("after an empty line") << QByteArray("\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n")
                                             << RequestHead{"GET", "/", 1, {{"Host", "h"}}} << BodyFraming{};
        QTest::newRow("case, order and duplicates")
            << QByteArray("GET / HTTP/1.1\r\nx-A: 1\r\nHOST: h\r\nX-a: 2\r\n\r\n")
            << RequestHead{"GET", "/", 1, {{"x-A", "1"}, {"HOST", "h"}, {"X-a", "2"}}} << BodyFraming{};
        QTest::newRow("blanks around a value")
            << QByteArray("GET / HTTP/1.1\r\nHost:\t h \t\r\nA:\r\nB:b c\r\n\r\n")
            << RequestHead{"GET", "/", 1, {{"Host", "h"}, {"A", ""}, {"B", "b c"}}} << BodyFraming{};
        QTest::newRow("high bytes") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\nA: \xC3\xA9\r\n\r\n")
                                    << RequestHead{"GET", "/", 1, {{"Host", "h"}, {"A", "\xC3\xA9"}}}
                                    << BodyFraming{};
        QTest::newRow("HTTP/1.0 without Host")
            << QByteArray("GET / HTTP/1.0\r\n\r\n") << RequestHead{"GET", "/", 0, {}} << BodyFraming{};
        QTest::newRow("length") << postWith("Content-Length: 12\r\n")
                                << RequestHead{"POST", "/x", 1, {{"Host", "h"}, {"Content-Length", "12"}}}
                                << BodyFraming{Kind::Length, 12};
        QTest::newRow("chunked") << postWith("Transfer-Encoding: Chunked\r\n")
                                 << RequestHead{"POST",
                                                "/x",
                                                1,
                                                {{"Host", "h"}, {"Transfer-Encoding", "Chunked"}}}
                                 << BodyFraming{Kind::Chunked};
    }

    void readsHeadsCutAnywhere()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const RequestHead, head);
        QFETCH(const BodyFraming, framing);
        const QByteArray rest = "\r\nnot of this head";
        for (qsizetype cut = 0; cut <= wire.size() + rest.size(); ++cut) {
            const auto outcome = parse(wire + rest, cut);
            QCOMPARE(outcome.error, QByteArray());
            QVERIFY(outcome.complete);
            QVERIFY(outcome.head == head);
            QVERIFY(outcome.framing == framing);
            QCOMPARE(outcome.rest, rest);
        }
        for (qsizetype cut = 0; cut < wire.size(); ++cut)
            QVERIFY(!parse(wire.first(wire.size() - 1), cut).complete);
    }

    void refusesWhatCouldBeReadInTwoWays_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("both lengths") << postWith("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n");
        QTest::newRow("both, other order") << postWith("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n");
        QTest::newRow("length twice") << postWith("Content-Length: 3\r\nContent-Length: 3\r\n");
        QTest::newRow("length list") << postWith("Content-Length: 3, 3\r\n");
        QTest::newRow("lengths differ") << postWith("Content-Length: 3\r\nContent-Length: 4\r\n");
        QTest::newRow("signed length") << postWith("Content-Length: +3\r\n");
        QTest::newRow("negative length") << postWith("Content-Length: -3\r\n");
        QTest::newRow("hex length") << postWith("Content-Length: 0x3\r\n");
        QTest::newRow("empty length") << postWith("Content-Length:\r\n");
        QTest::newRow("length overflow") << postWith("Content-Length: 9223372036854775808\r\n");
        QTest::newRow("length wraps") << postWith("Content-Length: 18446744073709551619\r\n");
        QTest::newRow("xchunked") << postWith("Transfer-Encoding: xchunked\r\n");
        QTest::newRow("chunked, identity") << postWith("Transfer-Encoding: chunked, identity\r\n");
        QTest::newRow("gzip, chunked") << postWith("Transfer-Encoding: gzip, chunked\r\n");
        QTest::newRow("chunked twice")
            << postWith("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n");
        QTest::newRow("chunked, chunked") << postWith("Transfer-Encoding: chunked, chunked\r\n");
        QTest::newRow("chunked in 1.0")
            << QByteArray("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n");
        QTest::newRow("folded line") << postWith("A: b\r\n c\r\n");
        QTest::newRow("folded header") << postWith("A: b\r\n\tContent-Length: 3\r\n");
        QTest::newRow("space before colon") << postWith("Content-Length : 3\r\n");
        QTest::newRow("space before name") << QByteArray("GET / HTTP/1.1\r\n Host: h\r\n\r\n");
        QTest::newRow("bare LF after a field") << postWith("A: b\n");
        QTest::newRow("bare LF after the request line") << QByteArray("GET / HTTP/1.1\nHost: h\r\n\r\n");
        QTest::newRow("bare LF at the end") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n\n");
        QTest::newRow("bare CR in a value") << postWith("A: b\rc\r\n");
        QTest::newRow("two CR") << postWith("A: b\r\r\n");
        QTest::newRow("NUL in a value") << postWith(QByteArray("A: b\0c\r\n", 8));
        QTest::newRow("control in a value") << postWith("A: b\x01\r\n");
        QTest::newRow("DEL in a value") << postWith("A: b\x7f\r\n");
        QTest::newRow("no colon") << postWith("Abc\r\n");
        QTest::newRow("empty name") << postWith(": b\r\n");
        QTest::newRow("name no token") << postWith("A(b): c\r\n");
        QTest::newRow("high byte in a name") << postWith("A\xE9: c\r\n");
    }
    void refusesWhatCouldBeReadInTwoWays() { refusesHoweverItIsCut(); }

    void refusesUnclearStarts_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("two spaces before the target") << QByteArray("GET  / HTTP/1.1\r\nHost: h\r\n\r\n");
        QTest::newRow("two spaces after the target") << QByteArray("GET /  HTTP/1.1\r\nHost: h\r\n\r\n");
        QTest::newRow("space at the end") << QByteArray("GET / HTTP/1.1 \r\nHost: h\r\n\r\n");
        QTest::newRow("tab in the request line") << QByteArray("GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n");
        QTest::newRow("no target") << QByteArray("GET HTTP/1.1\r\nHost: h\r\n\r\n");
        QTest::newRow("no version") << QByteArray("GET /\r\nHost: h\r\n\r\n");
        QTest::newRow("method no token") << QByteArray("G@T / HTTP/1.1\r\nHost: h\r\n\r\n");
        QTest::newRow("control in the target") << QByteArray("GET /\x01 HTTP/1.1\r\nHost: h\r\n\r\n");
        for (const char *target :
             {"x", "h:80", "*", "ftp://h/", "http:/x", "http:///x", "http://", "http://?x", "http://user@h/",
              "http://g/", "http://h:80/", "http://h@g/", "http://h#/", "httpx://h/", "javascript:x"})
            QTest::newRow(target) << QByteArray("GET ") + target + " HTTP/1.1\r\nHost: h\r\n\r\n";
        QTest::newRow("HTTP/2.0") << QByteArray("GET / HTTP/2.0\r\nHost: h\r\n\r\n");
        QTest::newRow("HTTP/1.2") << QByteArray("GET / HTTP/1.2\r\nHost: h\r\n\r\n");
        QTest::newRow("http/1.1") << QByteArray("GET / http/1.1\r\nHost: h\r\n\r\n");
        QTest::newRow("HTTP/1.10") << QByteArray("GET / HTTP/1.10\r\nHost: h\r\n\r\n");
        QTest::newRow("two leading CRLF") << QByteArray("\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
        QTest::newRow("leading bare LF") << QByteArray("\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
        QTest::newRow("leading bare CR") << QByteArray("\rGET / HTTP/1.1\r\nHost: h\r\n\r\n");
        QTest::newRow("leading CRLF and LF") << QByteArray("\r\n\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
        QTest::newRow("leading blank") << QByteArray(" \r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
        QTest::newRow("no Host") << QByteArray("GET / HTTP/1.1\r\n\r\n");
        QTest::newRow("two Hosts") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n");
        QTest::newRow("two Hosts in 1.0") << QByteArray("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n");
    }

    void refusesUnclearStarts() { refusesHoweverItIsCut(); }

    void headsAreBounded()
    {
        const auto wire = postWith("A: " + QByteArray(100, 'a') + "\r\n");
        for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
            QVERIFY(parse(wire + "body", cut, wire.size()).complete);
            QVERIFY(!parse(wire + "body", cut, wire.size() - 1).error.isEmpty());
        }
        RequestParser parser(10);
        const auto progress = parser.feed("GET /a-line-that-does-not-end");
        QVERIFY(!progress);
        QCOMPARE(progress.error().code, ErrorCode::HeadTooLarge);
    }

    void isReadyForTheNextHeadAfterReset()
    {
        RequestParser parser(1000);
        const auto wire = postWith("Content-Length: 1\r\n");
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!parser.feed("\r\n").value().complete); // before each of them
            QVERIFY(parser.feed(wire).value().complete);
            QCOMPARE(parser.takeHead().headers.fields().size(), 2);
            parser.reset();
        }
    }
};

QTEST_GUILESS_MAIN(TestRequestParser)
#include "tst_request_parser.moc"
