// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"
#include "simulator/simulated_account.h"
#include "simulator/simulator_script.h"

namespace sluice {

// What Claude's servers answer, as values.

//! The API's error shape: `{"type":"error","error":{"type":…,"message":…},"request_id":…}`.
http::Reply claudeError(int status, const QString &type, const QString &message, const QByteArray &requestId);
//! The token endpoint's: `{"error":…,"error_description":…}`.
http::Reply oauthError(int status, const QString &error, const QString &description);

//! The 429 of an account with a full window.
http::Reply limitReply(const SimulatedAccount &account, SystemTime now, const QByteArray &requestId);
//! The answer of a scripted kind that is a whole reply; nullopt for those that act on the connection.
std::optional<http::Reply> scriptedReply(const ScriptedAnswer &answer, const SimulatedAccount &account,
                                         SystemTime now, const QByteArray &requestId);

http::Reply tokenReply(const SimulatedAccount &account);
http::Reply profileReply(const SimulatedAccount &account);
http::Reply usageReply(const SimulatedAccount &account);
http::Reply modelsReply();
//! `POST /v1/messages` without streaming.
QByteArray messageJson(const QByteArray &id, const QString &model, const QString &text);

} // namespace sluice
