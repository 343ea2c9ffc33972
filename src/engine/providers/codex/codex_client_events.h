// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/pool_status.h"

#include <QtCore/QByteArray>

namespace sluice::codex {

//! A `codex.rate_limits` event with the pool's windows and nothing else (spec/codex.md 7.7, 7.12).
QByteArray limitEvent(const PoolStatus &pool, SystemTime now);

//! An in-band message with the pool's numbers in place of one account's: a `codex.rate_limits` event becomes
//! limitEvent(), an `error` or `response.failed` event keeps all but its limit headers, plan and resets.
//! Anything else is returned as it is.
QByteArray withPool(QByteArrayView message, const PoolStatus &pool, SystemTime now);

} // namespace sluice::codex
