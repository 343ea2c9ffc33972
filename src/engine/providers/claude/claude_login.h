// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/token_set.h"
#include "engine/base/result.h"

namespace sluice::claude {

// `.credentials.json` holds more than the login: what else is in it, the MCP servers' logins above all,
// belongs to the CLI in this folder and stays there byte for byte. OAuthProfile says what each of these
// promises.

Result<QByteArray> loginIn(QByteArrayView file);
//! Replaces the whole login, so that no member of the old one outlives it. InvalidInput also for an API key,
//! which the CLI does not look for in this file.
Result<QByteArray> fileWithLogin(QByteArrayView file, QByteArrayView login);
Result<QByteArray> fileWithoutLogin(QByteArrayView file);

//! As the login says it itself, which Claude Code 2.1.330 writes into it; else, and for the e-mail address,
//! from `oauthAccount` in the CLI's `.claude.json`, which may be megabytes long (spec/claude.md 1.3).
AccountOwner ownerOf(const TokenSet &tokens, QByteArrayView accountFile);

//! A set-up token or an API key.
Result<QByteArray> loginFromPasted(const Secret &pasted);

} // namespace sluice::claude
