// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/client_connection.h"

#include "engine/base/logging.h"
#include "engine/gateway/account_pool.h"
#include "engine/gateway/cross_origin.h"
#include "engine/gateway/event_feed.h"
#include "engine/gateway/exchange.h"
#include "engine/gateway/gateway.h"
#include "engine/gateway/local_pages.h"
#include "engine/gateway/roster.h"
#include "engine/http/writer.h"
#include "engine/transport/byte_stream.h"
#include "engine/websocket/handshake.h"

namespace sluice {

namespace {

//! TRACE answers with the request as the provider got it, and so with the account's token; CONNECT asks for
//! another kind of proxy. Compared without case, as a careless upstream may.
bool isNeverServed(QByteArrayView method)
{
    return http::equalNames(method, "TRACE") || http::equalNames(method, "CONNECT");
}

//! The fault of a request that could not be read.
GatewayFault faultOf(int status)
{
    for (const auto fault : {GatewayFault::TooSlow, GatewayFault::BodyTooLarge, GatewayFault::HeadTooLarge}) {
        if (statusOf(fault) == status)
            return fault;
    }
    return GatewayFault::BadRequest;
}

//! In the provider's shape; where the request did not say whose it is, in one that all clients can show.
http::Reply faultReply(const Provider *provider, GatewayFault fault, const QByteArray &text)
{
    return provider ? provider->faultReply(fault, text) : local_pages::error(statusOf(fault), text);
}

} // namespace

ClientConnection::ClientConnection(ByteStream *stream, std::shared_ptr<const Access> access, Gateway &gateway)
    : QObject(&gateway)
    , m_access(std::move(access))
    , m_gateway(gateway)
    , m_http(stream, m_access->limits, gateway.clock(), nullptr)
{
    m_http.setErrorReply([this](int status, const QByteArray &text) { // the head says as much as was read
        return faultReply(m_gateway.providers().find(m_http.head()), faultOf(status), text);
    });
    connect(&m_http, &http::ServerConnection::headReceived, this, &ClientConnection::onHead);
    connect(&m_http, &http::ServerConnection::requestReceived, this, &ClientConnection::onRequest);
    connect(&m_http, &http::ServerConnection::closed, this, &ClientConnection::closed);
}

ClientConnection::~ClientConnection() = default;

void ClientConnection::onHead()
{
    m_pool = nullptr;
    m_access = m_gateway.access(); // a user removed meanwhile is refused on an open connection too
    m_http.setAnswerFields({});
    const auto &head = m_http.head();
    const auto *provider = m_gateway.providers().find(head);
    if (refusedAtTheDoor(provider) || answeredHere(provider))
        return;
    const auto key = m_access->keys.check(head.headers);
    if (key.verdict == KeyVerdict::Missing && head.method == "HEAD") {
        m_http.sendReply({}); // a probe, which must not look like trouble (spec/clients.md 5); tells nothing
        return;
    }
    if (key.verdict != KeyVerdict::Accepted) {
        refuse(provider, GatewayFault::Unauthorized,
               key.verdict == KeyVerdict::Missing
                   ? "This gateway needs a token. Run `sluice setup` to put yours into the CLI's settings."
                   : "This gateway does not know that token. Run `sluice setup` to put the right one into "
                     "the CLI's "
                     "settings.");
        return;
    }
    if (local_pages::isForUsers(head)) {
        m_http.sendReply(local_pages::forUsers(head, m_gateway.snapshot(), m_gateway.poolsOf(key.user)));
        return;
    }
    if (local_pages::isEvents(head)) {
        openEvents();
        return;
    }
    m_pool = m_gateway.roster().poolFor(*provider, key.user);
    if (!m_pool)
        refuse(provider, GatewayFault::Forbidden, "This token's pools hold no account for this path.");
}

//! From here on the connection is a WebSocket, unless the request is none.
void ClientConnection::openEvents()
{
    const auto head = m_http.head();
    if (const auto refusal = local_pages::eventsRefusal(head)) {
        m_http.sendReply(*refusal);
        return;
    }
    QByteArray readAhead;
    auto *stream = m_http.takeStream(&readAhead);
    stream->write(http::toBytes(websocket::acceptance(head)));
    m_events = std::make_unique<EventFeed>(stream, readAhead, head, m_gateway);
    connect(m_events.get(), &EventFeed::closed, this, &ClientConnection::closed);
    closeIfDraining();
}

void ClientConnection::closeWhenIdle()
{
    if (m_events)
        m_events->close();
    else if (m_socket)
        m_socket->closeWhenIdle();
    else
        m_http.closeWhenIdle();
}

//! For what the connection has become since Gateway::drain() told it: that went to the HTTP connection.
void ClientConnection::closeIfDraining()
{
    if (m_gateway.isDraining())
        closeWhenIdle();
}

//! What holds on every path, whoever asks.
bool ClientConnection::refusedAtTheDoor(const Provider *provider)
{
    const auto &head = m_http.head();
    auto verdict = m_access->origins.check(head.headers);
    if (verdict == OriginVerdict::ForeignHost) // maybe an address that came up after the listener
        verdict = m_access->origins.check(head.headers, m_http.localAddress());
    switch (verdict) {
    case OriginVerdict::ForeignHost:
        refuse(provider, GatewayFault::Misdirected,
               "This gateway does not serve that host name. Add it to gateway.allowed_hosts if it should.");
        return true;
    case OriginVerdict::ForeignOrigin:
        refuse(provider, GatewayFault::Forbidden, "Web pages may not use this gateway.");
        return true;
    case OriginVerdict::Accepted:
        break;
    }
    m_http.setAnswerFields(cross_origin::answerFields(head));
    if (!isNeverServed(head.method))
        return false;
    auto reply = faultReply(provider, GatewayFault::NeverServed, "This gateway does not serve that method.");
    reply.head.headers.append("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    m_http.sendReply(reply);
    return true;
}

//! What needs no key: probes, the health page, what browsers ask beforehand, and that a path is none.
bool ClientConnection::answeredHere(const Provider *provider)
{
    const auto &head = m_http.head();
    if (local_pages::isHealth(head)) {
        m_http.sendReply(local_pages::health(head));
        return true;
    }
    if (cross_origin::isPreflight(head)) {
        m_http.sendReply(cross_origin::preflightReply(head));
        return true;
    }
    const auto reply = provider ? provider->localReply(head) : m_gateway.providers().localReply(head);
    const bool isSomewhere = provider || local_pages::isForUsers(head) || local_pages::isEvents(head);
    if (reply)
        m_http.sendReply(*reply);
    else if (!isSomewhere)
        refuse(nullptr, GatewayFault::NotFound, "Nothing is served at this path.");
    return reply || !isSomewhere;
}

void ClientConnection::onRequest()
{
    if (!m_pool)
        return;
    m_exchangePool = std::exchange(m_pool, nullptr);
    if (!m_exchangePool->provider().isUpgrade(m_http.head()))
        m_gateway.roster().countRequest(); // on a WebSocket each turn is one
    if (!m_exchange) {
        m_exchange =
            std::make_unique<Exchange>(m_http, m_gateway.upstreams(), m_gateway.clock(), m_gateway.random());
        connect(m_exchange.get(), &Exchange::upgraded, this,
                [this](const SocketRelay::Ends &ends, const SocketRelay::Session &session,
                       ManagedAccount *account) { onUpgraded(ends, session, *account); });
    }
    m_exchange->start(*m_exchangePool, m_gateway.nextExchange());
}

void ClientConnection::onUpgraded(const SocketRelay::Ends &ends, SocketRelay::Session session,
                                  ManagedAccount &account)
{
    session.maxMessageBytes = m_access->limits.maxBodyBytes;
    session.isWelcome = [this] {
        return m_gateway.access()->keys.check(m_http.head().headers).verdict == KeyVerdict::Accepted;
    };
    m_socket = std::make_unique<SocketRelay>(ends, std::move(session), *m_exchangePool, account,
                                             m_gateway.clock(), m_gateway.random(), nullptr);
    connect(m_socket.get(), &SocketRelay::turnBegan, this, [this] { m_gateway.roster().countRequest(); });
    connect(m_socket.get(), &SocketRelay::finished, this, &ClientConnection::closed);
    closeIfDraining();
}

void ClientConnection::refuse(const Provider *provider, GatewayFault fault, const QByteArray &text)
{
    qCInfo(lcGateway).noquote() << m_http.peerName() << "refused with" << statusOf(fault) << text;
    m_http.sendReply(faultReply(provider, fault, text));
}

} // namespace sluice
