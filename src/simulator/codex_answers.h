// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"
#include "simulator/simulated_account.h"

namespace sluice {

// What Codex's servers answer when all is well, as values.

//! `POST /oauth/token`.
http::Reply codexTokenReply(const SimulatedAccount &account, SystemTime now);
//! `GET /backend-api/wham/accounts/check`, without which a CLI with a login of its own does not begin.
http::Reply codexWorkspacesReply(const SimulatedAccount &account);
//! `GET models?client_version=…`, as Codex expects it.
http::Reply codexModelsReply();
//! `GET /v1/models`, as SDKs expect it.
http::Reply openAiModelsReply();

//! What every answer of an account says.
QByteArray codexGreeting(const SimulatedAccount &account);

//! Whose answer it is and what it says.
struct CodexAnswer
{
    QByteArray id = {}; //!< of the response
    QString model = {};
    QString account = {};
    QByteArray text = {};
};

//! The items of an answer: reasoning that only the account understands, and the message.
QByteArray codexReasoningItem(const CodexAnswer &answer);
QByteArray codexMessageItem(const CodexAnswer &answer);
//! `response` as it is while the answer is made, or when it is complete.
QByteArray codexResponse(const CodexAnswer &answer, bool isComplete);
//! `POST /v1/chat/completions` without streaming.
QByteArray chatCompletion(const CodexAnswer &answer);

} // namespace sluice
