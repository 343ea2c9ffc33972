// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtNetwork/QHostAddress>

#include <functional>
#include <memory>

class QTcpSocket;

namespace sluice {

//! IPv6 and IPv4 in turn, beginning with the family of the first address; within a family the order stays
//! (RFC 8305, section 4). So the resolver's preference, which a person may have set, holds.
QList<QHostAddress> interleaved(const QList<QHostAddress> &addresses);

//! Connects to whichever address of a host answers first ("Happy Eyeballs", RFC 8305): the next attempt
//! begins when one fails, or a moment after the last one began. An address that leads nowhere, as all of a
//! broken IPv6, so costs that moment and not the caller's whole time-out. Knows no time-out of its own.
//!
//! Emits finished() exactly once, perhaps from inside start(). Deleting it closes all attempts.
class AddressRace final : public QObject
{
    Q_OBJECT

public:
    struct Course
    {
        QList<QHostAddress> addresses = {}; //!< at least one
        quint16 port = 0;
        milliseconds stagger = 250ms; //!< from one attempt to the next
    };
    using MakeSocket = std::function<QTcpSocket *()>;

    //! Each attempt gets a socket of its own from `makeSocket` and connects it.
    AddressRace(const Course &course, MakeSocket makeSocket, Clock &clock, QObject *parent);

    void start();
    //! What the failed attempts say so far, the most telling of it; empty while none has failed.
    const QString &reason() const { return m_reason; }

signals:
    //! The first that is connected; it has no parent and belongs to the receiver, all others are closed. Null
    //! when every address has failed: see reason().
    void finished(QTcpSocket *socket);

private:
    void startNext();
    void onConnected(QTcpSocket *socket);
    void onFailed(QTcpSocket *socket, const QHostAddress &address);
    void noteReason(const QTcpSocket &socket);
    void drop(QTcpSocket *socket);

    QList<QHostAddress> m_waiting; // not tried yet
    quint16 m_port;
    milliseconds m_stagger;
    MakeSocket m_makeSocket;
    Clock &m_clock;
    QList<QTcpSocket *> m_attempts; // our children, all connecting
    std::unique_ptr<Deadline> m_nextAttempt; // null when no address waits
    QString m_reason;
    int m_reasonWeight = -1;
};

} // namespace sluice
