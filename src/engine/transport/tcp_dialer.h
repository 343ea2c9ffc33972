// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"
#include "engine/transport/dialer.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtNetwork/QHostAddress>

#include <memory>

namespace sluice {

class Clock;
class TlsClientSettings;

//! How the addresses of a host are found and tried; tests have their own.
struct DialSettings
{
    milliseconds stagger = 250ms; //!< between attempts at two addresses of a host (RFC 8305, section 5)
    QHash<QString, QList<QHostAddress>> hosts = {}; //!< names that nobody is asked for, as in a hosts file
};

//! Connects directly, through an HTTP proxy (CONNECT) or through SOCKS5 (names are resolved by the proxy).
//! Of several addresses, of the host or of the proxy, the first that answers is used (AddressRace).
//! TLS is always verified, offers http/1.1 alone and resumes the sessions of earlier connections to an equal
//! endpoint. System certificates are touched by the first TLS connection, not before.
class TcpDialer final : public Dialer
{
public:
    explicit TcpDialer(Clock &clock, DialSettings settings = {});
    ~TcpDialer() override;

    DialJob *dial(const Endpoint &endpoint, QObject *parent) override;

    //! Whether a lookup of a name was ever left alone that may run on, of any dialer of this process:
    //! endProcess().
    static bool hasGivenUpLookups();

private:
    Clock &m_clock;
    DialSettings m_settings;
    std::unique_ptr<TlsClientSettings> m_tls;
};

} // namespace sluice
