// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/http/message.h"
#include "engine/websocket/websocket_connection.h"

#include <QtCore/QJsonObject>
#include <QtCore/QObject>

#include <memory>

namespace sluice {

class Gateway;

//! The WebSocket of `/sluice/v1/events`: the status page of one gateway user at once and on every change, at
//! most four times a second. Whoever does not read gets the newest document later, not all of them. What the
//! client sends is ignored.
class EventFeed : public QObject
{
    Q_OBJECT

public:
    //! Takes ownership of `stream`, to which the 101 was written; `request` is the head it answers.
    EventFeed(ByteStream *stream, const QByteArray &readAhead, const http::RequestHead &request,
              Gateway &gateway);

    void close(); //!< the gateway goes away; closed() follows within seconds

signals:
    void closed(); //!< delete me

private:
    void onAccessChanged();
    void onChanged();
    void sendNewest();

    Gateway &m_gateway;
    http::Headers m_keys; // with which the client came, to be checked again
    WebSocketConnection m_socket;
    QJsonObject m_sent; // the last document, without its time
    std::unique_ptr<Deadline> m_interval; // until the next one may leave
    bool m_isStale = true; // something may have changed since
};

} // namespace sluice
