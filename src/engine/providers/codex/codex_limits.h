// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/rate_limit.h"
#include "engine/http/message.h"

#include <QtCore/QJsonObject>

namespace sluice::codex {

//! Windows from the headers of any answer (spec/codex.md 6.1 to 6.3). Only the family `codex` gives the
//! account's own; every other one becomes scoped windows under its display name.
RateLimitReport rateLimits(const http::Headers &headers, SystemTime now);
//! The same from an in-band `codex.rate_limits` event (7.6).
RateLimitReport rateLimitsOfEvent(const QJsonObject &event, SystemTime now);
//! The limit that such an event is about, as familyOf() spells it.
QString familyOfEvent(const QJsonObject &event);
//! The `headers` of an in-band error event, whose values are strings, numbers or booleans (7.6).
http::Headers headersOf(const QJsonObject &object);

//! The split of refusals of 6.4 and 6.6. A time already past counts as not said.
Refusal refusal(const http::ResponseHead &response, QByteArrayView body, SystemTime now);
//! The same for an error object found in a stream. `status` 0: the stream names none, its code decides.
Refusal refusalOfError(int status, const QJsonObject &error, const http::Headers &headers, SystemTime now);

} // namespace sluice::codex
