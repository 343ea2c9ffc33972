// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/transport/endpoint.h"
#include "engine/transport/tcp_dialer.h"
#include "engine/transport/tcp_listener.h"
#include "tests/support/test_certificates.h"

#include <memory>

namespace sluice {

class ByteStream;

//! A listener on loopback and a stream that was dialed to it.
class ConnectedPair
{
public:
    //! Waits until both sides are there; `client` stays null when that fails.
    ConnectedPair(Security security, const TestCertificates &certificates);
    ~ConnectedPair();

    std::unique_ptr<ByteStream> client;
    std::unique_ptr<ByteStream> server;

private:
    static inline SystemClock sharedClock; // closed streams linger longer than the pair
    TcpListener m_listener;
    TcpDialer m_dialer;
};

} // namespace sluice
