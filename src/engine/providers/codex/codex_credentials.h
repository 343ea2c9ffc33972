// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/token_set.h"
#include "engine/base/result.h"

namespace sluice::codex {

//! Reads `auth.json` (spec/codex.md 1.2 to 1.4): a ChatGPT login or an API key. CredentialMissing: there is
//! no login in it, or of a kind that only Codex itself can use; InvalidInput: it is damaged.
Result<TokenSet> parseCredentials(QByteArrayView json);

//! The same text with new tokens and the time of the refresh in it; every other byte stays. InvalidInput:
//! not a JSON object, or without a place for tokens.
Result<QByteArray> updatedCredentials(QByteArrayView json, const TokenSet &tokens);

// OAuthProfile says what each of these promises. Here the file is the login. InvalidInput also where the file
// holds a login of a kind that only Codex can use: it could not be given back.
Result<QByteArray> fileWithLogin(QByteArrayView file, QByteArrayView login);
Result<QByteArray> fileWithoutLogin(QByteArrayView file);
AccountOwner ownerOf(const TokenSet &tokens);
Result<QByteArray> loginFromPasted(const Secret &pasted); //!< an API key

//! Fills in what the tokens say about themselves: expiry, plan, the headers that name the account, and the
//! account where `tokens` does not know it.
void readClaims(TokenSet &tokens);

} // namespace sluice::codex
