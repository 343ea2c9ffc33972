// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/pool_status.h"
#include "engine/providers/usage_reader.h"

namespace sluice {

//! What one message on a provider's WebSocket means to the gateway; nothing in it delays the message.
struct SocketEvent
{
    enum class Fate : std::uint8_t {
        Forward, //!< as it came
        PoolNumbers, //!< with the pool's numbers in place of the account's: SocketReader::withPool()
        Drop, //!< tells of one account only
    };
    enum class Turn : std::uint8_t {
        Same,
        Begins, //!< from the client: work for the account
        Warms, //!< from the client: fills a cache, counts neither as a turn nor in statistics
        Produces, //!< from upstream: the turn has output, so it cannot be repeated unseen
        Ends, //!< from upstream: complete, or failed for good
    };
    Fate fate = Fate::Forward;
    Turn turn = Turn::Same;
    QString model = {}; //!< of the turn that begins
    RateLimitReport limits = {};
    Refusal refusal = {};
    std::optional<RequestUsage> usage = {}; //!< of the turn that ends
    bool operator==(const SocketEvent &) const = default;
};

//! Reads the text messages of one WebSocket, each whole, in the order in which they pass. No I/O.
class SocketReader
{
public:
    SocketReader() = default;
    virtual ~SocketReader() = default;
    Q_DISABLE_COPY_MOVE(SocketReader)

    virtual SocketEvent fromClient(QByteArrayView message) = 0;
    virtual SocketEvent fromUpstream(QByteArrayView message, SystemTime now) = 0;
    //! The message for the client, for Fate::PoolNumbers; every member that is not a limit is kept.
    virtual QByteArray withPool(QByteArrayView message, const PoolStatus &pool, SystemTime now) const = 0;
};

} // namespace sluice
