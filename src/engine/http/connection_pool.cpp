// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/connection_pool.h"

#include "engine/transport/byte_stream.h"
#include "engine/transport/stream_listener.h"

#include <algorithm>
#include <vector>

namespace sluice::http {

class ConnectionPool::Private final : public StreamListener
{
public:
    struct Idle
    {
        ByteStream *stream = nullptr; // ours
        SteadyTime since = {};
    };
    //! Few: one per provider and proxy.
    struct Place
    {
        Endpoint endpoint = {};
        std::vector<Idle> idle = {}; // oldest first
    };

    Private(const Limits &limitsToKeep, Clock &clockToUse) : limits(limitsToKeep), clock(clockToUse) { }

    void onReadyRead(ByteStream &stream) override { drop(stream); }
    void onBytesWritten(ByteStream &) override { }
    void onEndOfStream(ByteStream &stream) override { drop(stream); }
    void onFailed(ByteStream &stream, const Error &) override { drop(stream); }

    static void dismiss(ByteStream *stream);
    Place *find(const Endpoint &endpoint);
    void drop(ByteStream &stream);
    void watch();
    void expire();

    const Limits limits;
    Clock &clock;
    std::vector<Place> places;
    std::unique_ptr<Deadline> deadline; // one for all; taking a connection leaves it as it is
};

//! Ends a connection, from within one of its signals as well.
void ConnectionPool::Private::dismiss(ByteStream *stream)
{
    stream->setListener(nullptr);
    stream->close();
    stream->deleteLater();
}

ConnectionPool::Private::Place *ConnectionPool::Private::find(const Endpoint &endpoint)
{
    const auto found = std::ranges::find(places, endpoint, &Place::endpoint);
    return found == places.end() ? nullptr : &*found;
}

void ConnectionPool::Private::drop(ByteStream &stream)
{
    for (auto &place : places)
        std::erase_if(place.idle, [&stream](const Idle &each) { return each.stream == &stream; });
    dismiss(&stream);
}

void ConnectionPool::Private::watch()
{
    if (!deadline)
        deadline = clock.after(limits.idleTimeout, [this] { expire(); });
}

void ConnectionPool::Private::expire()
{
    const auto now = clock.steadyNow();
    std::optional<SteadyTime> next;
    for (auto &place : places) {
        const auto kept = std::ranges::find_if(
            place.idle, [&](const Idle &each) { return each.since + limits.idleTimeout > now; });
        std::for_each(place.idle.begin(), kept, [](const Idle &each) { dismiss(each.stream); });
        place.idle.erase(place.idle.begin(), kept);
        if (!place.idle.empty() && (!next || place.idle.front().since < *next))
            next = place.idle.front().since;
    }
    std::erase_if(places, [](const Place &place) { return place.idle.empty(); });
    deadline = next ? clock.after(*next + limits.idleTimeout - now, [this] { expire(); }) : nullptr;
}

ConnectionPool::ConnectionPool(const Limits &limits, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(limits, clock))
{
}

ConnectionPool::~ConnectionPool()
{
    for (const auto &place : d->places) {
        for (const auto &each : place.idle)
            delete each.stream;
    }
}

ByteStream *ConnectionPool::take(const Endpoint &endpoint)
{
    auto *place = d->find(endpoint);
    while (place && !place->idle.empty()) {
        auto *stream = place->idle.back().stream;
        place->idle.pop_back();
        if (stream->isQuiet()) {
            stream->setListener(nullptr);
            return stream;
        }
        Private::dismiss(stream); // its end waits to be read
    }
    return nullptr;
}

void ConnectionPool::put(const Endpoint &endpoint, ByteStream *stream)
{
    if (!stream->isOpen() || stream->bytesAvailable() > 0 || d->limits.idlePerEndpoint <= 0) {
        Private::dismiss(stream);
        return;
    }
    stream->setListener(d.get());
    auto *place = d->find(endpoint);
    if (!place)
        place = &d->places.emplace_back(Private::Place{.endpoint = endpoint});
    place->idle.push_back({stream, d->clock.steadyNow()});
    if (place->idle.size() > static_cast<std::size_t>(d->limits.idlePerEndpoint)) {
        Private::dismiss(place->idle.front().stream);
        place->idle.erase(place->idle.begin());
    }
    d->watch();
}

int ConnectionPool::idleCount() const
{
    std::size_t count = 0;
    for (const auto &place : d->places)
        count += place.idle.size();
    return static_cast<int>(count);
}

void ConnectionPool::clear()
{
    d->deadline.reset();
    const auto places = std::exchange(d->places, {});
    for (const auto &place : places) {
        for (const auto &each : place.idle)
            Private::dismiss(each.stream);
    }
}

} // namespace sluice::http
