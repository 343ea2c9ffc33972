// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/gateway/socket_relay.h"
#include "engine/http/server_connection.h"
#include "engine/providers/provider.h"

#include <QtCore/QObject>

#include <memory>

namespace sluice {

class AccountPool;
class EventFeed;
class Exchange;
class Gateway;
struct Access;

//! One client's connection: each request is checked by its head, then answered by the gateway's own pages or
//! by its one Exchange, which serves them in turn; an upgrade leaves it to a SocketRelay. Goes with the
//! client, and takes what is under way with it.
class ClientConnection : public QObject
{
    Q_OBJECT

public:
    //! Takes ownership of `stream`.
    ClientConnection(ByteStream *stream, std::shared_ptr<const Access> access, Gateway &gateway);
    ~ClientConnection() override;

    void closeWhenIdle();

signals:
    void closed(); //!< delete me

private:
    void onHead();
    void onRequest();
    void onUpgraded(const SocketRelay::Ends &ends, SocketRelay::Session session, ManagedAccount &account);
    void openEvents();
    void closeIfDraining();
    bool refusedAtTheDoor(const Provider *provider);
    bool answeredHere(const Provider *provider);
    void refuse(const Provider *provider, GatewayFault fault, const QByteArray &text);

    std::shared_ptr<const Access> m_access;
    Gateway &m_gateway;
    http::ServerConnection m_http;
    std::shared_ptr<AccountPool> m_pool; // for the request being read; null: already answered
    std::shared_ptr<AccountPool> m_exchangePool; // of the request that m_exchange serves, or served last
    std::unique_ptr<Exchange> m_exchange; // null before the first request that is proxied
    std::unique_ptr<SocketRelay> m_socket; // where the connection became one
    std::unique_ptr<EventFeed> m_events; // likewise
};

} // namespace sluice
