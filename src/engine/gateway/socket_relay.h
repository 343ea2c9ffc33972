// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/gateway/account_pool.h"
#include "engine/providers/socket_reader.h"
#include "engine/websocket/websocket_connection.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <functional>
#include <memory>

namespace sluice {

//! One WebSocket from a client to the account that was chosen at its handshake. Messages pass whole and in
//! order; what they say of the account's limits is read in passing and reaches the client as the pool's. A
//! conversation cannot change its account inside one connection (spec/codex.md 7.8 to 7.11): an account that
//! becomes unusable ends the socket between two turns, and the client comes back to another one.
class SocketRelay : public QObject
{
    Q_OBJECT

public:
    //! Both streams after the handshake, with what came behind it. The relay takes ownership.
    struct Ends
    {
        ByteStream *client = nullptr;
        QByteArray clientAhead = {};
        ByteStream *upstream = nullptr;
        QByteArray upstreamAhead = {};
    };
    //! Whom the socket belongs to, and who serves it.
    struct Session
    {
        quint64 number = 0; //!< of the handshake, for the log
        RequestTraits traits = {};
        Secret accessToken = {}; //!< the account's, which opened the socket
        bool wasElsewhere = false; //!< AccountPool::Selection::wasElsewhere
        qint64 maxMessageBytes = 0;
        std::function<bool()> isWelcome = {}; //!< asked before each turn: the user may be gone
    };

    SocketRelay(const Ends &ends, Session session, AccountPool &pool, ManagedAccount &account, Clock &clock,
                Random &random, QObject *parent);
    ~SocketRelay() override;

    void closeWhenIdle(); //!< after the turn that runs, if one does

signals:
    void turnBegan(); //!< a request in all but form; warm-ups are none
    void finished(); //!< both sides are closed; delete me

private:
    enum class Turn : std::uint8_t {
        None,
        Warming,
        Running, //!< nothing of its output has come
        Producing,
    };

    void onClientText(const QByteArray &text);
    void onUpstreamText(const QByteArray &text);
    void onAccountChanged();
    bool beginTurn(const SocketEvent &event, const QByteArray &text);
    void endTurn(const std::optional<RequestUsage> &usage);
    bool isSettledHere(const Refusal &refusal);
    bool sentWithoutForeignContent();
    bool canServe() const;
    void leave(quint16 clientCode, QByteArrayView why);
    void onClientClosed(quint16 code, const QByteArray &reason);
    void onUpstreamClosed(quint16 code, const QByteArray &reason);
    void finish();

    AccountPool &m_pool;
    QPointer<ManagedAccount> m_account; // null once it was removed
    Clock &m_clock;
    Session m_session;
    std::unique_ptr<SocketReader> m_reader;
    WebSocketConnection m_client;
    WebSocketConnection m_upstream;
    Turn m_turn = Turn::None;
    QByteArray m_request; // the turn's first message, while it may have to be sent again
    bool m_wasStripped = false; // it was sent again without foreign content
    bool m_isDraining = false;
    bool m_isClientClosed = false;
    bool m_isUpstreamClosed = false;
    int m_turns = 0;
};

} // namespace sluice
