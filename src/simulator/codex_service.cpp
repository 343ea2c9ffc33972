// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/codex_service.h"

#include "engine/http/server_connection.h"
#include "engine/websocket/handshake.h"
#include "engine/websocket/websocket_connection.h"
#include "simulator/codex_chat_stream.h"
#include "simulator/codex_limits.h"
#include "simulator/codex_refusals.h"
#include "simulator/codex_script.h"
#include "simulator/codex_socket.h"
#include "simulator/event_text.h"
#include "simulator/replies.h"

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

const QString invalidRequest = u"invalid_request_error"_s;

bool isChat(const http::RequestHead &head)
{
    return head.path() == "/v1/chat/completions";
}

bool isTurn(const http::RequestHead &head)
{
    return head.method == "POST" && (isChat(head) || isResponsesPath(head));
}

QByteArray asServerSentEvents(const QList<CodexResponseStream::Event> &events)
{
    QByteArray bytes;
    for (const auto &event : events)
        bytes += serverSentEvent(event.type, event.json);
    return bytes;
}

} // namespace

CodexService::CodexService(SimulatorState &state, OpenAnswers &answers, Clock &clock, QObject *owner)
    : m_state(state)
    , m_answers(answers)
    , m_clock(clock)
    , m_owner(owner)
{
}

void CodexService::answer(http::ServerConnection *connection, const IncomingRequest &request,
                          qsizetype number)
{
    if (const auto scripted = m_state.script.take(request))
        play(connection, request, *scripted, number);
    else
        answerRequest(connection, request, number);
}

void CodexService::answerRequest(http::ServerConnection *connection, const IncomingRequest &request,
                                 qsizetype number)
{
    if (isTokenRequest(request.head)) {
        m_answers.reply(connection, number, tokenAnswer(request));
        return;
    }
    SimulatedAccount *account = request.token ? m_state.accounts.ofAccessToken(*request.token) : nullptr;
    if (!account) {
        const QString text =
            request.token ? u"Provided authentication token is expired."_s : u"Invalid bearer token"_s;
        const QString code = request.token ? u"token_expired"_s : u"invalid_api_key"_s;
        m_answers.reply(connection, number, codexError(401, invalidRequest, code, text));
        return;
    }
    if (isChatGpt(request.head)
        && request.head.headers.value("chatgpt-account-id") != account->accountUuid().toLatin1()) {
        m_answers.reply(connection, number,
                        codexError(403, invalidRequest, u"account_mismatch"_s,
                                   u"ChatGPT-Account-Id is not the account of the token"_s));
        return;
    }
    account->passTime(m_clock.now());
    if (isTurn(request.head))
        answerTurn(connection, request, *account, number);
    else if (isResponsesPath(request.head) && websocket::isUpgrade(request.head))
        openSocket(connection, request, *account, number);
    else
        m_answers.reply(connection, number, accountAnswer(request, *account));
}

http::Reply CodexService::tokenAnswer(const IncomingRequest &request)
{
    constexpr QByteArrayView codePrefix = "sim-code-"; // a sign-in of the account named after it
    const QByteArray code = tokenField(request, u"code"_s);
    if (code.startsWith(codePrefix)) {
        const QString name = QString::fromLatin1(code.sliced(codePrefix.size()));
        return codexTokenReply(m_state.accounts.account(name), m_clock.now());
    }
    const auto refused = [](const QString &reason) {
        return codexError(401, invalidRequest, reason,
                          u"Your refresh token cannot be used: %1."_s.arg(reason));
    };
    if (!request.token)
        return refused(u"refresh_token_expired"_s);
    const int reuses = m_state.accounts.refreshReuses();
    const auto account = m_state.accounts.refresh(*request.token);
    if (!account)
        return refused(m_state.accounts.refreshReuses() > reuses ? u"refresh_token_reused"_s
                                                                 : u"refresh_token_invalidated"_s);
    return codexTokenReply(*account, m_clock.now());
}

http::Reply CodexService::accountAnswer(const IncomingRequest &request, const SimulatedAccount &account)
{
    const http::RequestHead &head = request.head;
    if (head.method == "GET" && head.path() == "/backend-api/wham/usage")
        return jsonReply(200, codexUsage(account, m_clock.now()));
    if (head.method == "GET" && head.path() == "/backend-api/wham/accounts/check")
        return codexWorkspacesReply(account);
    if (head.method == "GET" && head.path().endsWith("/models"))
        return head.query().contains("client_version") ? codexModelsReply() : openAiModelsReply();
    return codexError(404, invalidRequest, {}, u"Not found"_s);
}

void CodexService::answerTurn(http::ServerConnection *connection, const IncomingRequest &request,
                              SimulatedAccount &account, qsizetype number)
{
    auto refusal = codexContentRefusal(request, account);
    if (account.isLimited())
        refusal = codexLimitReply(account, m_clock.now());
    else if (request.json.contains("previous_response_id"_L1)) // kept by a WebSocket alone
        refusal =
            codexScriptedReply({.kind = ScriptedKind::PreviousResponseNotFound}, account, m_clock.now());
    if (refusal) {
        m_answers.reply(connection, number, *refusal);
        return;
    }
    account.use(m_clock.now());
    m_state.log.setStatus(number, 200);
    if (request.bytes >= 0) {
        connection->sendHead(turnHead("application/octet-stream", request, account),
                             {http::BodyFraming::Kind::Length, request.bytes});
        m_answers.stream(connection, {.next = filler(request.bytes), .interval = request.interval});
        return;
    }
    if (isChat(request.head))
        sendChat(connection, request, account, false, {.interval = request.interval});
    else if (!request.stream)
        sendWhole(connection, request, account, codexResponse(answerFor(request, account), true));
    else
        sendResponse(connection, request, account,
                     {.answer = answerFor(request, account), .timedEvents = request.events},
                     {.interval = request.interval});
}

