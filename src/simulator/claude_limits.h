// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"
#include "simulator/simulated_account.h"

namespace sluice {

//! The `anthropic-ratelimit-unified-*` fields of an answer, in the vocabulary of real ones.
http::Headers claudeLimitHeaders(const SimulatedAccount &account);

} // namespace sluice
