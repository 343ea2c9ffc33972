// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/connection_pool.h"

#include "engine/transport/byte_stream.h"

#include <unordered_map>
#include <vector>

namespace sluice::http {

namespace {

struct EndpointHash
{
    std::size_t operator()(const Endpoint &endpoint) const { return qHash(endpoint); }
};

} // namespace

class ConnectionPool::Private
{
public:
    struct Idle
    {
        ByteStream *stream = nullptr; // child of the pool
        std::unique_ptr<Deadline> deadline = {};
    };
    using Connections = std::vector<Idle>; // oldest first

    Private(ConnectionPool *pool, const Limits &limitsToKeep, Clock &clockToUse)
        : q(pool)
        , limits(limitsToKeep)
        , clock(clockToUse)
    {
    }

    void dismiss(ByteStream *stream);
    void drop(const Endpoint &endpoint, ByteStream *stream);

    ConnectionPool *q;
    Limits limits;
    Clock &clock;
    std::unordered_map<Endpoint, Connections, EndpointHash> idle; // QHash takes no move-only values
};

//! Ends a connection, from within one of its signals as well.
void ConnectionPool::Private::dismiss(ByteStream *stream)
{
    stream->disconnect(q);
    stream->close();
    stream->deleteLater();
}

void ConnectionPool::Private::drop(const Endpoint &endpoint, ByteStream *stream)
{
    const auto it = idle.find(endpoint);
    if (it == idle.end())
        return;
    std::erase_if(it->second, [stream](const Idle &candidate) { return candidate.stream == stream; });
    if (it->second.empty())
        idle.erase(it);
    dismiss(stream);
}

ConnectionPool::ConnectionPool(const Limits &limits, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, limits, clock))
{
}

ConnectionPool::~ConnectionPool() = default;

ByteStream *ConnectionPool::take(const Endpoint &endpoint)
{
    const auto it = d->idle.find(endpoint);
    if (it == d->idle.end())
        return nullptr;
    auto *stream = it->second.back().stream;
    it->second.pop_back();
    if (it->second.empty())
        d->idle.erase(it);
    stream->disconnect(this);
    stream->setParent(nullptr);
    return stream;
}

void ConnectionPool::put(const Endpoint &endpoint, ByteStream *stream)
{
    if (!stream->isOpen() || stream->bytesAvailable() > 0 || d->limits.idlePerEndpoint <= 0) {
        d->dismiss(stream);
        return;
    }
    stream->setParent(this);
    const auto leave = [this, endpoint, stream] { d->drop(endpoint, stream); };
    connect(stream, &ByteStream::readyRead, this, leave);
    connect(stream, &ByteStream::endOfStream, this, leave);
    connect(stream, &ByteStream::failed, this, leave);
    auto &connections = d->idle[endpoint];
    connections.push_back({stream, d->clock.after(d->limits.idleTimeout, leave)});
    if (connections.size() > static_cast<std::size_t>(d->limits.idlePerEndpoint))
        d->drop(endpoint, connections.front().stream);
}

int ConnectionPool::idleCount() const
{
    std::size_t count = 0;
    for (const auto &[endpoint, connections] : d->idle)
        count += connections.size();
    return static_cast<int>(count);
}

void ConnectionPool::clear()
{
    const auto idle = std::exchange(d->idle, {});
    for (const auto &[endpoint, connections] : idle) {
        for (const auto &connection : connections)
            d->dismiss(connection.stream);
    }
}

} // namespace sluice::http
