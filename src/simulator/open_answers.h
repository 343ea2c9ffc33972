// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "simulator/simulator_control.h"
#include "simulator/streamed_answer.h"

#include <QtCore/QSet>

#include <functional>
#include <optional>

namespace sluice {

namespace http {
class ServerConnection;
}

//! How both providers answer over HTTP; keeps count of the answers that have begun and not ended.
class OpenAnswers
{
public:
    OpenAnswers(SimulatorState &state, StreamTicker &ticker) : m_state(state), m_ticker(ticker) { }

    //! `number` is the request's in the log, or -1.
    void reply(http::ServerConnection *connection, qsizetype number, const http::Reply &reply);
    //! The body of an answer whose head is sent.
    void stream(http::ServerConnection *connection, StreamedAnswer::Plan plan);
    void hang(http::ServerConnection *connection); //!< no answer until the client leaves
    void drop(http::ServerConnection *connection);
    //! The connection has closed.
    void release(http::ServerConnection *connection);
    //! A new made-up id: `prefix` and 22 digits.
    QByteArray nextId(const QByteArray &prefix);
    StreamTicker &ticker() { return m_ticker; }

private:
    void hold(http::ServerConnection *connection);

    SimulatorState &m_state;
    StreamTicker &m_ticker;
    QSet<http::ServerConnection *> m_open;
    qint64 m_lastId = 0;
};

//! `body` in pieces of 16 bytes, all or the first half.
std::function<std::optional<QByteArray>()> piecesOf(const QByteArray &body, bool whole);
//! `count` bytes without holding them.
std::function<std::optional<QByteArray>()> filler(qint64 count);

} // namespace sluice
