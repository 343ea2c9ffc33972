// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace sluice {

//! Why the gateway itself answers instead of the provider.
enum class GatewayFault : std::uint8_t {
    BadRequest, //!< 400
    Unauthorized, //!< 401: wrong client key
    Forbidden, //!< 403: a web page asked
    NotFound, //!< 404
    Misdirected, //!< 421: foreign Host
    BodyTooLarge, //!< 413
    HeadTooLarge, //!< 431
    AllNeedSignIn, //!< names Sluice, not the CLI's own login: 401, or 400 where that would start a refresh
    NoAccounts, //!< 503: nothing configured or all switched off
    Throttled, //!< 429: every account was asked to slow down for a moment
    UpstreamFailed, //!< 502
    Overloaded, //!< 503: too many connections
    Internal, //!< 500
};

} // namespace sluice
