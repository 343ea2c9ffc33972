// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"
#include "engine/base/secret.h"
#include "engine/storage/settings.h"

#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QUrl>

#include <cstdint>
#include <optional>

namespace sluice {

// What people ask for about logins, and how it ended.

//! Adds the login in a CLI's credentials file (or in the folder of one). With CredentialStore::File it stays
//! there; else it moves, and the CLI is signed out.
struct ImportOrder
{
    QString provider = {};
    QString path = {};
    QString name = {}; //!< empty: after the folder
    CredentialStore store = CredentialStore::File;
};

//! Adds a set-up token or an API key.
struct PasteOrder
{
    QString provider = {};
    Secret pasted = {};
    QString name = {}; //!< empty: after the provider
    CredentialStore store = CredentialStore::Keychain; //!< or Vault
};

//! Signs in with the provider's own CLI, in a private directory that is gone afterwards.
struct SignInOrder
{
    QString provider = {};
    QString name = {}; //!< empty: after the provider
    QString accountId = {}; //!< sign in again for this account, whose login is replaced; empty: a new one
    CredentialStore store = CredentialStore::Keychain; //!< or Vault; where a new account's login goes
    bool withDeviceCode = false; //!< for a machine without a browser, where the CLI has it
};

//! Makes an account the login of the plain CLI.
struct UseOrder
{
    QString accountId = {};
    //! Where the login goes that is in the CLI's file now, unless its account has a home elsewhere: Keychain
    //! or Vault. Nothing: the vault where an account lives there already, else the keychain.
    std::optional<CredentialStore> keepIn = {};
};

//! Takes an account out of Sluice.
struct RemoveOrder
{
    QString accountId = {};
    //! For a login in keychain or vault: the folder of a CLI that gets it back, or the credentials file in
    //! it; empty: it is deleted. A login in a CLI's own file stays there.
    QString handBackTo = {};
};

struct LoginOutcome
{
    QString accountId = {};
    QString name = {};
    bool replaced = false; //!< the account was there already and has got the new login
    QString note = {}; //!< English: what else happened, and a person should know
    bool operator==(const LoginOutcome &) const = default;
};

//! A sign-in as it goes on.
struct SignInProgress
{
    enum class Stage : std::uint8_t {
        Idle,
        Running, //!< the CLI waits for the person
        TakingOver, //!< signed in; the login moves to its home
        Done, //!< `outcome`
        Failed, //!< `error` says why, and what to do
        Cancelled,
    };
    Stage stage = Stage::Idle;
    QString provider = {};
    QString output = {}; //!< what the CLI printed, without terminal codes; the last 16 KiB
    QUrl address = {}; //!< to open in a browser, once the CLI has named it
    LoginOutcome outcome = {};
    Error error = {};
    bool operator==(const SignInProgress &) const = default;
};

} // namespace sluice

Q_DECLARE_METATYPE(sluice::LoginOutcome)
Q_DECLARE_METATYPE(sluice::SignInProgress)
