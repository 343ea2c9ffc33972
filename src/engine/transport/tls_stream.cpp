// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/tls_stream.h"

#include "engine/transport/native_socket.h"
#include "engine/transport/tls_farewell.h"

#include <QtNetwork/QSslSocket>

namespace sluice {

namespace {

//! Qt reads as much again before it looks at the limit, so what waits decrypted stays below 64 KiB and one
//! record (16 KiB).
constexpr qint64 receiveBytes = 40 * 1024;

//! Whether the peer said by TLS itself that it is done; a connection that just ends may have been cut.
bool isCloseNotify(const QSslSocket &socket)
{
    return socket.error() == QAbstractSocket::RemoteHostClosedError
        && (native::isOpen(socket.socketDescriptor())
            || socket.errorString() == QSslSocket::tr("The TLS/SSL connection has been closed"));
}

} // namespace

TlsStream::TlsStream(QSslSocket *socket, Clock &clock, QObject *parent)
    : ByteStream(parent)
    , m_clock(clock)
    , m_socket(socket)
    , m_peerName(native::peerName(socket->socketDescriptor()))
{
    native::configure(socket->socketDescriptor());
    socket->setParent(this);
    socket->setReadBufferSize(receiveBytes);
    connect(socket, &QSslSocket::readyRead, this, &TlsStream::onReadyRead);
    connect(socket, &QSslSocket::encryptedBytesWritten, this, &TlsStream::onEncryptedBytesWritten);
    connect(socket, &QSslSocket::errorOccurred, this, &TlsStream::onErrorOccurred);
    if (socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &TlsStream::onReadyRead, Qt::QueuedConnection);
}

TlsStream::~TlsStream()
{
    if (m_state != State::Closed)
        abort();
}

QByteArray TlsStream::read(qint64 maxBytes)
{
    if (!m_socket)
        return {};
    return m_socket->read(std::min(maxBytes, m_socket->bytesAvailable()));
}

qint64 TlsStream::bytesAvailable() const
{
    return m_socket ? m_socket->bytesAvailable() : 0;
}

//! A session ticket that waits there makes a connection look spent; then another is made.
bool TlsStream::isQuiet() const
{
    return ByteStream::isQuiet() && native::isQuiet(m_socket->socketDescriptor());
}

QString TlsStream::localAddress() const
{
    return m_socket ? native::localAddress(m_socket->socketDescriptor()) : QString();
}

std::optional<quint64> TlsStream::bytesSent() const
{
    const auto progress = m_socket ? native::progress(m_socket->socketDescriptor()) : std::nullopt;
    return progress ? std::optional(progress->sent) : std::nullopt;
}

void TlsStream::write(QByteArrayView bytes)
{
    if (m_state == State::Open)
        m_socket->write(bytes.data(), bytes.size());
}

void TlsStream::flush()
{
    if (m_state != State::Open)
        return;
    const bool isWatched = bytesToWrite() > unannouncedBytes;
    m_isFlushing = true;
    m_socket->flush();
    m_isFlushing = false;
    if (isWatched && !std::exchange(m_isAnnouncing, true))
        QMetaObject::invokeMethod(this, &TlsStream::announceWritten, Qt::QueuedConnection);
}

void TlsStream::announceWritten()
{
    m_isAnnouncing = false;
    if (m_state == State::Open)
        emit bytesWritten();
}

qint64 TlsStream::bytesToWrite() const
{
    if (m_farewell)
        return m_farewell->bytesToWrite();
    return m_socket ? m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() : 0;
}

void TlsStream::onEncryptedBytesWritten()
{
    if (!m_isFlushing && m_state == State::Open)
        emit bytesWritten();
}

void TlsStream::onReadyRead()
{
    if (m_isFlushing) // Qt decrypts there too
        QMetaObject::invokeMethod(this, &TlsStream::onReadyRead, Qt::QueuedConnection);
    else if (m_socket)
        emit readyRead();
}

void TlsStream::onErrorOccurred()
{
    if (m_state != State::Open)
        return;
    m_state = State::Ended;
    // Qt takes a reset for an end; the system knows better.
    if (const auto progress = native::progress(m_socket->socketDescriptor());
        progress && progress->hasPeerEnded)
        m_confirmed = progress->confirmed;
    const auto error = isCloseNotify(*m_socket) ? std::optional<Error>()
                                                : Error{ErrorCode::UpstreamClosed, m_socket->errorString()};
    if (m_isFlushing)
        QMetaObject::invokeMethod(
            this, [this, error] { announceEnd(error); }, Qt::QueuedConnection);
    else
        announceEnd(error);
}

void TlsStream::announceEnd(const std::optional<Error> &error)
{
    if (m_state != State::Ended)
        return;
    if (error)
        emit failed(*error);
    else
        emit endOfStream();
}

void TlsStream::close()
{
    if (m_state == State::Closed)
        return;
    if (m_state == State::Ended) {
        abort();
        return;
    }
    m_state = State::Closed;
    m_socket->disconnect(this);
    m_farewell = new TlsFarewell(std::exchange(m_socket, nullptr), place(), m_clock);
    connect(m_farewell, &TlsFarewell::bytesWritten, this, &TlsStream::bytesWritten);
}

void TlsStream::abort()
{
    m_state = State::Closed;
    if (m_farewell)
        m_farewell->abort();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    if (m_socket->socketDescriptor() >= 0)
        native::resetOnClose(m_socket->socketDescriptor());
    m_socket->abort();
    m_socket->setParent(nullptr); // we may be deleted from within one of its signals
    std::exchange(m_socket, nullptr)->deleteLater();
}

} // namespace sluice
