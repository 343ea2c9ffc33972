// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/websocket/websocket_connection.h"

#include "engine/transport/byte_stream.h"

#include <QtCore/QPointer>

#include <utility>

namespace sluice {

using namespace websocket;

namespace {

constexpr qint64 readSize = qint64{64} * 1024;
//! Pongs wait while more than this does. Whoever relays messages through here pauses before that, so the
//! queue comes down again unless the peer does not read.
constexpr qint64 mostBeforePong = qint64{256} * 1024;

} // namespace

WebSocketConnection::WebSocketConnection(ByteStream *stream, const QByteArray &readAhead,
                                         const Options &options, Clock &clock, Random &random,
                                         QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_stream(stream)
    , m_reader(options.role, options.maxMessageBytes)
    , m_writer(options.role, random, [stream](QByteArrayView bytes) { stream->write(bytes); })
    , m_closeTimeout(options.closeTimeout)
{
    stream->setParent(this);
    connect(stream, &ByteStream::readyRead, this, &WebSocketConnection::process);
    connect(stream, &ByteStream::bytesWritten, this, [this] {
        sendHeldPong();
        emit bytesWritten();
    });
    connect(stream, &ByteStream::endOfStream, this, &WebSocketConnection::onStreamOver);
    connect(stream, &ByteStream::failed, this, &WebSocketConnection::onStreamOver);
    m_reader.feed(readAhead);
    scheduleProcess();
}

WebSocketConnection::~WebSocketConnection()
{
    // We may be inside one of its signals, so it goes later; nothing of it is heard any more.
    m_stream->disconnect(this);
    if (m_state != State::Closed)
        m_stream->abort();
    m_stream->setParent(nullptr);
    m_stream->deleteLater();
}

void WebSocketConnection::send(FrameKind kind, QByteArrayView payload)
{
    if (m_state != State::Open)
        return;
    m_writer.write(kind, payload);
    scheduleFlush();
}

void WebSocketConnection::scheduleFlush()
{
    if (m_isProcessing || std::exchange(m_flushPosted, true))
        return; // process() flushes when it is through
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_flushPosted = false;
            flush();
        },
        Qt::QueuedConnection);
}

void WebSocketConnection::flush()
{
    if (m_state == State::Closed)
        return;
    m_stream->flush();
    sendHeldPong(); // where all has left at once, nothing tells of it
}

void WebSocketConnection::close(quint16 code, QByteArrayView reason)
{
    Q_ASSERT(code == close_code::noStatus || isOnTheWire(code));
    if (m_state != State::Open)
        return;
    m_writer.write(FrameKind::Close, closePayload(code, reason));
    m_state = State::Closing;
    m_keepAliveDeadline.reset();
    m_closeDeadline = m_clock.after(m_closeTimeout, [this] {
        m_stream->abort();
        finish(close_code::abnormal, "the peer did not close in time");
    });
    scheduleFlush();
    scheduleProcess(); // what a pause left unread
}

void WebSocketConnection::abort()
{
    m_state = State::Closed;
    m_keepAliveDeadline.reset();
    m_closeDeadline.reset();
    m_stream->disconnect(this);
    m_stream->abort();
}

void WebSocketConnection::setPaused(bool paused)
{
    if (std::exchange(m_isPaused, paused) == paused || paused)
        return;
    m_heardAt = m_clock.steadyNow();
    scheduleProcess();
}

void WebSocketConnection::scheduleProcess()
{
    if (std::exchange(m_processPosted, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_processPosted = false;
            process();
        },
        Qt::QueuedConnection);
}

void WebSocketConnection::process()
{
    if (m_isProcessing || m_state == State::Closed)
        return;
    m_isProcessing = true;
    const QPointer<WebSocketConnection> guard(this);
    while (guard && advance()) { }
    if (!guard)
        return;
    m_isProcessing = false;
    flush();
}

//! True if there may be more to do. A receiver may have deleted us by then.
bool WebSocketConnection::advance()
{
    if (m_state == State::Closed || (m_isPaused && m_state == State::Open))
        return false;
    if (const auto event = m_reader.next()) {
        onEvent(*event);
        return true;
    }
    const auto bytes = m_stream->read(readSize);
    if (!bytes.isEmpty()) {
        m_heardAt = m_clock.steadyNow();
        m_reader.feed(bytes);
        return true;
    }
    if (m_isStreamOver) {
        m_stream->close();
        finish(close_code::abnormal, "the connection ended without a close frame");
    }
    return false;
}

void WebSocketConnection::onEvent(const Event &event)
{
    const bool isOpen = m_state == State::Open;
    switch (event.kind) {
    case Event::Kind::Text:
        if (isOpen)
            emit textReceived(event.payload);
        break;
    case Event::Kind::Binary:
        if (isOpen)
            emit binaryReceived(event.payload);
        break;
    case Event::Kind::Ping:
        m_heldPong = event.payload; // of several the newest will do (RFC 6455, 5.5.3): they cannot pile up
        sendHeldPong();
        break;
    case Event::Kind::Pong:
        break;
    case Event::Kind::Close:
    case Event::Kind::Violation: {
        const bool isEcho = event.kind == Event::Kind::Close;
        if (isOpen)
            m_writer.write(FrameKind::Close, closePayload(event.code, isEcho ? QByteArray() : event.payload));
        m_stream->close(); // what was written still leaves
        finish(event.code, event.payload);
        break;
    }
    }
}

void WebSocketConnection::sendHeldPong()
{
    if (m_heldPong && m_stream->bytesToWrite() <= mostBeforePong)
        send(FrameKind::Pong, *std::exchange(m_heldPong, {}));
}

void WebSocketConnection::onStreamOver()
{
    m_isStreamOver = true;
    process();
}

void WebSocketConnection::setKeepAlive(milliseconds interval)
{
    m_keepAlive = interval;
    m_keepAliveDeadline.reset();
    m_heardAt = m_clock.steadyNow();
    if (m_keepAlive > 0ms && m_state == State::Open)
        armKeepAlive(m_keepAlive);
}

void WebSocketConnection::armKeepAlive(milliseconds delay)
{
    m_keepAliveDeadline = m_clock.after(delay, [this] { onKeepAlive(); });
}

//! One deadline for all messages: they only move a stamp, which is looked at when it fires.
void WebSocketConnection::onKeepAlive()
{
    m_keepAliveDeadline.reset();
    const auto now = m_clock.steadyNow();
    const auto silence = m_isPaused ? 0ms : now - m_heardAt;
    if (silence < m_keepAlive) {
        armKeepAlive(m_keepAlive - silence);
    } else if (m_pingedAt <= m_heardAt) {
        m_pingedAt = now;
        ping();
        armKeepAlive(m_keepAlive);
    } else {
        m_stream->abort();
        finish(close_code::abnormal, "nothing came for too long");
    }
}

void WebSocketConnection::finish(quint16 code, const QByteArray &reason)
{
    m_state = State::Closed;
    m_keepAliveDeadline.reset();
    m_closeDeadline.reset();
    m_stream->disconnect(this); // what it still has to say does not matter any more
    emit closed(code, reason);
}

qint64 WebSocketConnection::bytesToWrite() const
{
    return m_stream->bytesToWrite();
}

QString WebSocketConnection::peerName() const
{
    return m_stream->peerName();
}

} // namespace sluice
