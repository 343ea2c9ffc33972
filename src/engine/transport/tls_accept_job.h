// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/transport/connection_place.h"

#include <QtCore/QObject>
#include <QtNetwork/QSslConfiguration>

class QSslSocket;

namespace sluice {

class ByteStream;

//! The TLS handshake on one accepted connection, at most 10 s. Emits finished() exactly once, never from
//! inside its constructor.
class TlsAcceptJob final : public QObject
{
    Q_OBJECT

public:
    //! Takes the descriptor over; the stream gets `place`.
    TlsAcceptJob(qintptr descriptor, const QSslConfiguration &configuration, ConnectionPlace place,
                 Clock &clock, QObject *parent);

signals:
    void finished(sluice::ByteStream *stream); //!< null when the handshake failed

private:
    void onEncrypted();
    void onFailed();

    Clock &m_clock;
    QSslSocket *m_socket; // our child; null once the stream has it
    ConnectionPlace m_place;
    std::unique_ptr<Deadline> m_deadline;
};

} // namespace sluice
