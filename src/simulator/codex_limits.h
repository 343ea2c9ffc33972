// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"
#include "simulator/simulated_account.h"

namespace sluice {

// How Codex's servers tell an account's limits: on answers, on WebSockets, and when asked.

//! The `x-codex-*` fields of an answer.
http::Headers codexLimitHeaders(const SimulatedAccount &account, SystemTime now);
//! The message `codex.rate_limits`, which comes before a turn's output.
QByteArray codexLimitsMessage(const SimulatedAccount &account, SystemTime now);
//! `GET /backend-api/wham/usage`.
QJsonObject codexUsage(const SimulatedAccount &account, SystemTime now);

} // namespace sluice
