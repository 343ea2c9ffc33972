// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/pool_status.h"

#include <QtCore/QByteArray>

namespace sluice::codex {

//! A server-sent event that tells of one account, blank line included, as the client gets it: with the pool's
//! numbers, or nothing where it is about another family of limits.
QByteArray eventForClient(QByteArrayView event, const PoolStatus &pool, SystemTime now);

} // namespace sluice::codex
