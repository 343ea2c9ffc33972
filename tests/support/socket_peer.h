// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/response_parser.h"
#include "engine/websocket/websocket_connection.h"
#include "tests/support/fake_random.h"

#include <memory>
#include <optional>

namespace sluice {

//! A client that asks for a WebSocket and keeps what it gets: the answer to the upgrade, then messages.
class SocketPeer : public QObject
{
    Q_OBJECT

public:
    SocketPeer(std::unique_ptr<ByteStream> stream, const QByteArray &upgrade, Clock &clock);
    ~SocketPeer() override;

    const std::optional<http::ResponseHead> &head() const { return m_head; }
    const QByteArray &body() const { return m_body; } //!< of a refusal, as far as it came
    //! Null before a 101.
    WebSocketConnection *socket() { return m_socket.get(); }
    void leave(); //!< as Codex does: the connection goes, without a word

    QList<QByteArray> received = {}; //!< text and binary messages
    quint16 closedWith = 0; //!< 0: still open

private:
    void read();

    std::unique_ptr<ByteStream> m_stream; // until it is a WebSocket
    Clock &m_clock;
    FakeRandom m_random;
    http::ResponseParser m_parser;
    std::optional<http::ResponseHead> m_head;
    QByteArray m_body;
    std::unique_ptr<WebSocketConnection> m_socket;
};

} // namespace sluice
