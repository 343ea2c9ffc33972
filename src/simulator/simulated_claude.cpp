// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/simulated_claude.h"

#include "engine/http/server_connection.h"
#include "engine/transport/byte_stream.h"
#include "engine/transport/tcp_listener.h"
#include "simulator/claude_answers.h"
#include "simulator/incoming_request.h"
#include "simulator/message_stream.h"
#include "simulator/simulator_control.h"
#include "simulator/streamed_answer.h"

#include <QtCore/QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

constexpr qsizetype fillerSize = 64 * 1024;
constexpr http::ServerLimits limits = {.maxBodyBytes = 256 * 1024 * 1024};

//! `count` bytes without holding them.
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

//! `body` in pieces of 16 bytes, all or the first half.
std::function<std::optional<QByteArray>()> pieces(const QByteArray &body, bool whole)
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

} // namespace

class SimulatedClaude::Private
{
public:
    Private(const Options &givenOptions, Clock &givenClock, SimulatedClaude *owner)
        : q(owner)
        , options(givenOptions)
        , clock(givenClock)
        , state{.accounts = AccountBook(givenOptions.speed)}
        , ticker(givenClock)
        , listener(givenClock, owner)
    {
    }

    void answer(http::ServerConnection *connection);
    void answerRequest(http::ServerConnection *connection, const IncomingRequest &request, qsizetype number);
    http::Reply tokenAnswer(const IncomingRequest &request);
    http::Reply accountAnswer(const IncomingRequest &request, SimulatedAccount &account);
    void answerMessage(http::ServerConnection *connection, const IncomingRequest &request,
                       SimulatedAccount &account, qsizetype number);
    void play(http::ServerConnection *connection, const IncomingRequest &request,
              const ScriptedAnswer &scripted, qsizetype number);
    void playStream(http::ServerConnection *connection, const IncomingRequest &request,
                    const SimulatedAccount &account, ScriptedKind kind);
    void sendMessage(http::ServerConnection *connection, const IncomingRequest &request,
                     const SimulatedAccount &account, MessageStream::Ending ending,
                     StreamedAnswer::Plan plan);
    void reply(http::ServerConnection *connection, qsizetype number, const http::Reply &reply);
    void stream(http::ServerConnection *connection, StreamedAnswer::Plan plan);
    void release(http::ServerConnection *connection);
    void drop(http::ServerConnection *connection);
    QByteArray nextId(const QByteArray &prefix);
    http::ResponseHead messageHead(const QByteArray &type, const SimulatedAccount &account);

    SimulatedClaude *q;
    Options options;
    Clock &clock;
    SimulatorState state;
    StreamTicker ticker;
    TcpListener listener;
    QSet<http::ServerConnection *> open; // those with an answer that has begun and not ended
    qint64 lastId = 0;
};

