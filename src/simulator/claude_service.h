// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "simulator/claude_message_stream.h"
#include "simulator/incoming_request.h"
#include "simulator/open_answers.h"

namespace sluice {

//! Claude's half of the simulator: API, OAuth, usage and profile.
class ClaudeService
{
public:
    ClaudeService(SimulatorState &state, OpenAnswers &answers, Clock &clock);

    //! Answers as the script says, or as the account allows. `number` is the request's in the log.
    void answer(http::ServerConnection *connection, const IncomingRequest &request, qsizetype number);

private:
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
                     const SimulatedAccount &account, ClaudeMessageStream::Ending ending,
                     StreamedAnswer::Plan plan);
    http::ResponseHead messageHead(const QByteArray &type, const SimulatedAccount &account);

    SimulatorState &m_state;
    OpenAnswers &m_answers;
    Clock &m_clock;
};

} // namespace sluice
