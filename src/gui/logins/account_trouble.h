// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/account_snapshot.h"

namespace sluice {

//! What a click can do about a trouble.
enum class Remedy : std::uint8_t {
    SignIn, //!< sign in again
    RetryStores, //!< ask keychain and vault again
    AcceptOwner, //!< the login that the CLI's file holds now is this account's
};

//! What keeps an account from working as it should, and what to do.
struct Trouble
{
    QString text = {}; //!< whole sentences
    std::optional<Remedy> remedy = {}; //!< absent: it passes by itself, or is not for a click to solve
    QString action = {}; //!< what the remedy is called on a button
    QString word = {}; //!< the trouble in a card's first line, where a click begins the remedy
    bool operator==(const Trouble &) const = default;
};

//! Nothing for an account that works, or only waits for a reset.
std::optional<Trouble> troubleOf(const AccountSnapshot &account);

} // namespace sluice
