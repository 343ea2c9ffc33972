// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/codex_socket.h"

#include "engine/websocket/websocket_connection.h"
#include "simulator/codex_limits.h"
#include "simulator/codex_refusals.h"
#include "simulator/codex_script.h"

#include <QtCore/QJsonDocument>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

//! One message a line.
QByteArray asLines(const QList<CodexResponseStream::Event> &events)
{
    QByteArrayList lines;
    for (const auto &event : events)
        lines.append(event.json);
    return lines.join('\n');
}

bool isWarmUp(const IncomingRequest &request)
{
    return request.json["generate"_L1].isBool() && !request.json["generate"_L1].toBool();
}

} // namespace

CodexSocket::CodexSocket(WebSocketConnection *socket, const IncomingRequest &handshake, int number,
                         SimulatorState &state, OpenAnswers &answers, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_handshake(handshake)
    , m_number(number)
    , m_state(state)
    , m_answers(answers)
    , m_clock(clock)
{
    ++m_state.openSockets;
    m_socket->setParent(this);
    connect(m_socket, &WebSocketConnection::textReceived, this, &CodexSocket::onMessage);
    connect(m_socket, &WebSocketConnection::closed, this, &QObject::deleteLater);
}

CodexSocket::~CodexSocket()
{
    --m_state.openSockets;
}

void CodexSocket::onMessage(const QByteArray &text)
{
    IncomingRequest request = m_handshake;
    request.head.method = "WS";
    request.head.headers = {};
    request.body = text;
    request.json = QJsonDocument::fromJson(text).object();
    request.model = request.json["model"_L1].toString();
    const qsizetype logged =
        m_state.log.isKeeping() ? m_state.log.append(recordOf(request, m_clock.now())) : -1;
    m_state.log.setSocket(logged, m_number);
    if (request.json["type"_L1] != "response.create"_L1)
        return;
    if (const auto scripted = m_state.script.take(request)) {
        play(request, m_state.accounts.account(request.accountName()), *scripted, logged);
        return;
    }
    SimulatedAccount *account = m_state.accounts.ofAccessToken(*request.token);
    if (const auto refused = refusal(request, account)) {
        m_state.log.setStatus(logged, refused->head.status);
        m_socket->sendText(codexErrorMessage(*refused));
        return;
    }
    answerTurn(request, *account, logged);
}

std::optional<http::Reply> CodexSocket::refusal(const IncomingRequest &request,
                                                const SimulatedAccount *account) const
{
    const auto reply = [&](ScriptedKind kind, const SimulatedAccount &whose) {
        return codexScriptedReply({.kind = kind}, whose, m_clock.now());
    };
    if (!account)
        return reply(ScriptedKind::Unauthorized, {});
    const QString previous = request.json["previous_response_id"_L1].toString();
    if (!previous.isEmpty() && !m_responses.contains(previous))
        return reply(ScriptedKind::PreviousResponseNotFound, *account);
    if (account->isLimited())
        return codexLimitReply(*account, m_clock.now());
    return codexContentRefusal(request, *account);
}

CodexResponseStream::Plan CodexSocket::planFor(const IncomingRequest &request, SimulatedAccount &account)
{
    CodexAnswer answer = {
        .id = m_answers.nextId("resp_"), .model = request.model, .account = account.name, .text = {}};
    m_responses.insert(QString::fromLatin1(answer.id));
    account.passTime(m_clock.now());
    if (isWarmUp(request))
        return {.answer = answer};
    account.use(m_clock.now());
    answer.text = codexGreeting(account);
    return {
        .answer = answer, .timedEvents = request.events, .first = codexLimitsMessage(account, m_clock.now())};
}

void CodexSocket::answerTurn(const IncomingRequest &request, SimulatedAccount &account, qsizetype logged)
{
    m_state.log.setStatus(logged, 200);
    send(planFor(request, account), request.interval, {});
}

void CodexSocket::play(const IncomingRequest &request, SimulatedAccount &account,
                       const ScriptedAnswer &scripted, qsizetype logged)
{
    using Kind = Ending::Kind;
    if (scripted.kind == ScriptedKind::Hang)
        return;
    if (scripted.kind == ScriptedKind::DropBeforeHead) {
        end({.kind = Kind::Drop});
        return;
    }
    Ending ending;
    if (scripted.kind == ScriptedKind::DropMidStream)
        ending.kind = Kind::Drop;
    else if (scripted.kind == ScriptedKind::CleanEndMidStream)
        ending.kind = Kind::Close;
    else if (scripted.kind == ScriptedKind::CloseSocket)
        ending = {.kind = Kind::Close, .code = scripted.code.toUShort()};
    const auto refused = codexScriptedReply(scripted, account, m_clock.now());
    m_state.log.setStatus(logged, refused ? refused->head.status : 200);
    auto plan = planFor(request, account);
    applyScript(plan, scripted, account, m_clock.now(), CodexTransport::Socket);
    send(std::move(plan), scripted.kind == ScriptedKind::SlowBody ? 200ms : request.interval, ending);
}

void CodexSocket::send(CodexResponseStream::Plan plan, milliseconds interval, Ending ending)
{
    const auto next = [events = CodexResponseStream(std::move(plan))]() mutable {
        const auto messages = events.next();
        return messages.isEmpty() ? std::nullopt : std::optional(asLines(messages));
    };
    const auto sendLines = [this](const QByteArray &lines) {
        const auto messages = lines.split('\n');
        for (const auto &message : messages)
            m_socket->sendText(message);
    };
    const StreamedAnswer::Outlet outlet = {.send = sendLines,
                                           .bytesToWrite = [this] { return m_socket->bytesToWrite(); }};
    auto *answer = new StreamedAnswer({.next = next, .interval = interval}, m_answers.ticker(), outlet, this);
    connect(m_socket, &WebSocketConnection::bytesWritten, answer, &StreamedAnswer::onBytesWritten);
    connect(answer, &StreamedAnswer::finished, this, [this, answer, ending] {
        answer->deleteLater();
        end(ending);
    });
    answer->start();
}

void CodexSocket::end(Ending ending)
{
    if (ending.kind == Ending::Kind::Close) {
        m_socket->close(ending.code);
    } else if (ending.kind == Ending::Kind::Drop) {
        const auto drop = [this] {
            m_socket->abort();
            deleteLater();
        };
        QMetaObject::invokeMethod(this, drop, Qt::QueuedConnection); // after what was sent has left
    }
}

} // namespace sluice
