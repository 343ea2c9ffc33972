// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/address_race.h"

#include "engine/base/logging.h"

#include <QtNetwork/QTcpSocket>

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

//! How much the failure of one attempt tells about why none succeeded.
int weight(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::SocketResourceError:
        return 3; // trouble of our own; the addresses had no chance
    case QAbstractSocket::ConnectionRefusedError:
        return 2; // the host is there and says no
    case QAbstractSocket::NetworkError:
    case QAbstractSocket::UnsupportedSocketOperationError:
        return 0; // often says no more than that this machine has one family only
    default:
        return 1;
    }
}

} // namespace

QList<QHostAddress> interleaved(const QList<QHostAddress> &addresses)
{
    QList<QHostAddress> first; // of the family that the resolver put first
    QList<QHostAddress> second;
    for (const auto &address : addresses)
        (address.protocol() == addresses.first().protocol() ? first : second).append(address);
    QList<QHostAddress> result;
    result.reserve(addresses.size());
    for (qsizetype i = 0; i < std::max(first.size(), second.size()); ++i) {
        if (i < first.size())
            result.append(first.at(i));
        if (i < second.size())
            result.append(second.at(i));
    }
    return result;
}

AddressRace::AddressRace(const Course &course, MakeSocket makeSocket, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_waiting(interleaved(course.addresses))
    , m_port(course.port)
    , m_stagger(course.stagger)
    , m_makeSocket(std::move(makeSocket))
    , m_clock(clock)
{
    Q_ASSERT(!m_waiting.isEmpty());
}

void AddressRace::start()
{
    startNext();
}

void AddressRace::startNext()
{
    const auto address = m_waiting.takeFirst();
    auto *socket = m_makeSocket();
    socket->setParent(this);
    m_attempts.append(socket);
    connect(socket, &QTcpSocket::connected, this, [this, socket] { onConnected(socket); });
    connect(socket, &QTcpSocket::errorOccurred, this, [this, socket, address] { onFailed(socket, address); });
    m_nextAttempt = m_waiting.isEmpty() ? nullptr : m_clock.after(m_stagger, [this] { startNext(); });
    socket->connectToHost(address, m_port); // the last statement: what is known at once is said from inside
}

void AddressRace::onConnected(QTcpSocket *socket)
{
    m_nextAttempt.reset();
    m_attempts.removeOne(socket);
    const auto losers = std::exchange(m_attempts, {});
    for (auto *loser : losers)
        drop(loser);
    disconnect(socket, nullptr, this, nullptr);
    socket->setParent(nullptr);
    emit finished(socket);
}

void AddressRace::onFailed(QTcpSocket *socket, const QHostAddress &address)
{
    qCDebug(lcTransport) << "no connection to" << address.toString() << "because" << socket->errorString();
    noteReason(*socket);
    m_attempts.removeOne(socket);
    drop(socket);
    if (!m_waiting.isEmpty())
        startNext();
    else if (m_attempts.isEmpty())
        emit finished(nullptr);
}

void AddressRace::noteReason(const QTcpSocket &socket)
{
    const auto weightOfThis = weight(socket.error());
    if (weightOfThis < m_reasonWeight)
        return;
    m_reason = socket.errorString();
    m_reasonWeight = weightOfThis;
}

void AddressRace::drop(QTcpSocket *socket)
{
    disconnect(socket, nullptr, this, nullptr);
    socket->abort();
    socket->setParent(nullptr); // we may be deleted from within one of its signals
    socket->deleteLater();
}

} // namespace sluice
