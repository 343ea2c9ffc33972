// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/secret.h"
#include "engine/base/units.h"

#include <QtCore/QStringList>

#include <optional>

namespace sluice {

//! What a login consists of, as far as Sluice understands it. A store keeps all it does not understand.
struct TokenSet
{
    Secret accessToken = {};
    Secret refreshToken = {}; //!< empty for set-up tokens
    std::optional<SystemTime> expiresAt = {}; //!< absent: no expiry known, never refreshed ahead of time
    QStringList scopes = {};
    QString plan = {}; //!< subscription type: `pro`, `max`, `team`, …
    QString tier = {}; //!< rate-limit tier, finer than the plan
    bool operator==(const TokenSet &) const = default;
};

//! Who the login belongs to, as the provider told us.
struct AccountIdentity
{
    QString accountId = {};
    QString email = {};
    QString displayName = {};
    QString organizationId = {};
    QString plan = {};
    QString tier = {};
    bool operator==(const AccountIdentity &) const = default;
};

} // namespace sluice
