// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/oauth_profile.h"

#include <optional>

namespace sluice {

//! How long to leave the token endpoint alone after failed refreshes in a row (spec/claude.md 3.6).
class RefreshPause
{
public:
    //! Counts one more failure; the answer is the wait until the next try.
    milliseconds extend(bool rateLimited, std::optional<milliseconds> retryAfter);
    void clear() { *this = {}; }

private:
    int m_failures = 0;
    int m_rateLimits = 0;
};

} // namespace sluice
