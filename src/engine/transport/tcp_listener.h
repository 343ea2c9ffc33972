// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QObject>
#include <QtNetwork/QSslCertificate>

#include <memory>
#include <optional>

namespace sluice {

class ByteStream;
class Clock;

//! Accepts TCP connections on one address, with TLS once setTls() succeeded. While there are as many
//! connections as setMaxConnections() allows, further ones wait in the system's backlog; out of descriptors,
//! for a second. Those in a handshake count, and those that linger after their stream was closed.
class TcpListener : public QObject
{
    Q_OBJECT

public:
    TcpListener(Clock &clock, QObject *parent);
    ~TcpListener() override;

    //! PEM files: a certificate with its chain, and its key, for connections to come. InvalidInput names the
    //! file, and all stays as it was.
    Status setTls(const QString &certificateFile, const QString &keyFile);
    void setPlain(); //!< no TLS, as before setTls(); for connections to come too
    void setMaxConnections(int count); //!< 1024 unless set

    //! `host` as listenOn() takes it; port 0 asks for a free one. AddressInUse and
    //! InvalidInput name the address, the former also who holds it where that is known.
    Status listen(const QString &host, quint16 port);
    void close(); //!< stops listening; accepted streams go on
    bool isListening() const;
    QString host() const; //!< the address listened on
    quint16 port() const;
    bool hasTls() const;
    std::optional<QSslCertificate> certificate() const; //!< what connections to come are shown, with TLS

signals:
    //! `stream` is open, has no parent and belongs to the receiver.
    void streamAccepted(sluice::ByteStream *stream);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
