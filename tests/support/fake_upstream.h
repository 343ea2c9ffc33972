// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/http/message.h"
#include "engine/transport/dialer.h"
#include "engine/transport/tcp_listener.h"
#include "engine/websocket/websocket_connection.h"
#include "tests/support/fake_random.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QUrl>

#include <memory>
#include <optional>
#include <vector>

namespace sluice {

class ByteStream;

//! An upstream that plays scripted bytes and keeps what it got. It can be dialed in memory, where every turn
//! is the test's, or over loopback.
class FakeUpstream final : public Dialer
{
public:
    enum class Ending : std::uint8_t {
        Keep, //!< the next request may follow
        Close, //!< a clean end of the stream
        Break, //!< a reset
    };
    //! Each piece leaves in an event-loop turn of its own.
    struct Answer
    {
        QList<QByteArray> pieces = {};
        Ending ending = Ending::Keep;
        std::optional<http::Headers> socket = {}; //!< opens a WebSocket; the fields of its 101
    };
    //! A WebSocket that was opened by playSocket().
    struct Socket
    {
        std::unique_ptr<WebSocketConnection> connection = {};
        QList<QByteArray> received = {}; //!< text and binary messages
        quint16 closedWith = 0; //!< 0: still open
    };
    struct Request
    {
        http::RequestHead head = {};
        QByteArray body = {};
        int connection = 0; //!< counted from 1
        QByteArray token() const { return head.headers.value("authorization").toByteArray(); }
    };

    explicit FakeUpstream(Clock &clock);

    DialJob *dial(const Endpoint &endpoint, QObject *parent) override;
    //! In memory: dials through this proxy fail; an empty one fails none.
    void refuseProxy(const QUrl &proxy) { m_deadProxy = proxy; }
    //! In memory: dials without a proxy fail, or no longer.
    void setReachable(bool reachable) { m_isReachable = reachable; }
    int refusedDials() const { return m_refusedDials; }
    //! The loopback port, which stays the same; 0 when that failed.
    quint16 listen();
    void stopListening(); //!< over loopback: dials are refused

    //! The next answer for `path`; where none is left the request waits for ever.
    void play(const Answer &answer, const QByteArray &path = "/v1/messages");
    void play(const QByteArray &wire, const QByteArray &path = "/v1/messages");
    //! The next request for `path` becomes a WebSocket; the 101 carries `fields`.
    void playSocket(const QByteArray &path, const http::Headers &fields = {});
    Socket &socket(qsizetype index = 0) { return *m_sockets.at(static_cast<std::size_t>(index)); }
    qsizetype socketCount() const { return static_cast<qsizetype>(m_sockets.size()); }
    void breakIdleConnections();
    //! The next requests die with their connection, as on one that died while it was idle.
    void dropNextRequest() { m_dropNext = true; }

    QList<Request> requests(const QByteArray &path = "/v1/messages") const;
    int connectionCount() const { return m_accepted; }
    int openConnections() const { return m_open; }
    qint64 bytesTaken() const { return m_bytesTaken; } //!< of answers, by the other side

private:
    class Connection;
    void serve(ByteStream *stream);
    void onRequest(Connection *connection, const Request &request);
    void openSocket(ByteStream *stream, const http::RequestHead &request, const http::Headers &fields);

    Clock &m_clock;
    FakeRandom m_random;
    TcpListener m_listener;
    QObject m_connections; // parent of what we serve
    QHash<QByteArray, QList<Answer>> m_answers; // by path
    std::vector<std::unique_ptr<Socket>> m_sockets;
    QList<Request> m_requests;
    int m_accepted = 0;
    int m_open = 0;
    qint64 m_bytesTaken = 0;
    bool m_dropNext = false;
    QUrl m_deadProxy;
    bool m_isReachable = true;
    quint16 m_port = 0; // 0 before the first listen()
    int m_refusedDials = 0;
};

//! A whole answer with Content-Length; `fields` are lines with their CRLF.
QByteArray answerWire(int status, const QByteArray &body, const QByteArray &fields = {});

} // namespace sluice
