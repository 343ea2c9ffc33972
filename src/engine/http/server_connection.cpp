// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/framing.h"
#include "engine/http/server_connection_p.h"
#include "engine/http/writer.h"
#include "engine/transport/byte_stream.h"

#include <algorithm>

// How a ServerConnection answers, and how it ends.

namespace sluice::http {

namespace {

Reply plainErrorReply(int status, const QByteArray &text)
{
    return {{status, reasonOf(status), 1, {{"Content-Type", "text/plain; charset=utf-8"}}}, text + '\n'};
}

} // namespace

ServerConnection::ServerConnection(ByteStream *stream, const ServerLimits &limits, Clock &clock,
                                   QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, stream, limits, clock))
{
    d->errorReply = plainErrorReply;
    stream->setListener(d.get());
    d->awaitNext();
}

ServerConnection::~ServerConnection()
{
    if (!d->stream)
        return;
    // We may be inside one of its signals, so it goes later; nothing of it is heard any more.
    d->stream->setListener(nullptr);
    if (d->state != ConnectionState::Closed)
        d->stream->abort();
    d->stream->deleteLater();
}

//! False once nothing can be sent any more.
bool ServerConnection::Private::beginAnswer(ResponseHead responseHead, const BodyFraming &framing)
{
    if (state != ConnectionState::Answering && state != ConnectionState::ReadingBody)
        return false;
    const bool isWhole = decoder.isComplete();
    enter(ConnectionState::Answering);
    for (const auto &field : answerFields.fields())
        responseHead.headers.set(field.name, field.value);
    plan = planAnswer(head, std::move(responseHead), framing, keepAlive && isWhole && !draining);
    lengthLeft = plan.sendsBody && framing.kind == BodyFraming::Kind::Length ? framing.length : 0;
    return true;
}

//! Of the answer as planned; only the plan's decisions are needed afterwards.
QByteArray ServerConnection::Private::takeHeadBytes()
{
    return toBytes(std::exchange(plan.head, {}));
}

void ServerConnection::Private::endAnswer()
{
    if (!isAnswering())
        return;
    if (!plan.keepsConnection || draining)
        closeGracefully();
    else
        awaitNext();
}

void ServerConnection::Private::awaitNext()
{
    body.clear();
    bodySize = 0;
    enter(ConnectionState::Idle);
    if (!deadline)
        armDeadline(std::min(limits.headTimeout, limits.idleTimeout));
    if (!processing && (!input.isEmpty() || stream->bytesAvailable() > 0))
        QMetaObject::invokeMethod(
            q, [this] { process(); }, Qt::QueuedConnection);
}

//! The stream sends what is left and lets the client read it, even if we are deleted. closed is emitted from
//! the event loop, never from inside a call.
void ServerConnection::Private::closeGracefully()
{
    if (state == ConnectionState::Closed)
        return;
    enter(ConnectionState::Closed);
    deadline.reset();
    stream->close();
    QMetaObject::invokeMethod(
        q, [this] { settleClosed(); }, Qt::QueuedConnection);
}

void ServerConnection::Private::settleClosed()
{
    if (std::exchange(announced, true))
        return;
    deadline.reset();
    emit q->closed();
}

void ServerConnection::Private::onStreamEnd()
{
    // A client may send its last bytes and leave in one go; they were read before this. Whoever leaves during
    // an answer does not want it any more.
    if (state == ConnectionState::ReadingBody || state == ConnectionState::Answering)
        stream->abort();
    else
        stream->close();
    enter(ConnectionState::Closed);
    if (sending) // the receiver of closed() may delete us, but not under its own sendBody()
        QMetaObject::invokeMethod(
            q, [this] { settleClosed(); }, Qt::QueuedConnection);
    else
        settleClosed();
}

void ServerConnection::Private::send(QByteArrayView first, QByteArrayView second, QByteArrayView third)
{
    sending = true;
    stream->send(first, second, third);
    sending = false;
}

void ServerConnection::Private::enter(ConnectionState next)
{
    state = next;
    if (next != ConnectionState::Answering && next != ConnectionState::Closed) // which nothing times
        since = clock.steadyNow();
}

void ServerConnection::Private::armDeadline(milliseconds delay)
{
    deadline = clock.after(delay, [this] { onDeadline(); });
}

