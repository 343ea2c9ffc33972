// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/tcp_stream.h"

#include "engine/transport/lingering_socket.h"
#include "engine/transport/stream_listener.h"

#include <QtCore/QSocketNotifier>

#include <algorithm>
#include <array>
#include <utility>

namespace sluice {

namespace {

constexpr qint64 receiveBytes = 64 * 1024;
constexpr qint64 largeRead = 48 * 1024;

} // namespace

TcpStream::TcpStream(qintptr descriptor, QByteArray readAhead, Clock &clock, QObject *parent)
    : ByteStream(parent)
    , m_clock(clock)
    , m_descriptor(descriptor)
    , m_readNotifier(std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read))
    , m_writeNotifier(std::make_unique<QSocketNotifier>(QSocketNotifier::Write))
    , m_errorNotifier(std::make_unique<QSocketNotifier>(QSocketNotifier::Exception))
    , m_received(std::move(readAhead))
    , m_peerName(native::peerName(descriptor))
{
    native::configure(descriptor);
    if (const auto progress = native::progress(descriptor))
        m_sentBefore = progress->sent;
    m_writeNotifier->setSocket(descriptor); // still disabled, both
    m_errorNotifier->setSocket(descriptor);
    connect(m_readNotifier.get(), &QSocketNotifier::activated, this, &TcpStream::onReadable);
    connect(m_writeNotifier.get(), &QSocketNotifier::activated, this, &TcpStream::onWritable);
    connect(m_errorNotifier.get(), &QSocketNotifier::activated, this, &TcpStream::onError);
    if (!m_received.isEmpty())
        QMetaObject::invokeMethod(this, &TcpStream::readyRead, Qt::QueuedConnection);
}

TcpStream::~TcpStream()
{
    if (m_state != State::Closed)
        abort();
}

QByteArray TcpStream::read(qint64 maxBytes)
{
    if (maxBytes <= 0 || m_received.isEmpty())
        return {};
    QByteArray result;
    if (maxBytes >= m_received.size()) {
        result = std::exchange(m_received, {});
    } else {
        result = m_received.first(maxBytes);
        m_received.remove(0, maxBytes);
    }
    if (m_state == State::Open)
        watchInput();
    return result;
}

bool TcpStream::isQuiet() const
{
    return ByteStream::isQuiet() && native::isQuiet(m_descriptor);
}

QString TcpStream::localAddress() const
{
    return native::localAddress(m_descriptor);
}

std::optional<quint64> TcpStream::bytesSent() const
{
    return m_sentBefore ? std::optional(*m_sentBefore + m_sent) : std::nullopt;
}

qint64 TcpStream::bytesToWrite() const
{
    return m_lingering ? m_lingering->bytesToWrite() : m_outgoing.size();
}

void TcpStream::write(QByteArrayView bytes)
{
    if (m_state == State::Closed || m_sendError != 0)
        return;
    m_outgoing.append(bytes);
    m_writeNotifier->setEnabled(true);
}

void TcpStream::send(QByteArrayView first, QByteArrayView second, QByteArrayView third)
{
    const bool wasQueued = !m_outgoing.isEmpty();
    const bool isNothing = !wasQueued && first.isEmpty() && second.isEmpty() && third.isEmpty();
    if (m_state == State::Closed || m_sendError != 0 || isNothing)
        return;
    const auto sent = sendNow(std::array{m_outgoing.view(), first, second, third});
    if (m_sendError != 0)
        return;
    auto left = sent - std::min(sent, m_outgoing.size());
    m_outgoing.consume(sent - left);
    for (const auto piece : {first, second, third}) {
        const auto skipped = std::min(left, piece.size());
        left -= skipped;
        m_outgoing.append(piece.sliced(skipped));
    }
    if (wasQueued || !m_outgoing.isEmpty())
        m_writeNotifier->setEnabled(!m_outgoing.isEmpty() || m_isOffered);
}

qsizetype TcpStream::offer(QByteArrayView bytes)
{
    flush();
    if (m_state == State::Closed || m_sendError != 0 || m_isOffered)
        return 0;
    const auto taken = m_outgoing.isEmpty() ? sendNow(std::array{bytes}) : 0;
    m_isOffered = taken < bytes.size() && m_sendError == 0;
    if (m_isOffered)
        m_writeNotifier->setEnabled(true);
    return taken;
}

void TcpStream::flush()
{
    if (m_outgoing.isEmpty() || m_state == State::Closed)
        return;
    const bool isWatched = m_outgoing.size() > unannouncedBytes;
    if (!sendOutgoing() || !isWatched || std::exchange(m_isAnnouncing, true))
        return;
    QMetaObject::invokeMethod(this, &TcpStream::announceWritten, Qt::QueuedConnection);
}

void TcpStream::announceWritten()
{
    m_isAnnouncing = false;
    if (m_state != State::Closed)
        emit bytesWritten();
}

//! How many bytes the system took. A failure is kept: it surfaces when all that came before it has been read.
qsizetype TcpStream::sendNow(std::span<const QByteArrayView> pieces)
{
    const auto sent = native::send(m_descriptor, pieces);
    if (sent.outcome == native::Outcome::Done) {
        m_sent += static_cast<quint64>(sent.bytes);
        return sent.bytes;
    }
    if (sent.outcome == native::Outcome::Failed) {
        m_sendError = sent.error;
        m_outgoing.clear();
        if (m_state == State::PeerClosed)
            QMetaObject::invokeMethod(this, &TcpStream::failSending, Qt::QueuedConnection);
        else
            watchInput();
    }
    return 0;
}

