// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/body_decoder.h"
#include "engine/http/request_parser.h"
#include "engine/http/writer.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <llhttp.h>
#include <optional>

using namespace sluice::http;

namespace {

//! The body of the one request in `wire`; nullopt where the parser refuses it or waits for more.
std::optional<QByteArray> readByUs(const QByteArray &wire)
{
    RequestParser parser(64 * 1024);
    const auto progress = parser.feed(wire);
    if (!progress || !progress->complete)
        return std::nullopt;
    BodyDecoder decoder(parser.framing());
    const auto decoded = decoder.feed(wire.sliced(progress->taken));
    if (!decoded || !decoder.isComplete())
        return std::nullopt;
    return decoded->data;
}

std::optional<QByteArray> readByBeast(const QByteArray &wire)
{
    namespace beast = boost::beast;
    beast::http::request_parser<beast::http::string_body> parser;
    parser.eager(true);
    beast::error_code error;
    std::size_t used = 0;
    const auto size = static_cast<std::size_t>(wire.size());
    while (used < size && !parser.is_done()) {
        const auto taken = parser.put(boost::asio::buffer(wire.constData() + used, size - used), error);
        used += taken;
        if (error || taken == 0)
            return std::nullopt;
    }
    if (!parser.is_done())
        return std::nullopt;
    return QByteArray::fromStdString(parser.get().body());
}

std::optional<QByteArray> readByLlhttp(const QByteArray &wire)
{
    struct Seen
    {
        QByteArray body = {};
        bool complete = false;
    } seen;
    llhttp_settings_t settings;
    llhttp_settings_init(&settings);
    settings.on_body = [](llhttp_t *parser, const char *at, size_t length) {
        static_cast<Seen *>(parser->data)->body.append(at, static_cast<qsizetype>(length));
        return 0;
    };
    settings.on_message_complete = [](llhttp_t *parser) {
        static_cast<Seen *>(parser->data)->complete = true;
        return static_cast<int>(HPE_PAUSED);
    };
    llhttp_t parser;
    llhttp_init(&parser, HTTP_REQUEST, &settings);
    parser.data = &seen;
    const auto error = llhttp_execute(&parser, wire.constData(), static_cast<size_t>(wire.size()));
    const bool accepted = seen.complete && (error == HPE_OK || error == HPE_PAUSED);
    return accepted ? std::optional(seen.body) : std::nullopt;
}

QByteArray withFields(const QByteArray &fields, const QByteArray &body)
{
    return "POST / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n" + body;
}

QByteArray chunked(const QByteArray &body)
{
    return withFields("Transfer-Encoding: chunked\r\n", body);
}

} // namespace

class TestOtherParsers : public QObject
{
    Q_OBJECT

private:
    static void row(const char *name, const QByteArray &wire, bool us, bool beast, bool llhttp)
    {
        QTest::newRow(name) << wire << us << beast << llhttp;
    }

