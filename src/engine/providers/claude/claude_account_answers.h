// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/rate_limit.h"
#include "engine/accounts/token_set.h"
#include "engine/base/result.h"
#include "engine/http/message.h"

namespace sluice::claude {

//! The usage endpoint's answer, in its flat and in its `limits` form (spec/claude.md 5.2, 5.4).
Result<RateLimitReport> parseUsage(const http::Reply &reply, SystemTime now);
//! The profile endpoint's answer (5.5).
Result<AccountIdentity> parseProfile(const http::Reply &reply);

//! Spec/claude.md 5.6.
double planWeight(const QString &plan, const QString &tier);
QString planName(const QString &plan, const QString &tier);

} // namespace sluice::claude
