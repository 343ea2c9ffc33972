// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/oauth_profile.h"
#include "engine/base/result.h"
#include "engine/http/message.h"

namespace sluice::codex {

//! The usage endpoint's answer: windows by their length, further limits as scoped windows, the owner
//! (spec/codex.md 4.2).
Result<UsageAnswer> parseUsage(const http::Reply &reply, SystemTime now);

//! Spec/codex.md 10.
double planWeight(const QString &plan);
QString planName(const QString &plan);

} // namespace sluice::codex
