// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/http/message.h"
#include "engine/transport/dialer.h"

#include <functional>
#include <optional>

namespace sluice {

//! A Dialer whose every connection leads to a small HTTP server in the same process. It answers from a list,
//! in order; without an answer it stays silent, and a missing one breaks the connection.
class ScriptedEndpoint final : public Dialer
{
public:
    explicit ScriptedEndpoint(Clock &clock) : m_clock(clock) { }

    DialJob *dial(const Endpoint &endpoint, QObject *parent) override;

    void answer(int status, const QByteArray &body, const http::Headers &headers = {});
    void breakOff(); //!< instead of an answer
    void stayUnreachable() { m_isReachable = false; }
    //! Runs when a request has come and before it is answered.
    void onRequest(std::function<void()> action) { m_onRequest = std::move(action); }

    const QList<QByteArray> &bodies() const { return m_bodies; } //!< of the requests, in order
    const QList<Endpoint> &endpoints() const { return m_endpoints; }

private:
    void serve(ByteStream *stream);

    Clock &m_clock;
    QList<std::optional<http::Reply>> m_answers;
    QList<QByteArray> m_bodies;
    QList<Endpoint> m_endpoints;
    std::function<void()> m_onRequest = [] {};
    bool m_isReachable = true;
    QObject m_connections; // parent of what we serve
};

} // namespace sluice
