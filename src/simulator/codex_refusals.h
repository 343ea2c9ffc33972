// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"
#include "simulator/incoming_request.h"
#include "simulator/simulator_script.h"

namespace sluice {

// What Codex's servers answer instead of a response, as whole replies and as events.

//! The back-end's error shape; `code` may be empty.
http::Reply codexError(int status, const QString &type, const QString &code, const QString &message);
//! The 429 of an account with a full window.
http::Reply codexLimitReply(const SimulatedAccount &account, SystemTime now);
//! Content that another account or connection was given: turn state, encrypted reasoning, response ids.
std::optional<http::Reply> codexContentRefusal(const IncomingRequest &request,
                                               const SimulatedAccount &account);
//! The answer of a scripted kind that is a whole reply; nullopt for those that act on the connection.
std::optional<http::Reply> codexScriptedReply(const ScriptedAnswer &answer, const SimulatedAccount &account,
                                              SystemTime now);

//! How a reply's refusal looks as a message on a WebSocket.
QByteArray codexErrorMessage(const http::Reply &refusal);
//! How it looks as the event `response.failed`.
QByteArray codexFailedMessage(const http::Reply &refusal, const QByteArray &responseId);

//! What only this account understands: `x-codex-turn-state`, and `encrypted_content` of reasoning.
QByteArray codexTurnState(const SimulatedAccount &account);
QString codexEncryptedContent(const QString &accountName);

} // namespace sluice
