// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/account_snapshot.h"
#include "engine/logins/login_orders.h"
#include "engine/providers/provider_info.h"

namespace sluice {

//! A choice and what it means, in plain words.
struct ChoiceWords
{
    QString title = {};
    QString meaning = {};
};

//! Where an account's login lives: `In the keychain`, `In ~/.claude/.credentials.json`.
QString homeText(const AccountSnapshot &account);

//! Where a new login is to be kept. `client` is the CLI that has it now; empty: nobody has it yet.
ChoiceWords homeWords(CredentialStore home, const QString &client);

//! What the tokens and keys of this provider look like, and where they come from.
QString pasteHint(const ProviderInfo &provider);

//! What making an account the CLI's login does; `file` is where the CLI keeps it.
QString useExplanation(const QString &client, const QString &file);

//! What has come of adding an account or signing in.
struct LoginEnd
{
    enum class Kind : std::uint8_t { Done, Failed, Cancelled };
    Kind kind = Kind::Cancelled;
    QString title = {};
    QString text = {}; //!< what it means or what to do
    QString detail = {}; //!< in the engine's words; may be empty
    bool operator==(const LoginEnd &) const = default;
};

LoginEnd loginEnd(const LoginOutcome &outcome, const Error &error);
LoginEnd signInEnd(const SignInProgress &progress); //!< of one that is over

} // namespace sluice
