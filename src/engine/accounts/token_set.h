// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/base/secret.h"
#include "engine/base/units.h"
#include "engine/http/message.h"
#include "engine/storage/account_owner.h"

#include <QtCore/QStringList>

#include <optional>

namespace sluice {

enum class LoginKind : std::uint8_t {
    Subscription,
    ApiKey, //!< paid by use: no windows, nothing to refresh or to poll
};

//! What a login consists of, as far as Sluice understands it. A store keeps all it does not understand.
struct TokenSet
{
    LoginKind kind = LoginKind::Subscription;
    Secret accessToken = {}; //!< or the API key
    Secret refreshToken = {}; //!< empty for set-up tokens
    Secret idToken = {}; //!< who the owner is, where the store keeps that as a token
    std::optional<SystemTime> expiresAt = {}; //!< absent: no expiry known, never refreshed ahead of time
    std::optional<SystemTime> refreshedAt = {}; //!< last refresh or sign-in, where the store says so
    QString accountId = {}; //!< the provider's id of the account, where the store holds it
    QString organizationId = {}; //!< of its organization, where the store holds that
    QList<http::Header> requestHeaders = {}; //!< what names the account in a request, beside the token
    QStringList scopes = {};
    QString plan = {}; //!< subscription type: `pro`, `max`, `team`, …
    QString tier = {}; //!< rate-limit tier, finer than the plan
    bool operator==(const TokenSet &) const = default;
};

//! Passes on what can stand in the head of a request. A token or an id with line breaks, spaces or the like
//! is damage: it fails with `code`, and the text shows nothing of it.
Result<TokenSet> sound(const Result<TokenSet> &tokens, ErrorCode code);

//! Who the login belongs to, as the provider told us.
struct AccountIdentity
{
    AccountOwner owner = {};
    QString plan = {};
    QString tier = {};
    bool operator==(const AccountIdentity &) const = default;
};

} // namespace sluice
