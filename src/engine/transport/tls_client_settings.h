// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/transport/endpoint.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtNetwork/QSslConfiguration>

class QSslSocket;

namespace sluice {

//! How we speak TLS to upstreams: always verified, http/1.1 alone, sessions resumed. Remembers the last
//! session ticket of each endpoint and the certificates of each CA file.
//!
//! Without a CA file the system's certificates are looked up one by one while verifying. A CA file adds to
//! them, so the first endpoint that has one loads the whole system set.
class TlsClientSettings : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    //! TlsFailed where the CA file cannot be read or holds no certificate.
    Result<QSslConfiguration> configuration(const Endpoint &endpoint);
    //! Keeps the tickets that arrive on `socket` for later connections.
    void rememberSessions(const Endpoint &endpoint, QSslSocket *socket);

private:
    QHash<QString, QSslConfiguration> m_byCaFile; // the empty name: the system's certificates alone
    QHash<Endpoint, QByteArray> m_tickets;
};

} // namespace sluice
