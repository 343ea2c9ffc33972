// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/framing.h"
#include "engine/http/server_connection_p.h"
#include "engine/http/writer.h"
#include "engine/transport/byte_stream.h"

#include <QtCore/QPointer>

#include <algorithm>
#include <cstring>

// How a ServerConnection reads requests, and refuses what it cannot read.

using namespace Qt::StringLiterals;

namespace sluice::http {

namespace {

constexpr qint64 readSize = qint64{64} * 1024;
constexpr qint64 directRead = qint64{512} * 1024; // then others get their turn

} // namespace

void ServerConnection::Private::process()
{
    if (processing)
        return;
    processing = true;
    const QPointer<ServerConnection> guard(q);
    while (guard && advance()) { }
    if (guard)
        processing = false;
}

//! True if there may be more to do. A receiver may have deleted us by then.
bool ServerConnection::Private::advance()
{
    switch (state) {
    case ConnectionState::Idle:
    case ConnectionState::ReadingHead:
        return readHead();
    case ConnectionState::ReadingBody:
        return readBody();
    case ConnectionState::Answering:
    case ConnectionState::Closed:
        break;
    }
    return false;
}

bool ServerConnection::Private::fillInput()
{
    if (input.isEmpty())
        input = stream->read(readSize);
    return !input.isEmpty();
}

bool ServerConnection::Private::readHead()
{
    if (!fillInput())
        return false;
    const auto progress = parser.feed(input);
    if (state == ConnectionState::Idle && parser.hasStarted())
        enter(ConnectionState::ReadingHead);
    if (!progress) {
        head = parser.takeHead();
        refuse(refusalStatus(progress.error()), progress.error().detail);
        return true;
    }
    input = progress->taken == input.size() ? QByteArray() : input.sliced(progress->taken);
    if (progress->complete)
        onRequestHead();
    return true;
}

void ServerConnection::Private::onRequestHead()
{
    const auto framing = parser.framing();
    head = parser.takeHead();
    parser.reset();
    keepAlive = isKeptAlive(head.minorVersion, head.headers);
    decoder = BodyDecoder(framing, limits.maxBodyBytes);
    announcedLength = framing.kind == BodyFraming::Kind::Length ? framing.length : 0;
    bodySize = 0;
    enter(ConnectionState::ReadingBody);
    if (framing.kind == BodyFraming::Kind::Length && framing.length > limits.maxBodyBytes) {
        refuse(413, u"body of more than %1 bytes"_s.arg(limits.maxBodyBytes));
        return;
    }
    const QPointer<ServerConnection> guard(q);
    emit q->headReceived();
    if (!guard || state != ConnectionState::ReadingBody)
        return;
    const bool waits = !decoder.isComplete() && input.isEmpty() && head.minorVersion > 0
        && head.headers.hasToken("Expect", "100-continue");
    if (waits)
        send("HTTP/1.1 100 Continue\r\n\r\n");
}

bool ServerConnection::Private::readBody()
{
    if (decoder.isComplete()) {
        enter(ConnectionState::Answering);
        emit q->requestReceived();
        return true;
    }
    if (!fillInput())
        return false;
    since = clock.steadyNow();
    const auto bytes = std::exchange(input, {});
    const auto decoded = decoder.feed(bytes);
    if (!decoded) {
        refuse(refusalStatus(decoded.error()), decoded.error().detail);
        return true;
    }
    if (decoded->taken < bytes.size())
        input = bytes.sliced(decoded->taken);
    keepBody(decoded->data);
    return true;
}

void ServerConnection::Private::keepBody(const QByteArray &bytes)
{
    if (bodySize == 0 && bytes.size() >= announcedLength) {
        body = bytes; // all of it, or the first chunks
    } else if (announcedLength == 0) {
        body.append(bytes);
    } else {
        if (bodySize == 0) // checked against the limit when the head came
            body = QByteArray(announcedLength, Qt::Uninitialized);
        std::memcpy(body.data() + bodySize, bytes.data(), static_cast<std::size_t>(bytes.size()));
    }
    bodySize += bytes.size();
}

//! What is left of a body of known length comes straight to its place.
std::span<char> ServerConnection::Private::room()
{
    if (state != ConnectionState::ReadingBody || !input.isEmpty() || bodySize == 0 || processing)
        return {};
    const auto left = std::min<qint64>(decoder.plainLeft(), directRead);
    return {body.data() + bodySize, static_cast<std::size_t>(left)};
}

void ServerConnection::Private::onReceived(qsizetype count)
{
    decoder.skip(count);
    bodySize += count;
    since = clock.steadyNow();
    if (decoder.isComplete())
        process();
}

//! Answers a request that nobody else gets to see.
void ServerConnection::Private::refuse(int status, const QString &text)
{
    keepAlive = false;
    enter(ConnectionState::Answering);
    const auto reply = errorReply(status, text.toUtf8());
    plan = planAnswer(head, reply.head, {BodyFraming::Kind::Length, reply.body.size()}, false);
    send(takeHeadBytes(), plan.sendsBody ? QByteArrayView(reply.body) : QByteArrayView());
    closeGracefully();
}

} // namespace sluice::http
