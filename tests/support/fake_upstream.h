// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/http/message.h"
#include "engine/transport/dialer.h"
#include "engine/transport/tcp_listener.h"

#include <QtCore/QHash>
#include <QtCore/QList>

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
    //! The loopback port; 0 when that failed.
    quint16 listen();

    //! The next answer for `path`; where none is left the request waits for ever.
    void play(const Answer &answer, const QByteArray &path = "/v1/messages");
    void play(const QByteArray &wire, const QByteArray &path = "/v1/messages");
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

    TcpListener m_listener;
    QObject m_connections; // parent of what we serve
    QHash<QByteArray, QList<Answer>> m_answers; // by path
    QList<Request> m_requests;
    int m_accepted = 0;
    int m_open = 0;
    qint64 m_bytesTaken = 0;
    bool m_dropNext = false;
};

//! A whole answer with Content-Length; `fields` are lines with their CRLF.
QByteArray answerWire(int status, const QByteArray &body, const QByteArray &fields = {});

} // namespace sluice
