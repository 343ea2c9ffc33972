// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/simulator.h"

#include "engine/http/server_connection.h"
#include "engine/transport/byte_stream.h"
#include "engine/transport/tcp_listener.h"
#include "simulator/claude_service.h"
#include "simulator/codex_service.h"

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

constexpr http::ServerLimits limits = {.maxBodyBytes = 256 * 1024 * 1024};

} // namespace

class Simulator::Private
{
public:
    Private(const Options &givenOptions, Clock &givenClock, Simulator *owner)
        : clock(givenClock)
        , state{.accounts = AccountBook(givenOptions.speed)}
        , ticker(givenClock)
        , answers(state, ticker)
        , claude(state, answers, givenClock)
        , codex(state, answers, givenClock, owner)
        , listener(givenClock, owner)
    {
        state.log.setKeeping(givenOptions.record);
    }

    void answer(http::ServerConnection *connection);

    Clock &clock;
    SimulatorState state;
    StreamTicker ticker;
    OpenAnswers answers;
    ClaudeService claude;
    CodexService codex;
    TcpListener listener;
};

Simulator::Simulator(const Options &options, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(options, clock, this))
{
    d->listener.setMaxConnections(20'000);
    connect(&d->listener, &TcpListener::streamAccepted, this, &Simulator::accept);
}

Simulator::~Simulator()
{
    const auto served = children(); // connections and sockets use the ticker, which goes before children do
    for (auto *child : served) {
        if (child != &d->listener)
            delete child;
    }
}

Result<quint16> Simulator::listen(quint16 port)
{
    if (const auto listening = d->listener.listen(u"127.0.0.1"_s, port); !listening)
        return failure(listening.error());
    return d->listener.port();
}

void Simulator::accept(ByteStream *stream)
{
    auto *connection = new http::ServerConnection(stream, limits, d->clock, this);
    connect(connection, &http::ServerConnection::requestReceived, this,
            [this, connection] { d->answer(connection); });
    connect(connection, &http::ServerConnection::closed, this, [this, connection] {
        d->answers.release(connection);
        connection->deleteLater();
    });
}

Status Simulator::configureAccount(const QString &name, const QByteArray &json)
{
    return sluice::configureAccount(d->state, name, json, d->clock.now());
}

void Simulator::Private::answer(http::ServerConnection *connection)
{
    if (connection->head().path().startsWith("/sim/")) {
        const http::RequestHead head = connection->head();
        connection->sendReply(answerControl(state, head, connection->takeBody(), clock.now()));
        return;
    }
    const auto request = readRequest(connection->head(), connection->takeBody());
    const qsizetype number = state.log.isKeeping() ? state.log.append(recordOf(request, clock.now())) : -1;
    if (isForCodex(request.head))
        codex.answer(connection, request, number);
    else
        claude.answer(connection, request, number);
}

} // namespace sluice
