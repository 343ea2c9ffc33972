// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/proxy_rest.h"

#include "engine/base/backoff.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! A proxy comes back when somebody starts it; until then every try costs its time-out.
constexpr Backoff rests{.first = 5s, .longest = 2min};

} // namespace

void ProxyRest::begin(const QString &why, SystemTime now)
{
    m_problem = u"its own proxy gives no connection: "_s + why;
    m_rest.startUntil(now + rests.delay(++m_failures), 0ms, now);
}

} // namespace sluice
