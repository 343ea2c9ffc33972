// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_stream_event.h"

#include "engine/http/sse_reader.h"
#include "engine/providers/codex/codex_socket_reader.h"

namespace sluice::codex {

QByteArray eventForClient(QByteArrayView event, const PoolStatus &pool, SystemTime now)
{
    const auto events = http::SseReader().feed(event);
    if (events.size() != 1)
        return {};
    CodexSocketReader reader; // in a socket the same message says the same
    const auto &data = events.first().data;
    switch (reader.fromUpstream(data, now).fate) {
    case SocketEvent::Fate::Forward:
        return event.toByteArray();
    case SocketEvent::Fate::Drop:
        return {};
    case SocketEvent::Fate::PoolNumbers:
        break;
    }
    QByteArray result;
    if (!events.first().event.isEmpty())
        result = "event: " + events.first().event + '\n';
    const auto lines = reader.withPool(data, pool, now).split('\n');
    for (const auto &line : lines)
        result += "data: " + line + '\n';
    return result + '\n';
}

} // namespace sluice::codex
