// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

#include <cstdint>
#include <initializer_list>

namespace sluice {

//! Whether an account can serve a request now. The order is the order of severity.
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

enum class LoginEvent : std::uint8_t {
    Loaded, //!< tokens were read, or came from a sign-in
    Refreshed,
    FailedForNow, //!< network, a busy lock, a file that cannot be read or written
    Rejected, //!< the provider refused the login for good, or there is none
};

//! A login that was rejected stays so until other tokens are loaded: a failure after it says nothing better.
constexpr LoginHealth next(LoginHealth health, LoginEvent event)
{
    switch (event) {
    case LoginEvent::Loaded:
    case LoginEvent::Refreshed:
        return LoginHealth::Good;
    case LoginEvent::FailedForNow:
        return health == LoginHealth::NeedsSignIn ? health : LoginHealth::Retrying;
    case LoginEvent::Rejected:
        return LoginHealth::NeedsSignIn;
    }
    return health;
}

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

//! A pool is as available as its best account; an empty one is unavailable.
template <typename Range = std::initializer_list<Availability>>
constexpr Availability poolAvailability(const Range &accounts)
{
    Availability best = Availability::Unavailable;
    for (const Availability account : accounts)
        best = account < best ? account : best;
    return best;
}

static_assert(next(LoginHealth::NeedsSignIn, LoginEvent::FailedForNow) == LoginHealth::NeedsSignIn);
static_assert(next(LoginHealth::Retrying, LoginEvent::Refreshed) == LoginHealth::Good);
static_assert(availability(Switch::On, LoginHealth::Good, Limits::Open) == Availability::Usable);
static_assert(availability(Switch::On, LoginHealth::Retrying, Limits::Reached) == Availability::Blocked);
static_assert(poolAvailability({Availability::Blocked, Availability::RateLimited})
              == Availability::RateLimited);
static_assert(poolAvailability({}) == Availability::Unavailable);

} // namespace sluice
