// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/pool_status.h"
#include "engine/http/message.h"
#include "engine/providers/provider.h"

namespace sluice::claude {

//! The limit fields of a pool, made anew only when its numbers or the second change: they go with every
//! answer.
class PoolFields
{
public:
    //! `withClaim`: name the representative window too.
    const http::Headers &of(const PoolStatus &pool, SystemTime now, bool withClaim);

private:
    PoolStatus m_pool;
    qint64 m_second = -1;
    bool m_withClaim = false;
    http::Headers m_fields;
};

//! The response head without anything that belongs to one account, the limits being the pool's
//! (spec/claude.md 7.8, spec/gateway.md 9.6). A 429 that is not the pool's limit carries no
//! `representative-claim`: Claude Code would take it for a full window and stop (spec/clients.md 1.5).
http::ResponseHead forClient(http::ResponseHead response, const PoolStatus &pool, SystemTime now,
                             PoolFields &poolFields);

http::Reply limitedReply(const PoolStatus &pool, SystemTime now);
http::Reply faultReply(GatewayFault fault, const QByteArray &text);

} // namespace sluice::claude
