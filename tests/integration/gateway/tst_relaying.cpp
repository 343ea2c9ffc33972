// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/gateway_bench.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

QByteArray fixture(const char *name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/claude/") + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray chunk(const QByteArray &data)
{
    return QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n";
}

//! An event stream in chunks, as an upstream sends it.
QByteArray streamWire(const QByteArray &body, const QByteArray &fields = {})
{
    QByteArray wire = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
        + fields + "\r\n";
    for (qsizetype at = 0; at < body.size(); at += 37)
        wire += chunk(body.mid(at, 37));
    return wire + "0\r\n\r\n";
}

FakeUpstream::Answer cut(const QByteArray &wire, qsizetype size)
{
    FakeUpstream::Answer answer;
    for (qsizetype at = 0; at < wire.size(); at += size)
        answer.pieces.append(wire.mid(at, size));
    return answer;
}

QString errorType(const HttpPeer::Answer &answer)
{
    const auto object = QJsonDocument::fromJson(answer.body).object();
    return object.value("type"_L1) == "error"_L1
        ? object.value("error"_L1).toObject().value("type"_L1).toString()
        : QString();
}

const QByteArray hello = R"({"model":"claude-sonnet-4-6","messages":[]})";

} // namespace

class TestRelaying : public QObject
{
    Q_OBJECT

private slots:
    void answersPassByteForByte_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<int>("cutSize");
        QTest::addColumn<QByteArray>("body");
        const auto events = fixture("answer.sse");
        const auto gzip = "\x1f\x8b\x08\x00\x00not really gzip, and not ours to open\x00\xff"_ba;
        QTest::newRow("length") << answerWire(200, R"({"a":1})") << 1000 << QByteArray(R"({"a":1})");
        QTest::newRow("length twice")
            << answerWire(200, R"({"a":1})", "Content-Length: 7\r\n") << 1000 << QByteArray(R"({"a":1})");
        QTest::newRow("empty") << answerWire(200, "") << 1000 << QByteArray();
        for (const int size : {1, 7, 64, 100'000})
            QTest::addRow("events cut at %d", size) << streamWire(events) << size << events;
        QTest::newRow("gzip") << answerWire(200, gzip, "Content-Encoding: gzip\r\n") << 11 << gzip;
    }
    void answersPassByteForByte()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const int, cutSize);
        QFETCH(const QByteArray, body);
        GatewayBench bench;
        bench.upstream.play(cut(wire, cutSize));
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 200);
        QVERIFY(answer.isComplete);
        QCOMPARE(answer.body, body);
        QCOMPARE(answer.head.headers.contains("content-encoding"), wire.contains("Content-Encoding"));
    }

    void eventsLeaveAsTheyCome()
    {
        GatewayBench bench;
        bench.upstream.play("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk("event: ping\n"));
        const auto client = bench.connect();
        client->send(messageRequest(hello));
        QVERIFY(bench.until([&] { return client->peek() && client->peek()->body == "event: ping\n"; }));
        QVERIFY(!client->peek()->isComplete);
    }

    void answersUntilCloseArriveWhole()
    {
        GatewayBench bench;
        bench.upstream.play({{"HTTP/1.1 200 OK\r\n\r\nuntil the end"}, FakeUpstream::Ending::Close});
        const auto answer = bench.ask(messageRequest(hello));
        QVERIFY(answer.isComplete);
        QCOMPARE(answer.body, "until the end");
    }

    void requestGoesUpAsItCame()
    {
        GatewayBench bench;
        bench.upstream.play(answerWire(200, "{}"));
        const QByteArray body = "{ \"model\":\"claude-sonnet-4-6\",\n\"b\":1.50, \"a\":12345678901234567890}";
        bench.ask(messageRequest(
            body,
            "X-Stainless-Arch: x64\r\nx-twice: 1\r\nX-TWICE: 2\r\nx-api-key: fake-other-key\r\n"
            "Cookie: fake-cookie\r\nX-Forwarded-For: 10.0.0.1\r\nX-App: cli\r\n"));
        QCOMPARE(bench.upstream.requests().size(), 1);
        const auto request = bench.upstream.requests().constFirst();
        QCOMPARE(request.body, body);
        QCOMPARE(request.head.method, "POST");
        QCOMPARE(request.head.target, "/v1/messages?beta=true");
        QCOMPARE(request.token(), "Bearer fake-access-a");
        QList<QByteArray> names;
        for (const auto &field : request.head.headers.fields())
            names.append(field.name);
        const QList<QByteArray> inOrder{"anthropic-version", "X-Stainless-Arch", "x-twice", "X-TWICE",
                                        "X-App"};
        names.removeIf([&](const QByteArray &name) { return !inOrder.contains(name); });
        QCOMPARE(names, inOrder);
        QCOMPARE(request.head.headers.values("x-twice"), (QList<QByteArray>{"1", "2"}));
        for (const auto &field : request.head.headers.fields()) {
            QVERIFY2(!field.value.contains("fake-client-key") && !field.value.contains("fake-other-key")
                         && !field.value.contains("fake-cookie") && !field.value.contains("10.0.0.1"),
                     field.name.constData());
        }
    }

    void hopByHopFieldsStopHere_data()
    {
        QTest::addColumn<GatewayBench::Flavor>("flavor");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("upstreamPath");
        QTest::newRow("Claude") << GatewayBench::Flavor::Claude << "/v1/messages"_ba
                                << "/v1/messages"_ba;
        QTest::newRow("Codex") << GatewayBench::Flavor::Codex << "/v1/responses"_ba
                               << "/backend-api/codex/responses"_ba;
    }
    void hopByHopFieldsStopHere()
    {
        QFETCH(const GatewayBench::Flavor, flavor);
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, upstreamPath);
        const QByteArray known =
            "Keep-Alive: x\r\nTE: trailers\r\nTrailer: x\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n"
            "Proxy-Connection: x\r\nProxy-Authorization: x\r\nProxy-Authenticate: x\r\n"
            "X-Named: x\r\nX-Stays: 1\r\n";
        GatewayBench bench({u"a"_s}, GatewayBench::Wire::Memory, flavor);
        bench.upstream.play(answerWire(200, "{}", "Connection: x-named\r\n" + known), upstreamPath);
        // What is the account's or ours cannot be named away.
        auto request = messageRequest("{}", "Connection: X-Named, Authorization, Host\r\n" + known);
        const auto answer = bench.ask(request.replace("/v1/messages?beta=true", path));
        QCOMPARE(answer.head.status, 200);
        QCOMPARE(bench.upstream.requests(upstreamPath).size(), 1);
        const auto sent = bench.upstream.requests(upstreamPath).constFirst();
        QCOMPARE(sent.token(), "Bearer fake-access-a");
        QVERIFY(sent.head.headers.contains("host"));
        for (const auto &headers : {sent.head.headers, answer.head.headers}) {
            for (const char *name :
                 {"Connection", "Keep-Alive", "TE", "Trailer", "Upgrade", "HTTP2-Settings",
                  "Proxy-Connection", "Proxy-Authorization", "Proxy-Authenticate", "X-Named"})
                QVERIFY2(!headers.contains(name), name);
            QVERIFY(headers.contains("x-stays"));
        }
    }

    void foreignTokensNeverGoUp_data()
    {
        QTest::addColumn<QByteArray>("authorization");
        QTest::newRow("the user's own login") << QByteArray("Authorization: Bearer fake-foreign-login\r\n");
        QTest::newRow("an API key") << QByteArray("x-api-key: fake-foreign-key\r\n");
        QTest::newRow("none") << QByteArray();
    }
    void foreignTokensNeverGoUp()
    {
        QFETCH(const QByteArray, authorization);
        GatewayBench bench;
        auto request = messageRequest(hello);
        request.replace("Authorization: Bearer fake-client-key\r\n", authorization);
        const auto answer = bench.ask(request);
        QCOMPARE(answer.head.status, 401);
        QCOMPARE(answer.head.headers.value("x-should-retry"), "false");
        QCOMPARE(errorType(answer), u"authentication_error"_s);
        QCOMPARE(bench.upstream.connectionCount(), 0);
    }

    void accountsStayUnseen()
    {
        GatewayBench bench({u"a"_s, u"b"_s});
        bench.upstream.play(fixture("answer.http")
                                .replace("\n", "\r\n")
                                .replace("Transfer-Encoding: chunked", "Content-Length: 2")
                            + "{}");
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.body, "{}");
        for (const auto &field : answer.head.headers.fields()) {
            const auto name = field.name.toLower();
            QVERIFY2(!name.startsWith("anthropic-organization") && !name.contains("overage")
                         && !name.contains("fallback") && name != "set-cookie" && !name.startsWith("cf-"),
                     field.name.constData());
            QVERIFY2(field.value != "0.37" && field.value != "0.07", field.name.constData());
        }
        QCOMPARE(answer.head.headers.value("x-new-header"), "kept");
    }

    void redirectsAreNotFollowed()
    {
        GatewayBench bench;
        bench.upstream.play(answerWire(307, "", "Location: http://127.0.0.1:1/elsewhere\r\n"));
        const auto answer = bench.ask(messageRequest(hello));
        QCOMPARE(answer.head.status, 307);
        QVERIFY(!answer.head.headers.contains("location")); // nor is the client sent there with its token
        bench.settle();
        QCOMPARE(bench.upstream.requests("/elsewhere").size(), 0);
        QCOMPARE(bench.upstream.requests().size(), 1);
    }

    void pipelinedRequestsAreAnsweredInOrder()
    {
        GatewayBench bench;
        for (const char *body : {"one", "two", "three"})
            bench.upstream.play(answerWire(200, body));
        const auto client = bench.connect();
        client->send(messageRequest("1") + messageRequest("2") + messageRequest("3"));
        QVERIFY(bench.until([&] { return client->received().endsWith("three"); }));
        for (const char *body : {"one", "two", "three"})
            QCOMPARE(client->take()->body, body);
        QList<QByteArray> bodies;
        for (const auto &request : bench.upstream.requests())
            bodies.append(request.body);
        QCOMPARE(bodies, (QList<QByteArray>{"1", "2", "3"}));
        QCOMPARE(bench.upstream.connectionCount(), 1); // kept and used again
    }

    void headGetsTheHeadAlone()
    {
        GatewayBench bench;
        bench.upstream.play("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n", "/v1/models");
        const auto answer = bench.ask("HEAD /v1/models HTTP/1.1\r\nHost: localhost\r\n"
                                      "x-api-key: fake-client-key\r\nanthropic-version: 2023-06-01\r\n\r\n",
                                      "HEAD");
        QCOMPARE(answer.head.status, 200);
        QCOMPARE(answer.head.headers.value("content-length"), "7");
        QVERIFY(answer.isComplete && answer.body.isEmpty());
    }

    void probesNeedNoKey_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("status");
        const auto row = [](const QByteArray &line, int status, const QByteArray &fields = {}) {
            QTest::addRow("%s, %d", line.constData(), status) << line << fields << status;
        };
        for (const auto *path : {"/", "/api/hello", "/v1/messages", "/sluice/v1/status", "/sluice/v1/health"})
            row(QByteArray("HEAD ") + path, 200);
        row("HEAD /other", 404);
        row("GET /other", 404);
        row("POST /other", 404);
        row("OPTIONS *", 404);
        const QByteArray wrong = "x-api-key: fake-wrong-key\r\n";
        row("HEAD /other", 404, wrong);
        row("HEAD /v1/messages", 401, wrong); // who brings a key wants to know
        row("GET /v1/messages", 401);
    }
    void probesNeedNoKey()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const QByteArray, fields);
        QFETCH(const int, status);
        GatewayBench bench;
        const auto method = line.first(line.indexOf(' '));
        const auto answer = bench.ask(line + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n", method);
        QCOMPARE(answer.head.status, status);
        QCOMPARE(answer.body.isEmpty(), method == "HEAD");
        QCOMPARE(bench.upstream.connectionCount(), 0);
    }

    void clientsThatWaitAreToldToGoOn()
    {
        GatewayBench bench;
        bench.upstream.play(answerWire(200, "done"));
        const auto client = bench.connect();
        const auto request = messageRequest(hello, "Expect: 100-continue\r\n");
        client->send(request.first(request.size() - hello.size()));
        QVERIFY(bench.until([&] { return client->received() == "HTTP/1.1 100 Continue\r\n\r\n"; }));
        QCOMPARE(bench.upstream.connectionCount(), 0);
        client->send(hello);
        QVERIFY(bench.until([&] { return client->received().endsWith("done"); }));
        QVERIFY(!bench.upstream.requests().constFirst().head.headers.contains("expect"));
    }

    void unreadableRequestsGetTheProvidersErrors_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type");
        const QByteArray start = "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\n";
        QTest::newRow("body") << start + "Content-Length: 99999999999\r\n\r\n"
                              << 413 << u"request_too_large"_s;
        QTest::newRow("head") << start + "X-Long: " + QByteArray(70'000, 'x') << 431
                              << u"invalid_request_error"_s;
        QTest::newRow("malformed") << start + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n"
                                   << 400 << u"invalid_request_error"_s;
        QTest::newRow("broken chunks")
            << start + "x-api-key: fake-client-key\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            << 400 << u"invalid_request_error"_s;
    }
    void unreadableRequestsGetTheProvidersErrors()
    {
        QFETCH(const QByteArray, request);
        QFETCH(const int, status);
        QFETCH(const QString, type);
        GatewayBench bench;
        const auto answer = bench.ask(request);
        QCOMPARE(answer.head.status, status);
        QCOMPARE(errorType(answer), type);
        QCOMPARE(bench.upstream.connectionCount(), 0);
    }

    void errorsBeforeAProviderIsKnownCanBeShown_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::newRow("no HTTP") << "nonsense\r\n"_ba << 400;
        QTest::newRow("slow") << "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n"_ba << 408;
        QTest::newRow("body")
            << "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n"_ba << 413;
        QTest::newRow("foreign host") << "GET /nowhere HTTP/1.1\r\nHost: evil.example\r\n\r\n"_ba << 421;
        QTest::newRow("head") << "GET /nowhere HTTP/1.1\r\nX-Long: " + QByteArray(70'000, 'x') << 431;
    }
    void errorsBeforeAProviderIsKnownCanBeShown()
    {
        QFETCH(const QByteArray, request);
        QFETCH(const int, status);
        GatewayBench bench;
        const auto client = bench.connect();
        client->send(request);
        if (status == 408) {
            bench.settle();
            bench.clock.advance(30s);
        }
        QVERIFY(bench.until([&] { return client->peek() && client->peek()->isComplete; }));
        const auto answer = *client->peek();
        QCOMPARE(answer.head.status, status);
        QCOMPARE(errorType(answer), u"invalid_request_error"_s);
        const auto error = QJsonDocument::fromJson(answer.body).object().value("error"_L1).toObject();
        QVERIFY(!error.value("message"_L1).toString().isEmpty()); // all that Codex reads
    }

    void traceAndConnectGoNowhere_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {"TRACE /v1/messages", "trace /v1/messages", "TRACE /sluice/v1/health",
                                 "TRACE /sluice/v1/status", "TRACE /nowhere", "CONNECT localhost:8787",
                                 "CONNECT api.anthropic.com:443", "CONNECT /v1/messages"})
            QTest::newRow(line) << QByteArray(line);
    }
    void traceAndConnectGoNowhere()
    {
        QFETCH(const QByteArray, line);
        GatewayBench bench;
        const auto answer =
            bench.ask(line + " HTTP/1.1\r\nHost: localhost\r\nx-api-key: fake-client-key\r\n\r\n", "TRACE");
        QCOMPARE(answer.head.status, 405);
        QCOMPARE(errorType(answer), u"invalid_request_error"_s);
        QVERIFY(answer.head.headers.value("allow").contains("POST"));
        QVERIFY(!answer.body.contains("fake-client-key"));
        QCOMPARE(bench.upstream.connectionCount(), 0);
    }

    void webPagesStayOut_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("status");
        QTest::newRow("foreign host") << QByteArray("Host: evil.example\r\n") << 421;
        QTest::newRow("origin") << QByteArray("Host: localhost\r\nOrigin: http://evil.example\r\n") << 403;
        QTest::newRow("no host") << QByteArray() << 400;
    }
    void webPagesStayOut()
    {
        QFETCH(const QByteArray, fields);
        QFETCH(const int, status);
        GatewayBench bench;
        for (const auto *path : {"/v1/messages", "/sluice/v1/health", "/sluice/v1/status", "/nowhere"}) {
            const auto answer =
                bench.ask(QByteArray("GET ") + path + " HTTP/1.1\r\n" + fields + "\r\n", "GET");
            QCOMPARE(answer.head.status, status);
            for (const auto &field : answer.head.headers.fields())
                QVERIFY(!field.name.toLower().startsWith("access-control"));
        }
    }

    void statusPageShowsThePoolAlone()
    {
        GatewayBench bench({u"first-account"_s});
        const auto answer = bench.ask(
            "GET /sluice/v1/status HTTP/1.1\r\nHost: localhost\r\nx-api-key: fake-client-key\r\n\r\n", "GET");
        QCOMPARE(answer.head.status, 200);
        QVERIFY(answer.body.contains(R"("id":"claude")"));
        QVERIFY(!answer.body.contains("first-account"));
        const auto refused = bench.ask("GET /sluice/v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET");
        QCOMPARE(refused.head.status, 401);
    }
};

QTEST_GUILESS_MAIN(TestRelaying)
#include "tst_relaying.moc"
