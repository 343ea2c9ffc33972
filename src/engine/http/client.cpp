// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/client_p.h"
#include "engine/http/framing.h"
#include "engine/http/writer.h"

#include <QtCore/QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sluice::http {

namespace {

constexpr qint64 readSize = qint64{64} * 1024;
constexpr int maxInterimHeads = 32;

bool announcesBody(const RequestHead &head, const QByteArray &body)
{
    return !body.isEmpty() || head.method == "POST" || head.method == "PUT" || head.method == "PATCH";
}

} // namespace

Client::Client(ByteStream *stream, const ClientLimits &limits, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, limits, clock))
{
    d->hold(stream);
}

Client::~Client()
{
    d->breakStream();
}

void Client::Private::hold(ByteStream *byteStream)
{
    stream = byteStream;
    if (stream)
        stream->setListener(this);
}

ByteStream *Client::Private::letGo()
{
    if (stream)
        stream->setListener(nullptr);
    return std::exchange(stream, nullptr);
}

void Client::Private::breakStream()
{
    auto *broken = letGo();
    if (!broken)
        return;
    broken->abort();
    broken->deleteLater(); // we may be inside one of its signals
}

void Client::reset(ByteStream *stream)
{
    d->breakStream();
    d->decoder = {};
    d->input.clear();
    d->body.clear();
    d->sent = 0;
    d->framing = {};
    d->state = ClientState::Idle;
    d->interimHeads = 0;
    d->paused = false;
    d->receivedAnything = false;
    d->provenUnreceived = false;
    d->keepAlive = false;
    d->end.reset();
    d->hold(stream);
}

void Client::start(RequestHead head, const QByteArray &body)
{
    Q_ASSERT(d->state == ClientState::Idle);
    d->state = ClientState::AwaitingHead;
    d->starting = true;
    d->parser.start(head.method);
    d->body = body;
    d->lastProgress = d->clock.steadyNow();
    head.headers.remove("Transfer-Encoding");
    if (announcesBody(head, body))
        head.headers.set("Content-Length"_ba, QByteArray::number(body.size()));
    else
        head.headers.remove("Content-Length");
    d->sentBefore = d->stream->bytesSent();
    d->sent = std::min<qsizetype>(body.size(), readSize);
    d->stream->send(toBytes(head), QByteArrayView(body).first(d->sent));
    d->sendMore();
    d->releaseBody();
    if (!d->deadline)
        d->armDeadline(std::min(d->limits.firstByteTimeout, d->limits.idleTimeout));
    d->starting = false;
    if (!d->stream->isOpen() && !d->end)
        d->end = StreamEnd{{ErrorCode::UpstreamClosed, u"connection was closed before the request"_s}};
    if (d->end)
        QMetaObject::invokeMethod(
            this, [this] { d->process(); }, Qt::QueuedConnection);
}

bool Client::isUnderWay() const
{
    return d->state != ClientState::Idle && !d->isSettled();
}

void Client::Private::onReadyRead(ByteStream &)
{
    lastProgress = clock.steadyNow();
    process();
}

void Client::Private::onBytesWritten(ByteStream &)
{
    lastProgress = clock.steadyNow();
    sendMore();
}

void Client::Private::onEndOfStream(ByteStream &)
{
    onStreamEnd({{ErrorCode::UpstreamClosed, u"connection closed before the end of the answer"_s}, true});
}

void Client::Private::sendMore()
{
    if (!stream || isSettled() || sent == body.size())
        return;
    while (sent < body.size()) {
        const auto taken = stream->offer(QByteArrayView(body).sliced(sent));
        if (taken == 0)
            break;
        sent += taken;
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
    const auto progress = parser.feed(input);
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
    const auto &head = parser.head();
    const int status = head.status;
    if (status < 200 && status != 101) {
        parser.reset();
        if (++interimHeads > maxInterimHeads)
            fail({ErrorCode::ProtocolViolation, u"too many interim answers"_s});
        return;
    }
    framing = parser.framing();
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

void Client::Private::onStreamEnd(const StreamEnd &streamEnd)
{
    if (end || isSettled())
        return;
    end = streamEnd;
    if (!starting)
        process();
}

//! Once all that came has been delivered: was the end of the stream an end of the answer? Where nothing else
//! says how long the answer is, only an orderly end can be.
void Client::Private::settleEnd()
{
    if (!end || !stream || paused
        || (state != ClientState::AwaitingHead && state != ClientState::ReadingBody))
        return;
    const auto last = *end; // outlives us if the receiver of failed() deletes us
    if (state == ClientState::ReadingBody && last.isOrderly && decoder.end())
        finish();
    else
        fail(last.error);
}

void Client::Private::finish()
{
    state = ClientState::Finished; // the deadline stays for the next request: onDeadline()
    emit q->finished();
}

void Client::Private::fail(const Error &error)
{
    state = ClientState::Failed;
    deadline.reset();
    const auto confirmed = stream->bytesConfirmed();
    provenUnreceived =
        sentBefore && (stream->bytesSent() == sentBefore || (confirmed && *confirmed <= *sentBefore));
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
    deadline.reset();
    if (state != ClientState::AwaitingHead && state != ClientState::ReadingBody)
        return; // start() arms it again
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

ResponseHead Client::takeHead()
{
    return d->parser.takeHead();
}

bool Client::receivedAnything() const
{
    return d->receivedAnything || (d->stream && d->stream->bytesAvailable() > 0);
}

bool Client::isProvenUnreceived() const
{
    return d->provenUnreceived && !receivedAnything();
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
    if (readAhead)
        *readAhead = std::exchange(d->input, {});
    return d->letGo();
}

} // namespace sluice::http
