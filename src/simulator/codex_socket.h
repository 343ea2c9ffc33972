// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "simulator/codex_response_stream.h"
#include "simulator/incoming_request.h"
#include "simulator/open_answers.h"

#include <QtCore/QSet>

namespace sluice {

class WebSocketConnection;

//! One WebSocket of a Codex client: each `response.create` is a turn, and response ids are known here alone.
class CodexSocket final : public QObject
{
    Q_OBJECT

public:
    //! Takes ownership of `socket`. `number` is its own in the log, counted from 1.
    CodexSocket(WebSocketConnection *socket, const IncomingRequest &handshake, int number,
                SimulatorState &state, OpenAnswers &answers, Clock &clock, QObject *parent);
    ~CodexSocket() override;

private:
    //! What follows the last message of a turn.
    struct Ending
    {
        enum class Kind : std::uint8_t { Stay, Drop, Close };
        Kind kind = Kind::Stay;
        quint16 code = 1000;
    };

    void onMessage(const QByteArray &text);
    std::optional<http::Reply> refusal(const IncomingRequest &request, const SimulatedAccount *account) const;
    void answerTurn(const IncomingRequest &request, SimulatedAccount &account, qsizetype logged);
    void play(const IncomingRequest &request, SimulatedAccount &account, const ScriptedAnswer &scripted,
              qsizetype logged);
    void send(CodexResponseStream::Plan plan, milliseconds interval, Ending ending);
    void end(Ending ending);
    CodexResponseStream::Plan planFor(const IncomingRequest &request, SimulatedAccount &account);

    WebSocketConnection *m_socket; // our child
    IncomingRequest m_handshake;
    int m_number;
    SimulatorState &m_state;
    OpenAnswers &m_answers;
    Clock &m_clock;
    QSet<QString> m_responses; // ids that previous_response_id may name
};

} // namespace sluice