//! True if bytesToWrite() went down.
bool TcpStream::sendOutgoing()
{
    const auto sent = sendNow(std::array{m_outgoing.view()});
    m_outgoing.consume(sent);
    m_writeNotifier->setEnabled(!m_outgoing.isEmpty() || m_isOffered);
    return sent > 0;
}

void TcpStream::onWritable()
{
    const bool wasOffered = std::exchange(m_isOffered, false);
    if (m_outgoing.isEmpty()) {
        m_writeNotifier->setEnabled(false);
        if (wasOffered)
            emit bytesWritten();
        return;
    }
    if (sendOutgoing())
        emit bytesWritten();
}

//! Full, we leave the rest to the system, which holds the peer back; then only an error is worth waking up
//! for. A peer that is gone needs no holding back. One notifier is on at any time, or the dispatcher would
//! have to forget the descriptor in between.
void TcpStream::watchInput()
{
    if (m_received.size() >= receiveBytes && m_sendError == 0) {
        m_errorNotifier->setEnabled(true);
        m_readNotifier->setEnabled(false);
    } else {
        m_readNotifier->setEnabled(true);
        m_errorNotifier->setEnabled(false);
    }
}

void TcpStream::onError()
{
    m_errorNotifier->setEnabled(false); // urgent data wakes us too: once
    m_sendError = native::takeError(m_descriptor);
    if (m_sendError != 0)
        watchInput();
}

void TcpStream::onReadable()
{
    const auto wanted = m_received.isEmpty() && listener() ? listener()->room() : std::span<char>();
    if (!wanted.empty()) {
        const auto received =
            native::receive(m_descriptor, wanted.data(), static_cast<qint64>(wanted.size()));
        if (received.outcome == native::Outcome::Done)
            listener()->onReceived(received.bytes);
        else
            onNothingReceived(received);
        return;
    }
    const auto room = m_sendError == 0 ? receiveBytes - m_received.size() : receiveBytes;
    if (room <= 0) {
        watchInput();
        return;
    }
    const auto received = receive(room);
    if (received.outcome == native::Outcome::Done)
        emit readyRead();
    else
        onNothingReceived(received);
}

native::Transfer TcpStream::receive(qint64 room)
{
    native::Transfer received;
    if (m_expectsMuch && m_received.isEmpty()) {
        QByteArray bytes(room, Qt::Uninitialized); // kept as it is, if it gets nearly full
        received = native::receive(m_descriptor, bytes.data(), room);
        bytes.truncate(received.bytes);
        if (received.bytes < largeRead)
            bytes.squeeze();
        m_received = std::move(bytes);
    } else {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): is filled at once
        std::array<char, receiveBytes> buffer;
        received = native::receive(m_descriptor, buffer.data(), room);
        if (m_received.isEmpty())
            m_received = QByteArray(buffer.data(), received.bytes);
        else
            m_received.append(buffer.data(), received.bytes);
    }
    m_expectsMuch = received.bytes >= largeRead;
    return received;
}

void TcpStream::onNothingReceived(const native::Transfer &received)
{
    switch (received.outcome) {
    case native::Outcome::Done:
    case native::Outcome::WouldBlock:
        return;
    case native::Outcome::Ended:
        if (const auto progress = native::progress(m_descriptor))
            m_confirmed = progress->confirmed;
        m_readNotifier->setEnabled(false);
        m_state = State::PeerClosed;
        if (m_sendError != 0)
            failSending();
        else
            emit endOfStream();
        return;
    case native::Outcome::Failed:
        fail(received.error);
        return;
    }
}

void TcpStream::failSending()
{
    if (m_state != State::Closed)
        fail(m_sendError);
}

void TcpStream::fail(int systemError)
{
    auto received = std::exchange(m_received, {});
    release();
    m_received = std::move(received);
    emit failed({ErrorCode::UpstreamClosed, native::errorText(systemError)});
}

void TcpStream::close()
{
    if (m_state == State::Closed)
        return;
    if (!m_outgoing.isEmpty())
        sendOutgoing();
    const bool isOver = m_sendError != 0 || (m_state == State::PeerClosed && m_outgoing.isEmpty());
    if (isOver) {
        release();
        return;
    }
    const auto descriptor = std::exchange(m_descriptor, -1);
    const auto outgoing = std::exchange(m_outgoing, {});
    release();
    m_lingering = new LingeringSocket(descriptor, outgoing, place(), m_clock);
    connect(m_lingering, &LingeringSocket::bytesWritten, this, &TcpStream::bytesWritten);
}

void TcpStream::abort()
{
    if (m_descriptor >= 0)
        native::resetOnClose(m_descriptor);
    release();
    if (m_lingering)
        m_lingering->abort();
}

void TcpStream::release()
{
    m_state = State::Closed;
    m_readNotifier.reset();
    m_writeNotifier.reset();
    m_errorNotifier.reset();
    m_outgoing.clear();
    m_received.clear();
    if (m_descriptor >= 0)
        native::close(std::exchange(m_descriptor, -1));
}

} // namespace sluice