    static void addBodies()
    {
        const QByteArray abc = "3\r\nabc\r\n0\r\n\r\n";
        row("length", withFields("Content-Length: 3\r\n", "abc"), true, true, true);
        row("chunks", chunked(abc), true, true, true);
        row("trailer", chunked("3\r\nabc\r\n0\r\nA: b\r\n\r\n"), true, true, true);
        row("no body", "GET / HTTP/1.1\r\nHost: h\r\n\r\n", true, true, true);
        row("length twice", withFields("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), false, true,
            false);
        row("length list", withFields("Content-Length: 3, 3\r\n", "abc"), false, true, false);
        row("lengths differ", withFields("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), false, false,
            false);
        row("signed length", withFields("Content-Length: +3\r\n", "abc"), false, false, false);
        row("hex length", withFields("Content-Length: 0x3\r\n", "abc"), false, false, false);
        row("length overflow", withFields("Content-Length: 18446744073709551619\r\n", "abc"), false, false,
            false);
        row("empty length", withFields("Content-Length:\r\n", "abc"), false, false, false);
        row("both", withFields("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", abc), false, false,
            false);
        row("both, other order", withFields("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", abc),
            false, false, false);
        row("xchunked", withFields("Transfer-Encoding: xchunked\r\n", abc), false, true, false);
        row("chunked, identity", withFields("Transfer-Encoding: chunked, identity\r\n", abc), false, true,
            false);
        row("gzip, chunked", withFields("Transfer-Encoding: gzip, chunked\r\n", abc), false, true, true);
        row("chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + abc, false, true,
            true);
        row("chunked twice", withFields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", abc),
            false, false, false);
        row("chunk size +3", chunked("+3\r\nabc\r\n0\r\n\r\n"), false, false, false);
        row("chunk size 0x3", chunked("0x3\r\nabc\r\n0\r\n\r\n"), false, false, false);
        row("chunk size overflow", chunked("10000000000000003\r\nabc\r\n0\r\n\r\n"), false, false, false);
        row("chunk too long", chunked("3\r\nabcd\r\n0\r\n\r\n"), false, false, false);
        row("bare LF in an extension", chunked("3;a\nabc\r\n0\r\n\r\n"), false, false, false);
        row("bare LF after the size", chunked("3\nabc\r\n0\r\n\r\n"), false, false, false);
    }

    static void addLines()
    {
        row("folded line", withFields("A: b\r\n c\r\n", ""), false, true, true);
        row("folded header", withFields("A: b\r\n\tContent-Length: 3\r\n", ""), false, true, true);
        row("space before colon", withFields("A : b\r\n", ""), false, false, true);
        row("space before the colon of a length", withFields("Content-Length : 3\r\n", "abc"), false, false,
            false);
        row("bare LF", withFields("A: b\n", ""), false, false, false);
        row("bare CR", withFields("A: b\rc\r\n", ""), false, false, false);
        row("NUL", withFields(QByteArray("A: b\0c\r\n", 8), ""), false, false, false);
        row("no colon", withFields("Abc\r\n", ""), false, false, false);
        row("empty name", withFields(": b\r\n", ""), false, false, true);
        row("two spaces", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n", false, false, true);
        row("HTTP/2.0", "GET / HTTP/2.0\r\nHost: h\r\n\r\n", false, false, true);
    }

    static void addTargets()
    {
        row("leading CRLF", "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", true, false, true);
        row("two leading CRLF", "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", false, false, true);
        row("leading bare LF", "\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", false, false, true);
        row("absolute target", "GET http://h/x?y HTTP/1.1\r\nHost: h\r\n\r\n", true, true, true);
        row("absolute target without a path", "GET http://h?y HTTP/1.1\r\nHost: h\r\n\r\n", true, true, true);
        row("absolute target of another host", "GET http://g/ HTTP/1.1\r\nHost: h\r\n\r\n", false, true,
            true);
        row("absolute target with a user", "GET http://a@h/ HTTP/1.1\r\nHost: h\r\n\r\n", false, true, true);
        row("absolute target of another scheme", "GET ftp://h/ HTTP/1.1\r\nHost: h\r\n\r\n", false, true,
            true);
        row("target that is no path", "GET x HTTP/1.1\r\nHost: h\r\n\r\n", false, true, false);
        row("OPTIONS of the server itself", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", true, true, true);
        row("GET of the server itself", "GET * HTTP/1.1\r\nHost: h\r\n\r\n", false, true, true);
        row("no Host", "GET / HTTP/1.1\r\n\r\n", false, true, true);
        row("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", false, true, true);
    }

private slots:
    // We accept nothing that one of the two refuses, but for the empty line before a request that RFC 9112
    // 2.2 asks for. Where we are stricter than one, the row says so.
    void verdictsAreKnown_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<bool>("us");
        QTest::addColumn<bool>("beast");
        QTest::addColumn<bool>("llhttp");
        addBodies();
        addLines();
        addTargets();
    }
    void verdictsAreKnown()
    {
        QFETCH(const QByteArray, wire);
        QTEST(readByUs(wire).has_value(), "us");
        QTEST(readByBeast(wire).has_value(), "beast");
        QTEST(readByLlhttp(wire).has_value(), "llhttp");
    }

    void chunkedBodiesReadAlike()
    {
        QRandomGenerator random(42); // the same bodies in each run
        for (int round = 0; round < 300; ++round) {
            QByteArray body;
            QByteArray wire;
            for (int chunks = random.bounded(8); chunks > 0; --chunks) {
                QByteArray data(random.bounded(1, 400), '\0');
                for (auto &byte : data)
                    byte = static_cast<char>(random.bounded(256));
                body += data;
                wire.append(ChunkHead(data.size()).bytes()).append(data).append(chunkEnd);
                if (random.bounded(4) == 0)
                    wire.insert(wire.size() - data.size() - 4, ";name=value");
            }
            wire = chunked(wire + (random.bounded(3) == 0 ? "0\r\nA: b\r\n\r\n" : "0\r\n\r\n"));
            QCOMPARE(readByUs(wire), std::optional(body));
            QCOMPARE(readByBeast(wire), std::optional(body));
            QCOMPARE(readByLlhttp(wire), std::optional(body));
        }
    }
};

QTEST_GUILESS_MAIN(TestOtherParsers)
#include "tst_other_parsers.moc"
