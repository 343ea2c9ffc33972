// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/client.h"

#include "engine/http/body_decoder.h"
#include "engine/http/framing.h"
#include "engine/http/response_parser.h"
#include "engine/http/writer.h"
#include "engine/transport/byte_stream.h"

#include <QtCore/QPointer>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace sluice::http {

namespace {

constexpr qint64 readSize = qint64{64} * 1024;
constexpr qint64 writeHighWater = qint64{256} * 1024;
constexpr int maxInterimHeads = 32;

bool announcesBody(const RequestHead &head, const QByteArray &body)
{
    return !body.isEmpty() || head.method == "POST" || head.method == "PUT" || head.method == "PATCH";
}

} // namespace

enum class ClientState : std::uint8_t { Idle, AwaitingHead, ReadingBody, Upgraded, Finished, Failed };

class Client::Private
{
public:
    Private(Client *client, ByteStream *byteStream, const ClientLimits &clientLimits, Clock &theClock)
        : q(client)
        , stream(byteStream)
        , limits(clientLimits)
        , clock(theClock)
    {
    }

    void sendMore();
    void releaseBody();
    void process();
    bool readHead();
    bool readBody();
    void onHead();
    void onStreamEnd(const Error &error);
    void settleEnd();
    void finish();
    void fail(const Error &error);
    void armDeadline(milliseconds delay);
    void onDeadline();
    bool isSettled() const { return state == ClientState::Finished || state == ClientState::Failed; }
    bool isSent() const { return sent == body.size() && stream->bytesToWrite() == 0; }

    Client *const q;
    ByteStream *stream; // our child until it is taken
    const ClientLimits limits;
    Clock &clock;
    std::optional<ResponseParser> parser;
    BodyDecoder decoder;
    QByteArray input; // read but not yet understood
    QByteArray body; // of the request
    qsizetype sent = 0;
    BodyFraming framing;
    ClientState state = ClientState::Idle;
    int interimHeads = 0;
    bool paused = false;
    bool receivedAnything = false;
    bool keepAlive = false;
    bool starting = false;
    std::optional<Error> end; // the stream is over; what it brought may still wait in it
    SteadyTime lastProgress = {};
    std::unique_ptr<Deadline> deadline;
};

Client::Client(ByteStream *stream, const ClientLimits &limits, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, stream, limits, clock))
{
    stream->setParent(this);
    connect(stream, &ByteStream::readyRead, this, [this] {
        d->lastProgress = d->clock.steadyNow();
        d->process();
    });
    connect(stream, &ByteStream::bytesWritten, this, [this] {
        d->lastProgress = d->clock.steadyNow();
        d->sendMore();
    });
    connect(stream, &ByteStream::endOfStream, this, [this] {
        d->onStreamEnd({ErrorCode::UpstreamClosed, u"connection closed before the end of the answer"_s});
    });
    connect(stream, &ByteStream::failed, this, [this](const Error &error) { d->onStreamEnd(error); });
}

Client::~Client()
{
    if (!d->stream)
        return;
    // We may be inside one of its signals, so it goes later; nothing of it is heard any more.
    d->stream->disconnect(this);
    d->stream->abort();
    d->stream->setParent(nullptr);
    d->stream->deleteLater();
}

void Client::start(const RequestHead &head, const QByteArray &body)
{
    Q_ASSERT(d->state == ClientState::Idle);
    d->state = ClientState::AwaitingHead;
    d->starting = true;
    d->parser.emplace(d->limits.maxHeadBytes, head.method);
    d->body = body;
    d->lastProgress = d->clock.steadyNow();
    RequestHead framed = head;
    framed.headers.remove("Transfer-Encoding");
    if (announcesBody(head, body))
        framed.headers.set("Content-Length", QByteArray::number(body.size()));
    else
        framed.headers.remove("Content-Length");
    auto first = toBytes(framed);
    if (body.size() <= readSize) {
        first.append(body); // one write for all of a small request
        d->sent = body.size();
    }
    d->stream->write(first);
    d->sendMore();
    d->stream->flush();
    d->releaseBody();
    d->armDeadline(std::min(d->limits.firstByteTimeout, d->limits.idleTimeout));
    d->starting = false;
    if (!d->stream->isOpen() && !d->end)
        d->end = Error{ErrorCode::UpstreamClosed, u"connection was closed before the request"_s};
    if (d->end)
        QMetaObject::invokeMethod(
            this, [this] { d->process(); }, Qt::QueuedConnection);
}

void Client::Private::sendMore()
{
    if (!stream || isSettled() || sent == body.size())
        return;
    while (sent < body.size() && stream->isOpen() && stream->bytesToWrite() < writeHighWater) {
        const auto slice = std::min<qsizetype>(readSize, body.size() - sent);
        stream->write(QByteArrayView(body).sliced(sent, slice));
        sent += slice;
    }
    stream->flush();
    releaseBody();
}

//! The answer may take far longer than the request did.
void Client::Private::releaseBody()
{
    if (sent == body.size()) {
        body = {};
        sent = 0;
    }
}

