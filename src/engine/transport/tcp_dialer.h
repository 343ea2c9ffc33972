// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/transport/dialer.h"

#include <memory>

namespace sluice {

class Clock;
class TlsClientSettings;

//! Connects directly, through an HTTP proxy (CONNECT) or through SOCKS5 (names are resolved by the proxy).
//! TLS is always verified, offers http/1.1 alone and resumes the sessions of earlier connections to an equal
//! endpoint. System certificates are touched by the first TLS connection, not before.
class TcpDialer final : public Dialer
{
public:
    explicit TcpDialer(Clock &clock);
    ~TcpDialer() override;

    DialJob *dial(const Endpoint &endpoint, QObject *parent) override;

private:
    Clock &m_clock;
    std::unique_ptr<TlsClientSettings> m_tls;
};

} // namespace sluice
