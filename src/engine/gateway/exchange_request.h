// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/gateway/exchange_stage.h"
#include "engine/http/sse_filter.h"
#include "engine/providers/provider.h"
#include "engine/transport/endpoint.h"

#include <QtCore/QStringList>

#include <memory>

namespace sluice {

//! What belongs to one request of an Exchange.
struct ExchangeRequest
{
    quint64 number = 0;
    QByteArray body = {}; //!< held once until the answer is judged, then released
    RequestTraits traits = {};
    QStringList tried = {};
    TokenSet tokens = {};
    std::optional<ForeignFreeRequest> stripped = {}; //!< what is sent instead, after a refusal for it
    QByteArray upgradeKey = {}; //!< our Sec-WebSocket-Key; empty: an ordinary request
    std::unique_ptr<Deadline> upgradeEnd = {};
    Attempt attempt = {};
    bool hasPooledStream = false;
    int status = 0; //!< of the response
    http::ResponseHead response = {}; //!< until it is relayed
    QByteArray refusalBody = {}; //!< while Judging
    std::unique_ptr<Deadline> judgingEnd = {}; //!< likewise
    std::optional<http::Reply> throttle = {}; //!< what the client gets when no other account can serve
    std::optional<http::Reply> rejection = {}; //!< likewise, where the provider bars the account itself
    QString dialFault = {}; //!< likewise, where an account's own proxy failed
    std::unique_ptr<UsageReader> usage = {};
    std::optional<http::SseFilter> filter = {};
    SteadyTime started = {};
    std::optional<SteadyTime> firstByte = {};
};

} // namespace sluice