void Client::Private::process()
{
    const QPointer<Client> guard(q);
    while (stream && !paused) {
        if (state == ClientState::AwaitingHead ? !readHead()
                                               : state != ClientState::ReadingBody || !readBody())
            break;
        if (!guard)
            return;
    }
    if (guard)
        settleEnd();
}

//! True if there may be more to do; as readBody(), may have been deleted by then.
bool Client::Private::readHead()
{
    if (input.isEmpty())
        input = stream->read(readSize);
    if (input.isEmpty())
        return false;
    receivedAnything = true;
    const auto progress = parser->feed(input);
    if (!progress) {
        fail(progress.error());
        return true;
    }
    input = progress->taken == input.size() ? QByteArray() : input.sliced(progress->taken);
    if (progress->complete)
        onHead();
    return true;
}

void Client::Private::onHead()
{
    const int status = parser->head().status;
    if (status < 200 && status != 101) {
        parser->reset();
        if (++interimHeads > maxInterimHeads)
            fail({ErrorCode::ProtocolViolation, u"too many interim answers"_s});
        return;
    }
    const auto head = parser->takeHead();
    framing = parser->framing();
    decoder = BodyDecoder(framing);
    keepAlive = isKeptAlive(head.minorVersion, head.headers);
    state = status == 101 ? ClientState::Upgraded : ClientState::ReadingBody;
    emit q->headReceived(head);
}

bool Client::Private::readBody()
{
    if (decoder.isComplete()) {
        finish();
        return true;
    }
    const auto bytes = input.isEmpty() ? stream->read(readSize) : std::exchange(input, {});
    if (bytes.isEmpty())
        return false;
    auto decoded = decoder.feed(bytes);
    if (!decoded) {
        fail(decoded.error());
        return true;
    }
    if (decoded->taken < bytes.size())
        input = bytes.sliced(decoded->taken);
    if (!decoded->data.isEmpty())
        emit q->bodyReceived(decoded->data);
    return true;
}

void Client::Private::onStreamEnd(const Error &error)
{
    if (end || isSettled())
        return;
    end = error;
    if (!starting)
        process();
}

//! Once all that came has been delivered: was the end of the stream an end of the answer?
void Client::Private::settleEnd()
{
    if (!end || !stream || paused
        || (state != ClientState::AwaitingHead && state != ClientState::ReadingBody))
        return;
    const auto error = *end; // outlives us if the receiver of failed() deletes us
    if (state == ClientState::ReadingBody && error.code == ErrorCode::UpstreamClosed && decoder.end())
        finish();
    else
        fail(error);
}

void Client::Private::finish()
{
    state = ClientState::Finished;
    deadline.reset();
    emit q->finished();
}

void Client::Private::fail(const Error &error)
{
    state = ClientState::Failed;
    deadline.reset();
    stream->abort();
    emit q->failed(error);
}

void Client::Private::armDeadline(milliseconds delay)
{
    deadline = clock.after(delay, [this] { onDeadline(); });
}

//! Progress only moves a stamp; the deadline looks at it when it fires.
void Client::Private::onDeadline()
{
    if (isSettled() || state == ClientState::Upgraded)
        return;
    const bool awaitingHead = state == ClientState::AwaitingHead;
    const auto timeout = awaitingHead ? limits.firstByteTimeout : limits.idleTimeout;
    if (paused)
        lastProgress = clock.steadyNow(); // it is the client who is slow
    const auto left = lastProgress + timeout - clock.steadyNow();
    if (left > 0ms)
        armDeadline(std::min({left, limits.firstByteTimeout, limits.idleTimeout}));
    else
        fail({ErrorCode::TimedOut, awaitingHead ? u"no answer in time"_s : u"the answer stalled"_s});
}

void Client::setPaused(bool paused)
{
    if (d->paused == paused)
        return;
    d->paused = paused;
    if (paused)
        return;
    d->lastProgress = d->clock.steadyNow();
    QMetaObject::invokeMethod(
        this, [this] { d->process(); }, Qt::QueuedConnection);
}

BodyFraming Client::framing() const
{
    return d->framing;
}

bool Client::receivedAnything() const
{
    return d->receivedAnything || (d->stream && d->stream->bytesAvailable() > 0);
}

ByteStream *Client::takeReusableStream()
{
    if (d->state != ClientState::Finished || !d->stream || !d->keepAlive || d->end || !d->isSent()
        || d->framing.kind == BodyFraming::Kind::UntilClose || !d->input.isEmpty() || !d->stream->isOpen()
        || d->stream->bytesAvailable() > 0)
        return nullptr;
    return takeStream(nullptr);
}

ByteStream *Client::takeStream(QByteArray *readAhead)
{
    auto *stream = std::exchange(d->stream, nullptr);
    if (!stream)
        return nullptr;
    d->deadline.reset();
    stream->disconnect(this);
    stream->setParent(nullptr);
    if (readAhead)
        *readAhead = std::exchange(d->input, {});
    return stream;
}

} // namespace sluice::http
