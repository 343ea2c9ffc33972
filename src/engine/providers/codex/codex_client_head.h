// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/pool_status.h"
#include "engine/http/message.h"
#include "engine/providers/provider.h"

namespace sluice::codex {

//! The limit fields of a pool, made anew only when its numbers or the second change: they go with every
//! answer. None where the pool has no data.
class PoolFields
{
public:
    const http::Headers &of(const PoolStatus &pool, SystemTime now);

private:
    PoolStatus m_pool;
    qint64 m_second = -1;
    http::Headers m_fields;
};

//! The response head without anything that belongs to one account, the limits being the pool's
//! (spec/codex.md 6.9). Only the family `codex` is sent: some versions of Codex keep the last one they read.
http::ResponseHead forClient(http::ResponseHead response, const PoolStatus &pool, SystemTime now,
                             PoolFields &poolFields);

//! 6.7. Without `plan_type`: Codex then names the time and advises no purchase (spec/clients.md 2.6).
http::Reply limitedReply(const PoolStatus &pool, SystemTime now);
http::Reply faultReply(GatewayFault fault, const QByteArray &text);

} // namespace sluice::codex
