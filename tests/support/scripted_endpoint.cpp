// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/scripted_endpoint.h"

#include "engine/http/server_connection.h"
#include "tests/support/memory_stream.h"

namespace sluice {

using namespace Qt::StringLiterals;

DialJob *ScriptedEndpoint::dial(const Endpoint &endpoint, QObject *parent)
{
    m_endpoints.append(endpoint);
    auto *job = new DialJob(parent);
    const auto connectBoth = [this, job] {
        if (!m_isReachable) {
            emit job->finished(nullptr, {ErrorCode::UpstreamUnreachable, u"refused"_s});
            return;
        }
        auto [near, far] = MemoryStream::createPair();
        serve(far.release());
        emit job->finished(near.release(), {});
    };
    QMetaObject::invokeMethod(job, connectBoth, Qt::QueuedConnection);
    return job;
}

void ScriptedEndpoint::answer(int status, const QByteArray &body, const http::Headers &headers)
{
    m_answers.append(http::Reply{.head = {.status = status, .reason = "", .headers = headers}, .body = body});
}

void ScriptedEndpoint::breakOff()
{
    m_answers.append(std::nullopt);
}

void ScriptedEndpoint::serve(ByteStream *stream)
{
    auto *connection = new http::ServerConnection(stream, {}, m_clock, &m_connections);
    QObject::connect(connection, &http::ServerConnection::requestReceived, connection, [this, connection] {
        m_bodies.append(connection->takeBody());
        m_onRequest();
        if (m_answers.isEmpty())
            return;
        if (const auto reply = m_answers.takeFirst())
            connection->sendReply(*reply);
        else
            connection->abort();
    });
}

} // namespace sluice
