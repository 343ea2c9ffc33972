// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/secret.h"
#include "engine/base/units.h"

#include <QtCore/QString>

#include <optional>

namespace sluice::codex {

//! What a token says about itself (spec/codex.md 1.4). Nobody verifies it: the provider does, on use.
struct Claims
{
    std::optional<SystemTime> expiresAt = {};
    QString accountId = {}; //!< the account it was made for
    QString organizationId = {}; //!< stands in for an account id in old tokens
    QString userId = {};
    QString email = {};
    QString plan = {};
    bool isFedramp = false;
    bool operator==(const Claims &) const = default;
};

//! Everything absent where `token` is no JWT.
Claims claimsOf(const Secret &token);

} // namespace sluice::codex
