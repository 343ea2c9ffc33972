// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_orders.h"

#include <optional>
#include <variant>

namespace sluice {

//! How an account comes to Sluice.
enum class AddWay : std::uint8_t {
    SignIn, //!< with the provider's own CLI
    FoundLogin, //!< one that a CLI keeps on this computer
    Paste, //!< a token or key
    OtherFile, //!< a credentials file that was not found by itself
};

//! What a person has filled in so far.
struct AddChoice
{
    AddWay way = AddWay::SignIn;
    QString provider = {};
    QString path = {}; //!< for FoundLogin and OtherFile
    Secret pasted = {}; //!< for Paste
    QString name = {};
    CredentialStore store = CredentialStore::Keychain;
    bool withDeviceCode = false; //!< for SignIn
};

using AddOrder = std::variant<SignInOrder, ImportOrder, PasteOrder>;

//! What to ask the engine for; nothing while something is missing.
std::optional<AddOrder> addOrder(const AddChoice &choice);

//! Where the login may be kept, the default first.
QList<CredentialStore> homesFor(AddWay way);

} // namespace sluice
