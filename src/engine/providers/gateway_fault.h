// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace sluice {

//! Why the gateway itself answers instead of the provider.
enum class GatewayFault : std::uint8_t {
    BadRequest,
    Unauthorized, //!< wrong client key
    Forbidden, //!< a web page asked, or the user may use no account for this path
    NotFound,
    NeverServed, //!< TRACE or CONNECT, which no path takes
    TooSlow, //!< the request did not arrive in time
    Misdirected, //!< foreign Host
    BodyTooLarge,
    HeadTooLarge,
    AllNeedSignIn, //!< the text names Sluice, not the CLI's own login
    NoAccounts, //!< nothing configured or all switched off
    AccountsUnusable, //!< a login or a proxy fails for the moment; tried again by itself
    Throttled, //!< every account was asked to slow down for a moment
    UpstreamFailed,
};

//! The status of the answer, where a provider's clients need no other.
constexpr int statusOf(GatewayFault fault)
{
    switch (fault) {
    case GatewayFault::BadRequest:
        return 400;
    case GatewayFault::Unauthorized:
    case GatewayFault::AllNeedSignIn:
        return 401;
    case GatewayFault::Forbidden:
        return 403;
    case GatewayFault::NotFound:
        return 404;
    case GatewayFault::NeverServed:
        return 405;
    case GatewayFault::TooSlow:
        return 408;
    case GatewayFault::Misdirected:
        return 421;
    case GatewayFault::BodyTooLarge:
        return 413;
    case GatewayFault::HeadTooLarge:
        return 431;
    case GatewayFault::NoAccounts:
    case GatewayFault::AccountsUnusable:
        return 503;
    case GatewayFault::Throttled:
        return 429;
    case GatewayFault::UpstreamFailed:
        return 502;
    }
    return 500;
}

} // namespace sluice
