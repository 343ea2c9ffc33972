// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/token_set.h"
#include "engine/base/result.h"

namespace sluice::claude {

//! Reads `.credentials.json` (spec/claude.md 1.2), or a document of our own with an API key in it.
//! CredentialMissing: there is no login in it; InvalidInput: it is damaged.
Result<TokenSet> parseCredentials(QByteArrayView json);
//! The same, whatever its tokens look like: a damaged login may still be replaced or taken away.
Result<TokenSet> readCredentials(QByteArrayView json);

//! The same text with the tokens put in place of the old ones; every other byte stays as it was.
//! What `tokens` does not know (no expiry, no scopes, no plan, no tier) stays too, since the CLI takes a
//! login without scopes for none. To write another account's login, leave out the old `claudeAiOauth` first.
Result<QByteArray> updatedCredentials(QByteArrayView json, const TokenSet &tokens);

} // namespace sluice::claude