//! One deadline serves all states: entering one only moves a stamp, and it is looked at when the deadline
//! fires.
void ServerConnection::Private::onDeadline()
{
    deadline.reset();
    if (state == ConnectionState::Answering || state == ConnectionState::Closed)
        return; // awaitNext() arms it again
    const auto timeout = state == ConnectionState::ReadingHead ? limits.headTimeout : limits.idleTimeout;
    const auto left = since + timeout - clock.steadyNow();
    if (left > 0ms) {
        armDeadline(std::min({left, limits.headTimeout, limits.idleTimeout}));
    } else if (state == ConnectionState::Idle) {
        closeGracefully();
    } else {
        if (state == ConnectionState::ReadingHead)
            head = parser.takeHead(); // it says who asks, as far as it came
        refuse(408, QStringLiteral("the request did not arrive in time"));
    }
}

const RequestHead &ServerConnection::head() const
{
    return d->head;
}

QByteArray ServerConnection::takeBody()
{
    return std::exchange(d->body, {});
}

QString ServerConnection::peerName() const
{
    return d->stream ? d->stream->peerName() : QString();
}

bool ServerConnection::isIdle() const
{
    return d->state == ConnectionState::Idle;
}

QString ServerConnection::localAddress() const
{
    return d->stream ? d->stream->localAddress() : QString();
}

void ServerConnection::setErrorReply(std::function<Reply(int, const QByteArray &)> errorReply)
{
    d->errorReply = std::move(errorReply);
}

void ServerConnection::setAnswerFields(const Headers &fields)
{
    d->answerFields = fields;
}

void ServerConnection::closeWhenIdle()
{
    d->draining = true;
    if (isIdle())
        d->closeGracefully();
}

void ServerConnection::sendReply(const Reply &reply)
{
    if (!d->beginAnswer(reply.head, {BodyFraming::Kind::Length, reply.body.size()}))
        return;
    d->send(d->takeHeadBytes(), d->plan.sendsBody ? QByteArrayView(reply.body) : QByteArrayView());
    d->endAnswer();
}

void ServerConnection::sendHead(ResponseHead head, const BodyFraming &framing)
{
    // Not flushed: the first bytes of the body come along in the same turn, or the head leaves at its end.
    if (d->beginAnswer(std::move(head), framing))
        d->stream->write(d->takeHeadBytes());
}

void ServerConnection::sendBody(QByteArrayView bytes)
{
    if (!d->isAnswering() || !d->plan.sendsBody || bytes.isEmpty())
        return;
    switch (d->plan.framing.kind) {
    case BodyFraming::Kind::None:
        return;
    case BodyFraming::Kind::Length:
        Q_ASSERT(bytes.size() <= d->lengthLeft);
        bytes.truncate(std::min<qint64>(bytes.size(), d->lengthLeft));
        d->lengthLeft -= bytes.size();
        d->send(bytes);
        break;
    case BodyFraming::Kind::Chunked:
        d->send(ChunkHead(bytes.size()).bytes(), bytes, chunkEnd);
        break;
    case BodyFraming::Kind::UntilClose:
        d->send(bytes);
        break;
    }
}

void ServerConnection::finish()
{
    if (!d->isAnswering())
        return;
    if (d->lengthLeft > 0) {
        abort(); // less than was promised is no clean end
        return;
    }
    const bool isChunked = d->plan.sendsBody && d->plan.framing.kind == BodyFraming::Kind::Chunked;
    d->send(isChunked ? lastChunk : QByteArrayView());
    d->endAnswer();
}

void ServerConnection::abort()
{
    if (d->state == ConnectionState::Closed)
        return;
    d->enter(ConnectionState::Closed);
    d->stream->abort();
    QMetaObject::invokeMethod(
        this, [this] { d->settleClosed(); }, Qt::QueuedConnection);
}

qint64 ServerConnection::bytesToWrite() const
{
    return d->stream ? d->stream->bytesToWrite() : 0;
}

ByteStream *ServerConnection::takeStream(QByteArray *readAhead)
{
    auto *stream = std::exchange(d->stream, nullptr);
    if (!stream)
        return nullptr;
    d->enter(ConnectionState::Closed);
    d->deadline.reset();
    stream->setListener(nullptr);
    if (readAhead)
        *readAhead = std::exchange(d->input, {});
    return stream;
}

} // namespace sluice::http
