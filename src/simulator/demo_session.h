// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/base/random.h"
#include "engine/base/secret.h"
#include "engine/http/message.h"
#include "engine/transport/dialer.h"

#include <QtCore/QObject>

#include <memory>

namespace sluice {

//! One made-up coding session: sends a request, waits for the answer, thinks, and goes on. After some
//! requests it is a new session.
class DemoSession final : public QObject
{
    Q_OBJECT

public:
    enum class Client : std::uint8_t { ClaudeCode, Codex };

    DemoSession(Client client, const Endpoint &gateway, const Secret &token, Dialer &dialer, Clock &clock,
                Random &random, QObject *parent);
    ~DemoSession() override;
    void start();

private:
    void send();
    http::RequestHead head() const;
    void onDialed(ByteStream *stream);
    void think();

    Client m_client;
    Endpoint m_gateway;
    Secret m_token;
    Dialer &m_dialer;
    Clock &m_clock;
    Random &m_random;
    QByteArray m_sessionId;
    quint32 m_requestsLeft = 0;
    bool m_isFirst = true;
    std::unique_ptr<Deadline> m_thinking;
};

} // namespace sluice
