// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/pool_status.h"
#include "engine/http/message.h"

namespace sluice::codex {

// What a client may learn of the limits, and what it may not (spec/codex.md 6.9, spec/gateway.md 9.6).

//! The pool's windows under the names of the family `codex`, and its weight; none without numbers.
http::Headers poolFields(const PoolStatus &pool, SystemTime now);

//! The response field tells of one account: its limits, plan, credits, organization.
bool isAccountField(QByteArrayView name);
//! The member of an error object tells of one account.
bool isAccountMember(QStringView name);

//! When the first account is usable again, in whole seconds.
struct FirstBack
{
    qint64 atUnix = 0;
    qint64 inSeconds = 0;
};
std::optional<FirstBack> firstBack(const PoolStatus &pool, SystemTime now);

} // namespace sluice::codex
