// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/event_feed.h"

#include "engine/gateway/gateway.h"
#include "engine/snapshot_json.h"
#include "engine/transport/byte_stream.h"

#include <QtCore/QJsonDocument>

namespace sluice {

using namespace Qt::StringLiterals;
using namespace websocket;

namespace {

constexpr qint64 mostIncoming = qint64{4} * 1024;
constexpr qint64 mostUnread = qint64{1024} * 1024;
constexpr milliseconds shortestInterval = 250ms;
constexpr milliseconds keepAlive = 30s;

http::Headers keysOf(const http::Headers &headers)
{
    auto result = headers;
    result.removeIf([](const http::Header &field) {
        return !http::equalNames(field.name, "Authorization") && !http::equalNames(field.name, "x-api-key");
    });
    return result;
}

} // namespace

EventFeed::EventFeed(ByteStream *stream, const QByteArray &readAhead, const http::RequestHead &request,
                     Gateway &gateway)
    : m_gateway(gateway)
    , m_keys(keysOf(request.headers))
    , m_socket(stream, readAhead, {.role = Role::Server, .maxMessageBytes = mostIncoming}, gateway.clock(),
               gateway.random(), nullptr)
{
    connect(&m_socket, &WebSocketConnection::closed, this, &EventFeed::closed);
    connect(&m_socket, &WebSocketConnection::bytesWritten, this, &EventFeed::sendNewest);
    connect(&m_gateway, &Gateway::accessChanged, this, &EventFeed::onAccessChanged);
    connect(&m_gateway, &Gateway::changed, this, &EventFeed::onChanged);
    m_socket.setKeepAlive(keepAlive);
    sendNewest();
}

void EventFeed::close()
{
    m_socket.close(close_code::goingAway, "The gateway is stopping.");
}

void EventFeed::onAccessChanged()
{
    if (m_gateway.access()->keys.check(m_keys).verdict != KeyVerdict::Accepted)
        m_socket.close(close_code::policyViolation, "This token is not known any more.");
}

void EventFeed::onChanged()
{
    m_isStale = true;
    sendNewest();
}

void EventFeed::sendNewest()
{
    if (!m_isStale || m_interval || !m_socket.isOpen() || m_socket.bytesToWrite() > mostUnread)
        return;
    m_isStale = false;
    const auto user = m_gateway.access()->keys.check(m_keys).user;
    const auto document = toUserJson(m_gateway.snapshot(), m_gateway.poolsOf(user));
    auto timeless = document;
    timeless.remove("at"_L1);
    if (timeless == m_sent)
        return;
    m_sent = timeless;
    m_socket.sendText(QJsonDocument(document).toJson(QJsonDocument::Compact));
    m_interval = m_gateway.clock().after(shortestInterval, [this] {
        m_interval.reset();
        sendNewest();
    });
}

} // namespace sluice
