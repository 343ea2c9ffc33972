// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/base/random.h"
#include "engine/gateway/client_key_check.h"
#include "engine/gateway/origin_check.h"
#include "engine/gateway/upstreams.h"
#include "engine/http/server_connection.h"
#include "engine/providers/registry.h"
#include "engine/snapshot.h"

#include <QtCore/QObject>
#include <QtCore/QSet>

#include <functional>
#include <memory>

namespace sluice {

class ByteStream;
class ClientConnection;
class Roster;

//! Who may come in, and how much they may send.
struct Access
{
    OriginCheck origins;
    ClientKeyCheck keys;
    http::ServerLimits limits = {};
};

//! The local server: every accepted stream becomes a ClientConnection here.
class Gateway : public QObject
{
    Q_OBJECT

public:
    Gateway(const ProviderRegistry &providers, Roster &roster, const Upstreams &upstreams, Clock &clock,
            Random &random, QObject *parent);
    ~Gateway() override;

    //! Holds for every request that comes from now on.
    void setAccess(Access access);
    //! What the status page shows; called for each request of it. changed() says when that differs.
    void setSnapshotSource(std::function<EngineSnapshot()> source) { m_snapshot = std::move(source); }

    void accept(ByteStream *stream); //!< takes ownership
    //! Idle connections close now, also those that still come, the others after their answer; drained()
    //! follows when none is left.
    void drain();
    void reopen(); //!< after drain(): connections that come from now on stay
    bool isDraining() const { return m_draining; }
    void breakAll(); //!< what is left after the time for draining
    int connectionCount() const { return static_cast<int>(m_connections.size()); }

    // For ClientConnection.
    const std::shared_ptr<const Access> &access() const { return m_access; }
    const ProviderRegistry &providers() const { return m_providers; }
    Roster &roster() { return m_roster; }
    Upstreams &upstreams() { return m_upstreams; }
    Clock &clock() { return m_clock; }
    Random &random() { return m_random; }
    EngineSnapshot snapshot() const { return m_snapshot(); }
    QStringList poolsOf(const GatewayUser *user) const; //!< the ids of those the user may see
    quint64 nextExchange() { return ++m_exchanges; }

signals:
    void drained();
    void accessChanged();
    void changed(); //!< to be emitted by whoever sets the snapshot source

private:
    void onClosed(ClientConnection *connection);

    const ProviderRegistry &m_providers;
    Roster &m_roster;
    Upstreams m_upstreams;
    Clock &m_clock;
    Random &m_random;
    std::shared_ptr<const Access> m_access; // shared with the requests that came under it
    std::function<EngineSnapshot()> m_snapshot;
    QSet<ClientConnection *> m_connections; // our children
    quint64 m_exchanges = 0;
    bool m_draining = false;
};

} // namespace sluice