void CodexService::openSocket(http::ServerConnection *connection, const IncomingRequest &request,
                              const SimulatedAccount &account, qsizetype number)
{
    auto refused = codexContentRefusal(request, account);
    if (account.isLimited())
        refused = codexLimitReply(account, m_clock.now());
    else if (!request.head.headers.value("openai-beta").contains("responses_websockets="))
        refused = codexError(400, invalidRequest, {}, u"OpenAI-Beta does not ask for responses_websockets"_s);
    else if (const auto wrong = websocket::refusal(request.head))
        refused = codexError(wrong->status, invalidRequest, {}, QString::fromLatin1(wrong->text));
    if (refused) {
        m_answers.reply(connection, number, *refused);
        return;
    }
    m_state.log.setStatus(number, 101);
    m_state.log.setSocket(number, ++m_lastSocket);
    auto head = websocket::acceptance(request.head);
    appendAll(head.headers, codexLimitHeaders(account, m_clock.now()));
    head.headers.append("x-codex-turn-state", codexTurnState(account));
    head.headers.append("x-models-etag", "sim-models");
    connection->sendHead(head, {});
    QByteArray readAhead;
    auto *stream = connection->takeStream(&readAhead);
    connection->deleteLater();
    const WebSocketConnection::Options options = {.role = websocket::Role::Server};
    auto *socket = new WebSocketConnection(stream, readAhead, options, m_clock, m_random, nullptr);
    new CodexSocket(socket, request, m_lastSocket, m_state, m_answers, m_clock, m_owner);
}

void CodexService::play(http::ServerConnection *connection, const IncomingRequest &request,
                        const ScriptedAnswer &scripted, qsizetype number)
{
    const QString name = request.token ? request.accountName() : u"unknown"_s;
    SimulatedAccount &account = m_state.accounts.account(name);
    account.passTime(m_clock.now());
    const auto whole = codexScriptedReply(scripted, account, m_clock.now());
    if (whole && !(scripted.after && isTurn(request.head))) {
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
    if (!isTurn(request.head)) {
        answerRequest(connection, request, number);
        return;
    }
    account.use(m_clock.now());
    m_state.log.setStatus(number, 200);
    playStream(connection, request, account, scripted);
}

void CodexService::playStream(http::ServerConnection *connection, const IncomingRequest &request,
                              const SimulatedAccount &account, const ScriptedAnswer &scripted)
{
    const bool drops = scripted.kind == ScriptedKind::DropMidStream;
    StreamedAnswer::Plan pace = {.interval = request.interval};
    if (scripted.kind == ScriptedKind::SlowBody)
        pace.interval = 200ms;
    if (drops)
        pace.end = StreamedAnswer::End::Abort;
    if (isChat(request.head)) {
        sendChat(connection, request, account, scripted.kind != ScriptedKind::SlowBody, std::move(pace));
        return;
    }
    CodexResponseStream::Plan plan = {.answer = answerFor(request, account), .timedEvents = request.events};
    applyScript(plan, scripted, account, m_clock.now(), CodexTransport::Events);
    sendResponse(connection, request, account, std::move(plan), std::move(pace));
}

void CodexService::sendResponse(http::ServerConnection *connection, const IncomingRequest &request,
                                const SimulatedAccount &account, CodexResponseStream::Plan plan,
                                StreamedAnswer::Plan pace)
{
    pace.next = [events = CodexResponseStream(std::move(plan))]() mutable -> std::optional<QByteArray> {
        const auto next = events.next();
        return next.isEmpty() ? std::nullopt : std::optional(asServerSentEvents(next));
    };
    connection->sendHead(turnHead("text/event-stream", request, account), {http::BodyFraming::Kind::Chunked});
    m_answers.stream(connection, std::move(pace));
}

void CodexService::sendChat(http::ServerConnection *connection, const IncomingRequest &request,
                            const SimulatedAccount &account, bool isCutOff, StreamedAnswer::Plan pace)
{
    const CodexAnswer answer = answerFor(request, account);
    if (!request.stream) {
        sendWhole(connection, request, account, chatCompletion(answer));
        return;
    }
    pace.next = [events = CodexChatStream(answer, isCutOff)]() mutable { return events.next(); };
    connection->sendHead(turnHead("text/event-stream", request, account), {http::BodyFraming::Kind::Chunked});
    m_answers.stream(connection, std::move(pace));
}

void CodexService::sendWhole(http::ServerConnection *connection, const IncomingRequest &request,
                             const SimulatedAccount &account, const QByteArray &body)
{
    connection->sendReply({.head = turnHead("application/json", request, account), .body = body});
}

http::ResponseHead CodexService::turnHead(const QByteArray &type, const IncomingRequest &request,
                                          const SimulatedAccount &account)
{
    http::ResponseHead head;
    head.headers = codexLimitHeaders(account, m_clock.now());
    head.headers.append("Content-Type", type);
    head.headers.append("x-codex-turn-state", codexTurnState(account));
    head.headers.append("x-request-id", m_answers.nextId("req_"));
    head.headers.append("openai-model", request.model.toLatin1());
    return head;
}

CodexAnswer CodexService::answerFor(const IncomingRequest &request, const SimulatedAccount &account)
{
    return {.id = m_answers.nextId("resp_"),
            .model = request.model,
            .account = account.name,
            .text = codexGreeting(account)};
}

} // namespace sluice
