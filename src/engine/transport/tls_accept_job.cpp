// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/tls_accept_job.h"

#include "engine/base/logging.h"
#include "engine/transport/tls_stream.h"

#include <QtNetwork/QSslSocket>

#include <utility>

namespace sluice {

namespace {

constexpr milliseconds handshakeTimeout = 10s;

} // namespace

TlsAcceptJob::TlsAcceptJob(qintptr descriptor, const QSslConfiguration &configuration, ConnectionPlace place,
                           Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_socket(new QSslSocket(this))
    , m_place(std::move(place))
    , m_deadline(clock.after(handshakeTimeout, [this] { onFailed(); }))
{
    connect(m_socket, &QSslSocket::encrypted, this, &TlsAcceptJob::onEncrypted);
    connect(m_socket, &QSslSocket::errorOccurred, this, &TlsAcceptJob::onFailed, Qt::QueuedConnection);
    m_socket->setSslConfiguration(configuration);
    m_socket->setSocketDescriptor(descriptor);
    m_socket->startServerEncryption();
}

void TlsAcceptJob::onEncrypted()
{
    m_deadline.reset();
    disconnect(m_socket, nullptr, this, nullptr);
    auto *stream = new TlsStream(std::exchange(m_socket, nullptr), m_clock, nullptr);
    stream->setPlace(std::move(m_place));
    emit finished(stream);
}

void TlsAcceptJob::onFailed()
{
    if (!m_socket)
        return;
    m_deadline.reset();
    qCInfo(lcTransport) << "TLS handshake with a client failed:" << m_socket->errorString();
    disconnect(m_socket, nullptr, this, nullptr);
    m_socket->abort();
    std::exchange(m_socket, nullptr)->deleteLater();
    m_place.reset();
    emit finished(nullptr);
}

} // namespace sluice
