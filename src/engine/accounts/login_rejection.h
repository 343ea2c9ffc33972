// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/cooldown.h"
#include "engine/base/secret.h"

#include <optional>

namespace sluice {

//! That the provider refuses an account's login although its token is fresh: for a while, or until the
//! credentials change. Another token is not concerned.
class LoginRejection
{
public:
    bool holdsFor(const Secret &accessToken, SystemTime now) const;
    bool isForGood() const { return m_isForGood; }
    //! When a pause ends; epoch where there is none.
    SystemTime until() const { return m_pause.until(); }

    //! Until `end`, or 10 min, doubled up to an hour by every pause that no success came before
    //! (spec/codex.md 11, auth failures).
    void pause(const Secret &accessToken, std::optional<SystemTime> end, SystemTime now);
    void refuse(const Secret &accessToken);
    //! The provider has served it.
    void clear() { *this = {}; }

private:
    Secret m_accessToken;
    Cooldown m_pause;
    bool m_isForGood = false;
    int m_pauses = 0; // in a row
};

} // namespace sluice
