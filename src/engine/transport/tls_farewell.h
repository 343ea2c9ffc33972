// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/transport/connection_place.h"

#include <QtCore/QObject>

class QSslSocket;

namespace sluice {

//! The rest of a TLS connection's life after we closed it: sends what is left and that no more will come,
//! then leaves the connection to a LingeringSocket, for the same reason as with TCP. Deletes itself, at the
//! latest when its thread ends.
class TlsFarewell final : public QObject
{
    Q_OBJECT

public:
    //! Takes the socket over; may be called from within one of its signals.
    TlsFarewell(QSslSocket *socket, ConnectionPlace place, Clock &clock);
    ~TlsFarewell() override;

    qint64 bytesToWrite() const;
    void abort();

signals:
    void bytesWritten();

private:
    void onBytesWritten();
    void onDisconnected();
    void giveUpLater();

    Clock &m_clock;
    QSslSocket *m_socket; // our child
    qintptr m_descriptor; // a second one of its connection; -1 once given away, or where none was left
    ConnectionPlace m_place;
    std::unique_ptr<Deadline> m_deadline;
};

} // namespace sluice
