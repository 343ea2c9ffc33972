// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/login_rejection.h"

#include "engine/base/backoff.h"

namespace sluice {

namespace {

constexpr Backoff pauses{.first = 10min, .longest = 60min};

} // namespace

bool LoginRejection::holdsFor(const Secret &accessToken, SystemTime now) const
{
    return (m_isForGood || m_pause.isActive(now)) && accessToken == m_accessToken;
}

void LoginRejection::pause(const Secret &accessToken, std::optional<SystemTime> end, SystemTime now)
{
    m_accessToken = accessToken;
    m_isForGood = false;
    m_pause.clear(); // that of another login
    m_pause.startUntil(end ? *end : now + pauses.delay(++m_pauses), 0ms, now);
}

void LoginRejection::refuse(const Secret &accessToken)
{
    m_accessToken = accessToken;
    m_isForGood = true;
    m_pause.clear();
}

} // namespace sluice