SimulatedClaude::SimulatedClaude(const Options &options, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(options, clock, this))
{
    d->listener.setMaxConnections(20'000);
    connect(&d->listener, &TcpListener::streamAccepted, this, &SimulatedClaude::accept);
}

SimulatedClaude::~SimulatedClaude()
{
    for (auto *connection : findChildren<http::ServerConnection *>(Qt::FindDirectChildrenOnly))
        delete connection; // they use the ticker, which goes before the children do
}

Result<quint16> SimulatedClaude::listen(quint16 port)
{
    if (const auto listening = d->listener.listen(u"127.0.0.1"_s, port); !listening)
        return failure(listening.error());
    return d->listener.port();
}

void SimulatedClaude::accept(ByteStream *stream)
{
    auto *connection = new http::ServerConnection(stream, limits, d->clock, this);
    connect(connection, &http::ServerConnection::requestReceived, this,
            [this, connection] { d->answer(connection); });
    connect(connection, &http::ServerConnection::closed, this, [this, connection] {
        d->release(connection);
        connection->deleteLater();
    });
}

Status SimulatedClaude::configureAccount(const QString &name, const QByteArray &json)
{
    return sluice::configureAccount(d->state, name, json, d->clock.now());
}

void SimulatedClaude::Private::answer(http::ServerConnection *connection)
{
    if (connection->head().path().startsWith("/sim/")) {
        const http::RequestHead head = connection->head();
        connection->sendReply(answerControl(state, head, connection->takeBody(), clock.now()));
        return;
    }
    const auto request = readRequest(connection->head(), connection->takeBody());
    const qsizetype number = options.record ? state.log.append(recordOf(request, clock.now())) : -1;
    if (const auto scripted = state.script.take(request.accountName(), request.head.path()))
        play(connection, request, *scripted, number);
    else
        answerRequest(connection, request, number);
}

void SimulatedClaude::Private::answerRequest(http::ServerConnection *connection,
                                             const IncomingRequest &request, qsizetype number)
{
    if (isTokenRequest(request)) {
        reply(connection, number, tokenAnswer(request));
        return;
    }
    if (request.head.method == "HEAD") {
        reply(connection, number, claudeError(404, u"not_found_error"_s, u"Not found"_s, nextId("req_011")));
        return;
    }
    SimulatedAccount *account = request.token ? state.accounts.ofAccessToken(*request.token) : nullptr;
    if (!account) {
        const QString text = request.token
            ? u"OAuth token has expired. Please obtain a new token or refresh it."_s
            : u"Invalid authentication credentials"_s;
        reply(connection, number, claudeError(401, u"authentication_error"_s, text, nextId("req_011")));
        return;
    }
    account->passTime(clock.now());
    if (request.head.method == "POST" && request.head.path() == "/v1/messages")
        answerMessage(connection, request, *account, number);
    else
        reply(connection, number, accountAnswer(request, *account));
}

http::Reply SimulatedClaude::Private::tokenAnswer(const IncomingRequest &request)
{
    constexpr QByteArrayView codePrefix = "sim-code-"; // a sign-in of the account named after it
    const QByteArray code = tokenField(request, u"code"_s);
    if (code.startsWith(codePrefix))
        return tokenReply(state.accounts.account(QString::fromLatin1(code.sliced(codePrefix.size()))));
    if (!request.token)
        return oauthError(400, u"invalid_grant"_s, u"Refresh token not found or invalid"_s);
    const auto account = state.accounts.refresh(*request.token);
    if (!account)
        return oauthError(400, u"invalid_grant"_s, u"Refresh token not found or invalid"_s);
    return tokenReply(*account);
}

http::Reply SimulatedClaude::Private::accountAnswer(const IncomingRequest &request, SimulatedAccount &account)
{
    const QByteArray method = request.head.method;
    const QByteArrayView path = request.head.path();
    if (method == "POST" && path == "/v1/messages/count_tokens")
        return jsonReply(200, {{"input_tokens"_L1, std::max<qint64>(1, request.body.size() / 4)}});
    if (method == "GET" && path == "/v1/models")
        return modelsReply();
    if (method == "GET" && path == "/api/oauth/usage")
        return usageReply(account);
    if (method == "GET" && path == "/api/oauth/profile")
        return profileReply(account);
    return claudeError(404, u"not_found_error"_s, u"Not found"_s, nextId("req_011"));
}

void SimulatedClaude::Private::answerMessage(http::ServerConnection *connection,
                                             const IncomingRequest &request, SimulatedAccount &account,
                                             qsizetype number)
{
    if (account.isLimited()) {
        reply(connection, number, limitReply(account, clock.now(), nextId("req_011")));
        return;
    }
    account.use(clock.now());
    state.log.setStatus(number, 200);
    if (request.bytes >= 0) {
        connection->sendHead(messageHead("application/octet-stream", account),
                             {http::BodyFraming::Kind::Length, request.bytes});
        stream(connection, {.next = filler(request.bytes), .interval = request.interval});
        return;
    }
    sendMessage(connection, request, account, MessageStream::Ending::Complete,
                {.interval = request.interval});
}

void SimulatedClaude::Private::sendMessage(http::ServerConnection *connection, const IncomingRequest &request,
                                           const SimulatedAccount &account, MessageStream::Ending ending,
                                           StreamedAnswer::Plan plan)
{
    const QByteArray text = "Hello from the simulator, account " + account.name.toLatin1() + '.';
    if (request.stream) {
        const MessageStream::Plan message = {.id = nextId("msg_01"),
                                             .model = request.model,
                                             .text = text,
                                             .timedEvents = request.events,
                                             .ending = ending};
        plan.next = [events = MessageStream(message)]() mutable { return events.next(); };
        connection->sendHead(messageHead("text/event-stream; charset=utf-8", account),
                             {http::BodyFraming::Kind::Chunked});
        stream(connection, std::move(plan));
        return;
    }
    const QByteArray body = messageJson(nextId("msg_01"), request.model, QString::fromLatin1(text));
    if (ending == MessageStream::Ending::Complete && plan.interval == 0ms) {
        connection->sendReply({.head = messageHead("application/json", account), .body = body});
        return;
    }
    plan.next = pieces(body, ending == MessageStream::Ending::Complete);
    connection->sendHead(messageHead("application/json", account), {http::BodyFraming::Kind::Chunked});
    stream(connection, std::move(plan));
}

void SimulatedClaude::Private::play(http::ServerConnection *connection, const IncomingRequest &request,
                                    const ScriptedAnswer &scripted, qsizetype number)
{
    const QString name = request.token ? request.accountName() : u"unknown"_s;
    SimulatedAccount &account = state.accounts.account(name);
    account.passTime(clock.now());
    if (const auto whole = scriptedReply(scripted, account, clock.now(), nextId("req_011"))) {
        reply(connection, number, *whole);
        return;
    }
    if (scripted.kind == ScriptedKind::DropBeforeHead) {
        drop(connection);
        return;
    }
    if (scripted.kind == ScriptedKind::Hang) {
        open.insert(connection);
        state.openStreams = static_cast<int>(open.size());
        return;
    }
    account.use(clock.now());
    state.log.setStatus(number, 200);
    playStream(connection, request, account, scripted.kind);
}

void SimulatedClaude::Private::playStream(http::ServerConnection *connection, const IncomingRequest &request,
                                          const SimulatedAccount &account, ScriptedKind kind)
{
    using Ending = MessageStream::Ending;
    if (kind == ScriptedKind::SlowBody)
        sendMessage(connection, request, account, Ending::Complete, {.interval = 200ms});
    else if (kind == ScriptedKind::ErrorEvent)
        sendMessage(connection, request, account, Ending::ErrorEvent, {});
    else if (kind == ScriptedKind::CleanEndMidStream)
        sendMessage(connection, request, account, Ending::CutOff, {});
    else
        sendMessage(connection, request, account, Ending::CutOff, {.end = StreamedAnswer::End::Abort});
}

void SimulatedClaude::Private::reply(http::ServerConnection *connection, qsizetype number,
                                     const http::Reply &reply)
{
    state.log.setStatus(number, reply.head.status);
    connection->sendReply(reply);
}

void SimulatedClaude::Private::stream(http::ServerConnection *connection, StreamedAnswer::Plan plan)
{
    auto *body = new StreamedAnswer(std::move(plan), ticker, connection);
    open.insert(connection);
    state.openStreams = static_cast<int>(open.size());
    QObject::connect(body, &StreamedAnswer::finished, q, [this, body, connection](StreamedAnswer::End end) {
        body->deleteLater();
        release(connection);
        if (end == StreamedAnswer::End::Abort)
            drop(connection);
        else
            connection->finish();
    });
    body->start();
}

void SimulatedClaude::Private::release(http::ServerConnection *connection)
{
    open.remove(connection);
    state.openStreams = static_cast<int>(open.size());
}

void SimulatedClaude::Private::drop(http::ServerConnection *connection)
{
    connection->abort();
    connection->deleteLater();
}

QByteArray SimulatedClaude::Private::nextId(const QByteArray &prefix)
{
    return prefix + QByteArray::number(++lastId).rightJustified(22, '0');
}

http::ResponseHead SimulatedClaude::Private::messageHead(const QByteArray &type,
                                                         const SimulatedAccount &account)
{
    http::ResponseHead head;
    head.headers = rateLimitHeaders(account);
    head.headers.append("Content-Type", type);
    head.headers.append("request-id", nextId("req_011"));
    head.headers.append("anthropic-organization-id", account.organizationUuid().toLatin1());
    return head;
}

} // namespace sluice
