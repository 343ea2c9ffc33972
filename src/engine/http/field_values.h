// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"
#include "engine/http/message.h"

#include <optional>

namespace sluice::http {

//! A field value that is a finite number, zero or more; nothing for anything else.
std::optional<double> numberValue(QByteArrayView text);

//! The wait that `retry-after-ms` or `retry-after` (seconds or HTTP date) asks for, a year at most; nothing
//! where there is none, it is zero or cannot be read.
std::optional<milliseconds> retryAfter(const Headers &headers, SystemTime now);

//! Whether the answer is a stream of server-sent events: by its type, or for want of any
//! (spec/gateway.md 12.7).
bool isEventStream(const ResponseHead &response);

} // namespace sluice::http
