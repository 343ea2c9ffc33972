// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QHashFunctions>
#include <QtCore/QString>
#include <QtCore/QUrl>

#include <cstdint>

namespace sluice {

enum class Security : std::uint8_t { Plain, Tls };

//! Where a connection leads and by which way; two connections with equal endpoints are interchangeable.
struct Endpoint
{
    Security security = Security::Tls;
    QString host = {};
    quint16 port = 443;
    QUrl proxy = {}; //!< `http://`, `socks5://`, with user and password where needed; empty for a direct way
    QString caFile = {}; //!< PEM file trusted beside the system's; empty for the system's alone

    bool operator==(const Endpoint &) const = default;
    //! From an `https://host[:port]` or `http://…` URL.
    static Endpoint ofUrl(const QUrl &url);
    //! `host` or `host:port` where the port is not the scheme's own: what a Host header says.
    QByteArray authority() const;
};

//! `localhost`, or an address that leads no further than this machine.
bool isLoopbackHost(const QString &host);

inline size_t qHash(const Endpoint &endpoint, size_t seed = 0)
{
    return qHashMulti(seed, static_cast<int>(endpoint.security), endpoint.host, endpoint.port, endpoint.proxy,
                      endpoint.caFile);
}

} // namespace sluice
