// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

#include <cstdint>

namespace sluice {

//! Whether an account can serve a request now. The order is the order of severity: a pool
//! is as available as its best account.
enum class Availability : std::uint8_t {
    Usable,
    RateLimited, //!< a limit of the provider or of the person; ends by itself
    Blocked, //!< its login cannot be used now; tried again by itself
    Unavailable, //!< switched off, or only a new login helps
};

//! How an account's login is.
enum class LoginHealth : std::uint8_t {
    Good,
    Retrying, //!< unreadable or not refreshable now; tried again by itself
    NeedsSignIn,
};

enum class Switch : bool { Off, On };
enum class Limits : bool { Reached, Open };

//! What is wrong with the login outranks a limit: waiting would not help.
constexpr Availability availability(Switch enabled, LoginHealth login, Limits limits)
{
    if (enabled == Switch::Off || login == LoginHealth::NeedsSignIn)
        return Availability::Unavailable;
    if (login == LoginHealth::Retrying)
        return Availability::Blocked;
    return limits == Limits::Reached ? Availability::RateLimited : Availability::Usable;
}

static_assert(availability(Switch::On, LoginHealth::Good, Limits::Open) == Availability::Usable);
static_assert(availability(Switch::On, LoginHealth::Retrying, Limits::Reached) == Availability::Blocked);
static_assert(availability(Switch::On, LoginHealth::Good, Limits::Reached) == Availability::RateLimited);
static_assert(availability(Switch::Off, LoginHealth::Good, Limits::Open) == Availability::Unavailable);

} // namespace sluice
