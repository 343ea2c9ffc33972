// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/gateway/gateway.h"
#include "engine/gateway/roster.h"
#include "engine/http/connection_pool.h"
#include "engine/storage/state_store.h"
#include "engine/transport/tcp_dialer.h"
#include "engine/transport/watched_dialer.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"
#include "tests/support/fake_upstream.h"
#include "tests/support/http_peer.h"
#include "tests/support/memory_secret_store.h"
#include "tests/support/socket_peer.h"

#include <QtCore/QTemporaryDir>

#include <functional>

namespace sluice {

//! The whole gateway with accounts of one provider in files, a scripted upstream and a clock that stands
//! still.
class GatewayBench
{
public:
    enum class Wire : std::uint8_t {
        Memory, //!< streams that never leave the process: every turn is ours
        Loopback, //!< real sockets on both sides
    };
    enum class Flavor : std::uint8_t { Claude, Codex };
    //! Accounts serve in the order of `ids`.
    explicit GatewayBench(const QStringList &ids = {QStringLiteral("a")}, Wire wire = Wire::Memory,
                          Flavor flavor = Flavor::Claude);
    ~GatewayBench();

    //! Writes the account's login; its access token is `fake-access-<name>`.
    void writeLogin(const QString &id, const QByteArray &name, milliseconds life = 8h);
    QString loginPath(const QString &id) const;
    void removeLogin(const QString &id);
    //! Lets the gateway see what happened to the logins' files.
    void apply() { roster.apply(settings); }

    std::unique_ptr<HttpPeer> connect();
    //! A connection that asks for a WebSocket.
    std::unique_ptr<SocketPeer> connectSocket(const QByteArray &upgrade);
    //! Turns the event loop, without time passing, until `isDone`; false after some seconds.
    bool until(const std::function<bool()> &isDone);
    //! Turns the event loop until nothing moves any more.
    void settle();
    //! One request on a connection of its own; the head alone says so when nothing came.
    HttpPeer::Answer ask(const QByteArray &request, const QByteArray &method = "POST");
    EngineSnapshot snapshot();
    //! Whose logins came up at the upstream, in order.
    QByteArrayList attempts(const QByteArray &path = "/v1/messages") const;

    FakeClock clock;
    FakeRandom random;
    FakeUpstream upstream{clock};
    Settings settings;

private:
    std::unique_ptr<ByteStream> connectStream();

    QTemporaryDir m_directory;
    Wire m_wire;
    Flavor m_flavor;
    TcpDialer m_tcpDialer{clock};
    Environment m_environment;

public:
    WatchedDialer dialer;
    ProviderRegistry providers;
    MemorySecretStore secrets{clock};
    StateStore state;
    http::ConnectionPool connections;
    Roster roster;
    Gateway gateway;

private:
    TcpListener m_listener;
};

//! `POST /v1/messages` as Claude Code would send it, with the bench's client key.
QByteArray messageRequest(const QByteArray &body, const QByteArray &fields = {});
//! `GET /v1/responses` as Codex would send it to open a WebSocket, with the bench's client key.
QByteArray socketRequest(const QByteArray &fields = {});
//! The fields that name a session.
QByteArray sessionField(const QByteArray &session);

} // namespace sluice
