// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/api_call_job.h"

#include "engine/http/client.h"
#include "engine/http/content_coding.h"
#include "engine/transport/byte_stream.h"

using namespace Qt::StringLiterals;

namespace sluice::http {

namespace {

constexpr qsizetype maxAnswerBytes = qsizetype{1024} * 1024;

RequestHead headOf(const ApiRequest &request)
{
    RequestHead head;
    head.method = request.method;
    head.target = request.target;
    head.headers = request.headers;
    head.headers.set("Host", request.endpoint.authority());
    head.headers.set("Connection", "close");
    head.headers.set("Accept-Encoding", "identity");
    return head;
}

} // namespace

class ApiCallJob::Private
{
public:
    Private(ApiCallJob *job, ApiRequest apiRequest, Dialer &theDialer, Clock &theClock,
            milliseconds theTimeout)
        : q(job)
        , request(std::move(apiRequest))
        , dialer(theDialer)
        , clock(theClock)
        , timeout(theTimeout)
    {
    }

    void onDialed(ByteStream *stream, const Error &error);
    void onBody(const QByteArray &bytes);
    void onAnswered();
    void finish(const Result<Reply> &result);

    ApiCallJob *const q;
    const ApiRequest request;
    Dialer &dialer;
    Clock &clock;
    const milliseconds timeout;
    DialJob *dial = nullptr; // our child while dialing
    Client *client = nullptr; // our child once dialed
    Reply reply;
    std::unique_ptr<Deadline> deadline;
};

ApiCallJob::ApiCallJob(const ApiRequest &request, Dialer &dialer, Clock &clock, milliseconds timeout,
                       QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, request, dialer, clock, timeout))
{
}

ApiCallJob::~ApiCallJob() = default;

void ApiCallJob::start()
{
    d->deadline = d->clock.after(
        d->timeout, [this] { d->finish(failure(ErrorCode::TimedOut, u"no complete answer in time"_s)); });
    d->dial = d->dialer.dial(d->request.endpoint, this);
    connect(d->dial, &DialJob::finished, this,
            [this](ByteStream *stream, const Error &error) { d->onDialed(stream, error); });
}

void ApiCallJob::Private::onDialed(ByteStream *stream, const Error &error)
{
    std::exchange(dial, nullptr)->deleteLater();
    if (!stream) {
        finish(failure(error));
        return;
    }
    client = new Client(stream, {.maxHeadBytes = 64 * 1024}, clock, q);
    connect(client, &Client::headReceived, q, [this](const ResponseHead &head) { reply.head = head; });
    connect(client, &Client::bodyReceived, q, [this](const QByteArray &bytes) { onBody(bytes); });
    connect(client, &Client::finished, q, [this] { onAnswered(); });
    connect(client, &Client::failed, q, [this](const Error &failed) { finish(failure(failed)); });
    client->start(headOf(request), request.body);
}

void ApiCallJob::Private::onBody(const QByteArray &bytes)
{
    if (reply.body.size() + bytes.size() > maxAnswerBytes)
        finish(failure(ErrorCode::BodyTooLarge, u"answer of more than %1 bytes"_s.arg(maxAnswerBytes)));
    else
        reply.body.append(bytes);
}

//! Edges compress whatever was asked of them, and an answer that is not read may hold the only tokens there
//! are.
void ApiCallJob::Private::onAnswered()
{
    reply.body = decodedContent(reply.head.headers, reply.body, maxAnswerBytes);
    finish(reply);
}

void ApiCallJob::Private::finish(const Result<Reply> &result)
{
    deadline.reset();
    if (dial)
        std::exchange(dial, nullptr)->deleteLater();
    if (client) {
        client->disconnect(q);
        std::exchange(client, nullptr)->deleteLater();
    }
    emit q->finished(result);
}

} // namespace sluice::http
