// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/connection_pool.h"
#include "engine/transport/watched_dialer.h"

#include <QtCore/QObject>

namespace sluice {

class ByteStream;

//! A stream to an upstream: an idle connection where there is one, a new one else.
class Upstreams
{
public:
    Upstreams(WatchedDialer &dialer, http::ConnectionPool &pool) : m_dialer(dialer), m_pool(pool) { }

    ByteStream *idle(const Endpoint &endpoint) { return m_pool.take(endpoint); }
    DialJob *dial(const Endpoint &endpoint, QObject *parent) { return m_dialer.dial(endpoint, parent); }
    void giveBack(const Endpoint &endpoint, ByteStream *stream) { m_pool.put(endpoint, stream); }
    void noteAnswer(const Endpoint &endpoint) { m_dialer.noteReached(endpoint); } //!< one came

private:
    WatchedDialer &m_dialer;
    http::ConnectionPool &m_pool;
};

} // namespace sluice
