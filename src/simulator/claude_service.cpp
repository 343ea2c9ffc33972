// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/claude_service.h"

#include "engine/http/server_connection.h"
#include "simulator/claude_answers.h"
#include "simulator/claude_limits.h"
#include "simulator/replies.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sluice {

ClaudeService::ClaudeService(SimulatorState &state, OpenAnswers &answers, Clock &clock)
    : m_state(state)
    , m_answers(answers)
    , m_clock(clock)
{
}

void ClaudeService::answer(http::ServerConnection *connection, const IncomingRequest &request,
                           qsizetype number)
{
    if (const auto scripted = m_state.script.take(request))
        play(connection, request, *scripted, number);
    else
        answerRequest(connection, request, number);
}

void ClaudeService::answerRequest(http::ServerConnection *connection, const IncomingRequest &request,
                                  qsizetype number)
{
    if (isTokenRequest(request.head)) {
        m_answers.reply(connection, number, tokenAnswer(request));
        return;
    }
    if (request.head.method == "HEAD") {
        m_answers.reply(connection, number,
                        claudeError(404, u"not_found_error"_s, u"Not found"_s, m_answers.nextId("req_011")));
        return;
    }
    SimulatedAccount *account = request.token ? m_state.accounts.ofAccessToken(*request.token) : nullptr;
    if (!account) {
        const QString text = request.token
            ? u"OAuth token has expired. Please obtain a new token or refresh it."_s
            : u"Invalid authentication credentials"_s;
        m_answers.reply(connection, number,
                        claudeError(401, u"authentication_error"_s, text, m_answers.nextId("req_011")));
        return;
    }
    account->passTime(m_clock.now());
    if (request.head.method == "POST" && request.head.path() == "/v1/messages")
        answerMessage(connection, request, *account, number);
    else
        m_answers.reply(connection, number, accountAnswer(request, *account));
}

http::Reply ClaudeService::tokenAnswer(const IncomingRequest &request)
{
    constexpr QByteArrayView codePrefix = "sim-code-"; // a sign-in of the account named after it
    const QByteArray code = tokenField(request, u"code"_s);
    if (code.startsWith(codePrefix))
        return tokenReply(m_state.accounts.account(QString::fromLatin1(code.sliced(codePrefix.size()))));
    if (!request.token)
        return oauthError(400, u"invalid_grant"_s, u"Refresh token not found or invalid"_s);
    const auto account = m_state.accounts.refresh(*request.token);
    if (!account)
        return oauthError(400, u"invalid_grant"_s, u"Refresh token not found or invalid"_s);
    return tokenReply(*account);
}

http::Reply ClaudeService::accountAnswer(const IncomingRequest &request, SimulatedAccount &account)
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
    return claudeError(404, u"not_found_error"_s, u"Not found"_s, m_answers.nextId("req_011"));
}

void ClaudeService::answerMessage(http::ServerConnection *connection, const IncomingRequest &request,
                                  SimulatedAccount &account, qsizetype number)
{
    if (account.isLimited()) {
        m_answers.reply(connection, number, limitReply(account, m_clock.now(), m_answers.nextId("req_011")));
        return;
    }
    account.use(m_clock.now());
    m_state.log.setStatus(number, 200);
    if (request.bytes >= 0) {
        connection->sendHead(messageHead("application/octet-stream", account),
                             {http::BodyFraming::Kind::Length, request.bytes});
        m_answers.stream(connection, {.next = filler(request.bytes), .interval = request.interval});
        return;
    }
    sendMessage(connection, request, account, ClaudeMessageStream::Ending::Complete,
                {.interval = request.interval});
}

void ClaudeService::sendMessage(http::ServerConnection *connection, const IncomingRequest &request,
                                const SimulatedAccount &account, ClaudeMessageStream::Ending ending,
                                StreamedAnswer::Plan plan)
{
    const QByteArray text = "Hello from the simulator, account " + account.name.toLatin1() + '.';
    if (request.stream) {
        const ClaudeMessageStream::Plan message = {.id = m_answers.nextId("msg_01"),
                                                   .model = request.model,
                                                   .text = text,
                                                   .timedEvents = request.events,
                                                   .ending = ending};
        plan.next = [events = ClaudeMessageStream(message)]() mutable { return events.next(); };
        connection->sendHead(messageHead("text/event-stream; charset=utf-8", account),
                             {http::BodyFraming::Kind::Chunked});
        m_answers.stream(connection, std::move(plan));
        return;
    }
    const QByteArray body = messageJson(m_answers.nextId("msg_01"), request.model, QString::fromLatin1(text));
    if (ending == ClaudeMessageStream::Ending::Complete && plan.interval == 0ms) {
        connection->sendReply({.head = messageHead("application/json", account), .body = body});
        return;
    }
    plan.next = piecesOf(body, ending == ClaudeMessageStream::Ending::Complete);
    connection->sendHead(messageHead("application/json", account), {http::BodyFraming::Kind::Chunked});
    m_answers.stream(connection, std::move(plan));
}

void ClaudeService::play(http::ServerConnection *connection, const IncomingRequest &request,
                         const ScriptedAnswer &scripted, qsizetype number)
{
    const QString name = request.token ? request.accountName() : u"unknown"_s;
    SimulatedAccount &account = m_state.accounts.account(name);
    account.passTime(m_clock.now());
    if (const auto whole = scriptedReply(scripted, account, m_clock.now(), m_answers.nextId("req_011"))) {
        m_answers.reply(connection, number, *whole);
        return;
    }
    if (scripted.kind == ScriptedKind::DropBeforeHead) {
        m_answers.drop(connection);
        return;
    }
    if (scripted.kind == ScriptedKind::Hang) {
        m_answers.hang(connection);
        return;
    }
    account.use(m_clock.now());
    m_state.log.setStatus(number, 200);
    playStream(connection, request, account, scripted.kind);
}

void ClaudeService::playStream(http::ServerConnection *connection, const IncomingRequest &request,
                               const SimulatedAccount &account, ScriptedKind kind)
{
    using Ending = ClaudeMessageStream::Ending;
    if (kind == ScriptedKind::SlowBody)
        sendMessage(connection, request, account, Ending::Complete, {.interval = 200ms});
    else if (kind == ScriptedKind::ErrorEvent)
        sendMessage(connection, request, account, Ending::ErrorEvent, {});
    else if (kind == ScriptedKind::CleanEndMidStream)
        sendMessage(connection, request, account, Ending::CutOff, {});
    else
        sendMessage(connection, request, account, Ending::CutOff, {.end = StreamedAnswer::End::Abort});
}

http::ResponseHead ClaudeService::messageHead(const QByteArray &type, const SimulatedAccount &account)
{
    http::ResponseHead head;
    head.headers = claudeLimitHeaders(account);
    head.headers.append("Content-Type", type);
    head.headers.append("request-id", m_answers.nextId("req_011"));
    head.headers.append("anthropic-organization-id", account.organizationUuid().toLatin1());
    return head;
}

} // namespace sluice
