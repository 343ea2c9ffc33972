// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/random.h"
#include "simulator/codex_response_stream.h"
#include "simulator/incoming_request.h"
#include "simulator/open_answers.h"

namespace sluice {

//! Codex's half of the simulator: the ChatGPT back-end, the API for keys, OAuth and usage.
class CodexService
{
public:
    //! Sockets become children of `owner`.
    CodexService(SimulatorState &state, OpenAnswers &answers, Clock &clock, QObject *owner);

    //! Answers as the script says, or as the account allows. `number` is the request's in the log.
    void answer(http::ServerConnection *connection, const IncomingRequest &request, qsizetype number);

private:
    void answerRequest(http::ServerConnection *connection, const IncomingRequest &request, qsizetype number);
    http::Reply tokenAnswer(const IncomingRequest &request);
    http::Reply accountAnswer(const IncomingRequest &request, const SimulatedAccount &account);
    void answerTurn(http::ServerConnection *connection, const IncomingRequest &request,
                    SimulatedAccount &account, qsizetype number);
    void openSocket(http::ServerConnection *connection, const IncomingRequest &request,
                    const SimulatedAccount &account, qsizetype number);
    void play(http::ServerConnection *connection, const IncomingRequest &request,
              const ScriptedAnswer &scripted, qsizetype number);
    void playStream(http::ServerConnection *connection, const IncomingRequest &request,
                    const SimulatedAccount &account, const ScriptedAnswer &scripted);
    void sendResponse(http::ServerConnection *connection, const IncomingRequest &request,
                      const SimulatedAccount &account, CodexResponseStream::Plan plan,
                      StreamedAnswer::Plan pace);
    void sendChat(http::ServerConnection *connection, const IncomingRequest &request,
                  const SimulatedAccount &account, bool isCutOff, StreamedAnswer::Plan pace);
    void sendWhole(http::ServerConnection *connection, const IncomingRequest &request,
                   const SimulatedAccount &account, const QByteArray &body);
    http::ResponseHead turnHead(const QByteArray &type, const IncomingRequest &request,
                                const SimulatedAccount &account);
    CodexAnswer answerFor(const IncomingRequest &request, const SimulatedAccount &account);

    SimulatorState &m_state;
    OpenAnswers &m_answers;
    Clock &m_clock;
    QObject *m_owner;
    SystemRandom m_random;
    int m_lastSocket = 0;
};

} // namespace sluice
