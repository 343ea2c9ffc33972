// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/tls_farewell.h"

#include "engine/transport/lingering_socket.h"
#include "engine/transport/native_socket.h"

#include <QtCore/QThread>
#include <QtNetwork/QSslSocket>

#include <utility>

namespace sluice {

namespace {

constexpr milliseconds stalledTimeout = 30s; // without a byte leaving

} // namespace

TlsFarewell::TlsFarewell(QSslSocket *socket, ConnectionPlace place, Clock &clock)
    : m_clock(clock)
    , m_socket(socket)
    , m_descriptor(native::duplicate(socket->socketDescriptor()))
    , m_place(std::move(place))
{
    socket->setParent(this);
    connect(QThread::currentThread(), &QThread::finished, this, &QObject::deleteLater);
    giveUpLater();
    socket->disconnectFromHost();
    if (socket->state() == QAbstractSocket::UnconnectedState) {
        onDisconnected();
        return;
    }
    connect(socket, &QSslSocket::encryptedBytesWritten, this, &TlsFarewell::onBytesWritten);
    connect(socket, &QSslSocket::disconnected, this, &TlsFarewell::onDisconnected);
}

TlsFarewell::~TlsFarewell()
{
    m_socket->disconnect(this);
    if (m_descriptor >= 0)
        native::close(m_descriptor);
}

qint64 TlsFarewell::bytesToWrite() const
{
    return m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite();
}

void TlsFarewell::abort()
{
    if (m_descriptor >= 0) {
        native::resetOnClose(m_descriptor);
        native::close(std::exchange(m_descriptor, -1));
    }
    m_socket->disconnect(this);
    m_socket->abort();
    m_deadline.reset();
    deleteLater(); // we may be inside one of the socket's signals
}

void TlsFarewell::onBytesWritten()
{
    giveUpLater();
    emit bytesWritten();
}

void TlsFarewell::onDisconnected()
{
    m_deadline.reset();
    if (m_descriptor >= 0)
        new LingeringSocket(std::exchange(m_descriptor, -1), {}, std::move(m_place), m_clock);
    deleteLater();
}

void TlsFarewell::giveUpLater()
{
    m_deadline = m_clock.after(stalledTimeout, [this] { abort(); });
}

} // namespace sluice
