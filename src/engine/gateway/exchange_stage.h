// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/rate_limit.h"

#include <QtCore/QtGlobal>

#include <cstdint>

namespace sluice {

//! Where an exchange stands.
enum class ExchangeStage : std::uint8_t {
    Selecting, //!< the sticky account, else the strategy's pick
    Authorizing, //!< a fresh access token
    Dialing, //!< a stream to the upstream, pooled or new
    Forwarding, //!< head and body go up, the response head comes back
    Judging, //!< the refusal's body is read before anything has gone to the client
    Relaying, //!< the body comes down as it arrives
    Settled,
};

//! How much of a refusal's body there is to judge by.
enum class RefusalBody : std::uint8_t {
    Whole,
    Coming, //!< it takes too long, or is longer than what is held
    BrokenOff,
};

//! More than this of a refusal is not held; it is judged by what has come. Bytes.
inline constexpr qint64 longestJudgedBody = qint64{1024} * 1024;

//! What follows from one judged attempt.
enum class Verdict : std::uint8_t {
    Relay, //!< this answer goes to the client
    RefreshToken, //!< back to Authorizing, once
    TryNextAccount, //!< back to Selecting
    SendWithoutForeignContent, //!< back to Dialing with the same account, once
};

//! One try of an exchange.
struct Attempt
{
    RefusalKind refusal = RefusalKind::None;
    bool refreshed = false; //!< this account's token was refreshed for this exchange already
    bool throttledBefore = false; //!< another account throttled this exchange already
    bool wasElsewhere = false; //!< the session has been on another account, or this request has
    bool stripped = false; //!< foreign content was taken out already
};

//! Judges before a byte of the answer has gone to the client, the only moment when a retry is honest.
//! Throttles get one try on another account (spec/claude.md 7.3).
constexpr Verdict judge(const Attempt &attempt)
{
    switch (attempt.refusal) {
    case RefusalKind::None:
    case RefusalKind::RequestProperty:
        return Verdict::Relay;
    case RefusalKind::AccountLimit:
    case RefusalKind::ModelLimit:
    case RefusalKind::AccountBlocked:
        return Verdict::TryNextAccount;
    case RefusalKind::Throttle:
        return attempt.throttledBefore ? Verdict::Relay : Verdict::TryNextAccount;
    case RefusalKind::Unauthorized:
        return attempt.refreshed ? Verdict::TryNextAccount : Verdict::RefreshToken;
    case RefusalKind::ForeignContent:
        return attempt.wasElsewhere && !attempt.stripped ? Verdict::SendWithoutForeignContent
                                                         : Verdict::Relay;
    }
    return Verdict::Relay;
}

static_assert(judge({.refusal = RefusalKind::None}) == Verdict::Relay);
static_assert(judge({.refusal = RefusalKind::Unauthorized}) == Verdict::RefreshToken);
static_assert(judge({.refusal = RefusalKind::Unauthorized, .refreshed = true}) == Verdict::TryNextAccount);
static_assert(judge({.refusal = RefusalKind::ForeignContent}) == Verdict::Relay);
static_assert(judge({.refusal = RefusalKind::Throttle, .throttledBefore = true}) == Verdict::Relay);

} // namespace sluice
