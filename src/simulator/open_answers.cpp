// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/open_answers.h"

#include "engine/http/server_connection.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr qsizetype fillerSize = 64 * 1024;

} // namespace

void OpenAnswers::reply(http::ServerConnection *connection, qsizetype number, const http::Reply &reply)
{
    m_state.log.setStatus(number, reply.head.status);
    connection->sendReply(reply);
}

void OpenAnswers::stream(http::ServerConnection *connection, StreamedAnswer::Plan plan)
{
    const StreamedAnswer::Outlet outlet = {
        .send = [connection](const QByteArray &piece) { connection->sendBody(piece); },
        .bytesToWrite = [connection] { return connection->bytesToWrite(); }};
    auto *body = new StreamedAnswer(std::move(plan), m_ticker, outlet, connection);
    hold(connection);
    QObject::connect(connection, &http::ServerConnection::bytesWritten, body,
                     &StreamedAnswer::onBytesWritten);
    QObject::connect(body, &StreamedAnswer::finished, connection,
                     [this, body, connection](StreamedAnswer::End end) {
                         body->deleteLater();
                         release(connection);
                         if (end == StreamedAnswer::End::Abort)
                             drop(connection);
                         else
                             connection->finish();
                     });
    body->start();
}

void OpenAnswers::hang(http::ServerConnection *connection)
{
    hold(connection);
}

void OpenAnswers::drop(http::ServerConnection *connection)
{
    connection->abort();
    connection->deleteLater();
}

void OpenAnswers::hold(http::ServerConnection *connection)
{
    m_open.insert(connection);
    m_state.openStreams = static_cast<int>(m_open.size());
}

void OpenAnswers::release(http::ServerConnection *connection)
{
    m_open.remove(connection);
    m_state.openStreams = static_cast<int>(m_open.size());
}

QByteArray OpenAnswers::nextId(const QByteArray &prefix)
{
    return prefix + QByteArray::number(++m_lastId).rightJustified(22, '0');
}

std::function<std::optional<QByteArray>()> filler(qint64 count)
{
    return [left = count, block = QByteArray(fillerSize, 'x')]() mutable -> std::optional<QByteArray> {
        if (left == 0)
            return std::nullopt;
        const qint64 size = std::min<qint64>(left, fillerSize);
        left -= size;
        return block.first(size);
    };
}

std::function<std::optional<QByteArray>()> piecesOf(const QByteArray &body, bool whole)
{
    const QByteArray wanted = whole ? body : body.first(body.size() / 2);
    return [wanted, at = qsizetype{0}]() mutable -> std::optional<QByteArray> {
        if (at >= wanted.size())
            return std::nullopt;
        const QByteArray piece = wanted.mid(at, 16);
        at += piece.size();
        return piece;
    };
}

} // namespace sluice
