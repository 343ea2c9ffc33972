// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"
#include "simulator/account_book.h"

namespace sluice {

// Codex's access and id tokens are JWTs. These have the claims of real ones, name the account in claims of
// our own (`sim_account`, `sim_generation`), and are signed with the word `simulated`.

constexpr seconds codexTokenLife = 10 * 24h;

//! The token of the account's current generation.
QByteArray codexToken(const SimulatedAccount &account, SystemTime expiresAt);
//! Nothing where the text is not such a token.
std::optional<SimulatedToken> parseCodexToken(QByteArrayView text);
QString codexPlan(const SimulatedAccount &account);

} // namespace sluice
