// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/socket_relay.h"

#include "engine/gateway/exchange_field.h"
#include "engine/gateway/water_marks.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds upstreamKeepAlive = 45s; // spec/codex.md 7.4

void holdBack(WebSocketConnection &source, const WebSocketConnection &sink)
{
    if (sink.bytesToWrite() > highWaterMark)
        source.setPaused(true);
}

void letGo(WebSocketConnection &source, const WebSocketConnection &sink)
{
    if (sink.bytesToWrite() < lowWaterMark)
        source.setPaused(false);
}

//! Refusals that another account would not meet, or this one with another token.
bool concernsAccount(RefusalKind kind)
{
    return kind == RefusalKind::AccountLimit || kind == RefusalKind::ModelLimit
        || kind == RefusalKind::Throttle || kind == RefusalKind::AccountBlocked
        || kind == RefusalKind::Unauthorized;
}

} // namespace

SocketRelay::SocketRelay(const Ends &ends, Session session, AccountPool &pool, ManagedAccount &account,
                         Clock &clock, Random &random, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_account(&account)
    , m_clock(clock)
    , m_session(std::move(session))
    , m_reader(pool.provider().socketReader())
    , m_client(ends.client, ends.clientAhead,
               {.role = websocket::Role::Server, .maxMessageBytes = m_session.maxMessageBytes}, clock, random,
               nullptr)
    , m_upstream(ends.upstream, ends.upstreamAhead,
                 {.role = websocket::Role::Client, .maxMessageBytes = m_session.maxMessageBytes}, clock,
                 random, nullptr)
{
    m_upstream.setKeepAlive(upstreamKeepAlive);
    connect(&m_client, &WebSocketConnection::textReceived, this, &SocketRelay::onClientText);
    connect(&m_client, &WebSocketConnection::binaryReceived, this, [this](const QByteArray &bytes) {
        m_upstream.sendBinary(bytes);
        holdBack(m_client, m_upstream);
    });
    connect(&m_client, &WebSocketConnection::bytesWritten, this, [this] { letGo(m_upstream, m_client); });
    connect(&m_client, &WebSocketConnection::closed, this, &SocketRelay::onClientClosed);
    connect(&m_upstream, &WebSocketConnection::textReceived, this, &SocketRelay::onUpstreamText);
    connect(&m_upstream, &WebSocketConnection::binaryReceived, this, [this](const QByteArray &bytes) {
        m_client.sendBinary(bytes);
        holdBack(m_upstream, m_client);
    });
    connect(&m_upstream, &WebSocketConnection::bytesWritten, this, [this] { letGo(m_client, m_upstream); });
    connect(&m_upstream, &WebSocketConnection::closed, this, &SocketRelay::onUpstreamClosed);
    connect(&account, &ManagedAccount::changed, this, &SocketRelay::onAccountChanged);
    connect(&account, &QObject::destroyed, this, &SocketRelay::onAccountChanged, Qt::QueuedConnection);
}

SocketRelay::~SocketRelay()
{
    if (m_turn != Turn::None && m_account)
        m_account->requestFinished();
}

void SocketRelay::closeWhenIdle()
{
    m_isDraining = true;
    if (m_turn == Turn::None)
        leave(websocket::close_code::serviceRestart, "the gateway stops");
}

void SocketRelay::onClientText(const QByteArray &text)
{
    const auto event = m_reader->fromClient(text);
    const bool begins = event.turn == SocketEvent::Turn::Begins || event.turn == SocketEvent::Turn::Warms;
    if (begins && m_turn == Turn::None && !beginTurn(event, text))
        return;
    m_upstream.sendText(text);
    holdBack(m_client, m_upstream);
}

//! False where the client has to come again, to another account.
bool SocketRelay::beginTurn(const SocketEvent &event, const QByteArray &text)
{
    if (!m_session.isWelcome()) {
        leave(websocket::close_code::policyViolation, "this token is no longer known");
        return false;
    }
    if (!event.model.isEmpty())
        m_session.traits.model = event.model;
    if (!canServe()) {
        leave(websocket::close_code::serviceRestart, "another account goes on");
        return false;
    }
    m_turn = event.turn == SocketEvent::Turn::Warms ? Turn::Warming : Turn::Running;
    m_request = text;
    m_wasStripped = false;
    m_account->requestStarted();
    m_pool.touch(m_session.traits.sessionId);
    if (m_turn == Turn::Running) {
        ++m_turns;
        emit turnBegan();
    }
    return true;
}

void SocketRelay::onUpstreamText(const QByteArray &text)
{
    const auto event = m_reader->fromUpstream(text, m_clock.now());
    if (m_account)
        m_account->learn(event.limits);
    if (isSettledHere(event.refusal))
        return;
    switch (event.fate) {
    case SocketEvent::Fate::Forward:
        m_client.sendText(text);
        break;
    case SocketEvent::Fate::PoolNumbers:
        m_client.sendText(m_reader->withPool(text, m_pool.status(m_session.traits.model), m_clock.now()));
        break;
    case SocketEvent::Fate::Drop:
        break;
    }
    holdBack(m_upstream, m_client);
    if (event.turn == SocketEvent::Turn::Produces && m_turn == Turn::Running) {
        m_turn = Turn::Producing;
        m_request = {};
    } else if (event.turn == SocketEvent::Turn::Ends) {
        endTurn(event.usage);
    }
}

//! Refused before any output: the client need not see it where another account, or the same one without what
//! it cannot read, can answer. True when it is not to be told.
bool SocketRelay::isSettledHere(const Refusal &refusal)
{
    const bool canRepeat = m_turn == Turn::Running || m_turn == Turn::Warming;
    if (refusal.kind == RefusalKind::ForeignContent)
        return canRepeat && sentWithoutForeignContent();
    if (!concernsAccount(refusal.kind) || !m_account)
        return false;
    const auto account = m_account->id();
    bool canServeAgain = false;
    if (refusal.kind == RefusalKind::Unauthorized)
        canServeAgain = m_account->renewLogin(m_session.accessToken);
    else
        m_account->refused(refusal, m_session.traits.model);
    if (!canRepeat || !(canServeAgain || m_pool.hasOther(account, m_session.traits)))
        return false;
    qCInfo(lcGateway).noquote() << "refused on a socket, the client is asked to come again"
                                << exchangeField(m_session.number) << logField("account"_L1, account);
    leave(websocket::close_code::serviceRestart, "the next socket is served");
    return true;
}

//! Once per turn, and only where the session came from another account (spec/codex.md 7.11).
bool SocketRelay::sentWithoutForeignContent()
{
    if (!m_session.wasElsewhere || std::exchange(m_wasStripped, true))
        return false;
    const auto again = m_pool.provider().withoutForeignContent({}, m_request);
    if (!again)
        return false;
    qCInfo(lcGateway).noquote() << "sent again without the reasoning of another account"
                                << exchangeField(m_session.number);
    m_upstream.sendText(again->body);
    return true;
}

void SocketRelay::endTurn(const std::optional<RequestUsage> &usage)
{
    if (m_turn == Turn::None)
        return;
    const bool counts = std::exchange(m_turn, Turn::None) != Turn::Warming;
    m_request = {};
    if (m_account) {
        m_account->requestFinished();
        if (usage)
            m_account->used(counts ? *usage : RequestUsage{}, m_session.traits.model);
    }
    if (m_isDraining)
        closeWhenIdle();
    else
        onAccountChanged();
}

bool SocketRelay::canServe() const
{
    if (!m_account)
        return false;
    const auto availability = m_account->availability();
    return availability != Availability::RateLimited && availability != Availability::Unavailable
        && m_account->limits().isUsable(m_clock.now(), m_session.traits.model, m_account->caps());
}

void SocketRelay::onAccountChanged()
{
    if (m_turn == Turn::None && !canServe())
        leave(websocket::close_code::serviceRestart, "another account goes on");
}

void SocketRelay::leave(quint16 clientCode, QByteArrayView why)
{
    if (m_client.isOpen())
        m_client.close(clientCode, why);
    if (m_upstream.isOpen())
        m_upstream.close(websocket::close_code::normal);
}

void SocketRelay::onClientClosed(quint16 code, const QByteArray &reason)
{
    m_isClientClosed = true;
    if (code == websocket::close_code::abnormal) // gone, and so is what it waited for
        m_upstream.abort();
    else if (m_upstream.isOpen())
        m_upstream.close(code, reason);
    if (code == websocket::close_code::abnormal || m_isUpstreamClosed)
        finish();
}

void SocketRelay::onUpstreamClosed(quint16 code, const QByteArray &reason)
{
    m_isUpstreamClosed = true;
    const bool brokeOff = code == websocket::close_code::abnormal && m_client.isOpen();
    if (brokeOff) // must not look like an end
        m_client.abort();
    else if (m_client.isOpen())
        m_client.close(code, reason);
    if (brokeOff || m_isClientClosed)
        finish();
}

void SocketRelay::finish()
{
    qCDebug(lcGateway).noquote() << "socket closed" << exchangeField(m_session.number)
                                 << logField("turns"_L1, m_turns);
    emit finished();
}

} // namespace sluice
