// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/rate_limit.h"
#include "engine/http/message.h"

namespace sluice::claude {

//! Windows from the unified headers (spec/claude.md 7.1, 7.2). Windows named `<w>_oi` become scoped windows
//! under that name. A utilization is rounded up to whole percent, as Claude's own client shows it.
RateLimitReport rateLimits(const http::ResponseHead &response, SystemTime now);

//! The split of refusals of spec/claude.md 7.3 and 7.5. A time already past counts as not said.
Refusal refusal(const http::ResponseHead &response, QByteArrayView body, SystemTime now);

//! True for a body that says the OAuth token was revoked.
bool saysTokenRevoked(QByteArrayView body);

} // namespace sluice::claude
