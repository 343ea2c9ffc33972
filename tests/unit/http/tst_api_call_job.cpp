// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/api_call_job.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_stream.h"

#include <QtTest/QTest>

#include <optional>

using namespace sluice;
using namespace sluice::http;

namespace {

//! Hands out jobs that the test finishes.
class FakeDialer final : public Dialer
{
public:
    DialJob *dial(const Endpoint &endpoint, QObject *parent) override
    {
        dialed = endpoint;
        job = new DialJob(parent);
        return job;
    }

    std::optional<Endpoint> dialed;
    QPointer<DialJob> job;
};

struct Fixture
{
    Fixture()
    {
        ApiRequest request;
        request.method = "POST";
        request.endpoint.host = QStringLiteral("api.example");
        request.target = "/token";
        request.headers = {{"Content-Type", "application/json"}};
        request.body = "{}";
        job = std::make_unique<ApiCallJob>(request, dialer, clock, 30s, nullptr);
        QObject::connect(job.get(), &ApiCallJob::finished, job.get(), [this](const Result<Reply> &reply) {
            ++finished;
            outcome = reply;
        });
        job->start();
    }

    void connectServer()
    {
        auto pair = MemoryStream::createPair({.delivery = MemoryStream::Delivery::Direct});
        server = std::move(pair.first);
        emit dialer.job->finished(pair.second.release(), {});
    }

    FakeClock clock;
    FakeDialer dialer;
    std::unique_ptr<MemoryStream> server;
    std::unique_ptr<ApiCallJob> job;
    std::optional<Result<Reply>> outcome;
    int finished = 0;
};

} // namespace

class TestApiCallJob : public QObject
{
    Q_OBJECT

private slots:
    void collectsTheAnswer()
    {
        Fixture fixture;
        QVERIFY(fixture.dialer.dialed);
        QVERIFY(!fixture.outcome);
        fixture.connectServer();
        QCOMPARE(fixture.server->readAll(),
                 QByteArray("POST /token HTTP/1.1\r\nContent-Type: application/json\r\nHost: api.example\r\n"
                            "Connection: close\r\nAccept-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}"));
        fixture.server->write(
            "HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n");
        QVERIFY(fixture.outcome && fixture.outcome->has_value());
        QCOMPARE((*fixture.outcome)->head.status, 401);
        QCOMPARE((*fixture.outcome)->body, QByteArray("no"));
        fixture.clock.advance(1h);
        QCOMPARE(fixture.finished, 1);
    }

    void readsAnAnswerThatWasCompressedUnasked()
    {
        Fixture fixture;
        fixture.connectServer();
        const auto gzip = QByteArray::fromBase64("H4sIAAAAAAACA8vIBACsKpPYAgAAAA==");
        fixture.server->write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                              + QByteArray::number(gzip.size()) + "\r\n\r\n" + gzip);
        QVERIFY(fixture.outcome && fixture.outcome->has_value());
        QCOMPARE((*fixture.outcome)->body, QByteArray("hi"));
    }

    void failsWithTheDialer()
    {
        Fixture fixture;
        emit fixture.dialer.job->finished(nullptr,
                                          {ErrorCode::UpstreamUnreachable, QStringLiteral("refused")});
        QVERIFY(fixture.outcome && !fixture.outcome->has_value());
        QCOMPARE(fixture.outcome->error().code, ErrorCode::UpstreamUnreachable);
    }

    void timesOutWhileDialingAndWhileWaiting()
    {
        for (const bool connects : {false, true}) {
            Fixture fixture;
            if (connects)
                fixture.connectServer();
            fixture.clock.advance(29s);
            QVERIFY(!fixture.outcome);
            fixture.clock.advance(1s);
            QVERIFY(fixture.outcome && !fixture.outcome->has_value());
            QCOMPARE(fixture.outcome->error().code, ErrorCode::TimedOut);
        }
    }

    void brokenAnswerFails()
    {
        Fixture fixture;
        fixture.connectServer();
        fixture.server->write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        fixture.server->close();
        QVERIFY(fixture.outcome && !fixture.outcome->has_value());
        QCOMPARE(fixture.outcome->error().code, ErrorCode::UpstreamClosed);
    }

    void answersAreBounded()
    {
        Fixture fixture;
        fixture.connectServer();
        fixture.server->write("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(1024 * 1024 + 1, 'x'));
        QVERIFY(fixture.outcome && !fixture.outcome->has_value());
        QCOMPARE(fixture.outcome->error().code, ErrorCode::BodyTooLarge);
        QCOMPARE(fixture.finished, 1);
    }

    void deletingCancels()
    {
        Fixture dialing;
        dialing.job.reset();
        QVERIFY(!dialing.dialer.job);
        Fixture waiting;
        waiting.connectServer();
        waiting.job.reset();
        QVERIFY(!waiting.server->isOpen());
    }
};

QTEST_GUILESS_MAIN(TestApiCallJob)
#include "tst_api_call_job.moc"
