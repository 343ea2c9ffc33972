// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/gateway.h"

#include "engine/gateway/account_pool.h"
#include "engine/gateway/client_connection.h"
#include "engine/gateway/roster.h"

namespace sluice {

Gateway::Gateway(const ProviderRegistry &providers, Roster &roster, const Upstreams &upstreams, Clock &clock,
                 Random &random, QObject *parent)
    : QObject(parent)
    , m_providers(providers)
    , m_roster(roster)
    , m_upstreams(upstreams)
    , m_clock(clock)
    , m_random(random)
{
}

Gateway::~Gateway()
{
    breakAll();
}

void Gateway::setAccess(Access access)
{
    m_access = std::make_shared<const Access>(std::move(access));
    emit accessChanged();
}

QStringList Gateway::poolsOf(const GatewayUser *user) const
{
    QStringList result;
    for (const auto &provider : m_providers.all()) {
        if (const auto pool = m_roster.poolFor(*provider, user))
            result.append(pool->settings().id);
    }
    return result;
}

void Gateway::accept(ByteStream *stream)
{
    auto *connection = new ClientConnection(stream, m_access, *this);
    m_connections.insert(connection);
    connect(connection, &ClientConnection::closed, this, [this, connection] { onClosed(connection); });
    if (m_draining) // it was in its TLS handshake when drain() told the others
        connection->closeWhenIdle();
}

void Gateway::drain()
{
    m_draining = true;
    const auto connections = m_connections;
    for (auto *connection : connections)
        connection->closeWhenIdle();
    if (m_connections.isEmpty())
        emit drained();
}

void Gateway::reopen()
{
    m_draining = false;
}

void Gateway::breakAll()
{
    qDeleteAll(std::exchange(m_connections, {}));
}

void Gateway::onClosed(ClientConnection *connection)
{
    if (!m_connections.remove(connection))
        return;
    connection->deleteLater();
    if (m_draining && m_connections.isEmpty())
        emit drained();
}

} // namespace sluice
