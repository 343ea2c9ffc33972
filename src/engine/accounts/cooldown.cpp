// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/cooldown.h"

#include "engine/base/backoff.h"

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds shortest = 5s;
constexpr milliseconds sameEnd = 60s; // ends this close are one end, told twice
constexpr milliseconds clockSlack = 2min;
constexpr Backoff unknownEnd = {.first = 60s, .longest = 15min};

SystemTime timeOf(const QJsonObject &json, QLatin1StringView key)
{
    return fromUnixMilliseconds(json.value(key).toInteger());
}

} // namespace

void Cooldown::startUntil(SystemTime end, milliseconds jitter, SystemTime now)
{
    end = std::max(end, now + shortest);
    if (isActive(now) && end <= m_end + sameEnd)
        return;
    if (!isActive(now)) {
        clear();
        m_since = now;
    }
    m_end = end;
    m_until = std::max(m_until, end + jitter);
}

void Cooldown::startUnknown(SystemTime now)
{
    if (isActive(now))
        return;
    m_failures = isForgotten(now) ? 1 : m_failures + 1;
    m_since = now;
    m_end = now + unknownEnd.delay(m_failures);
    m_until = m_end;
}

bool Cooldown::hasBegun(SystemTime now) const
{
    return m_since <= now + clockSlack;
}

bool Cooldown::isForgotten(SystemTime now) const
{
    return now - m_until >= m_until - m_since;
}

QJsonObject Cooldown::toJson() const
{
    return {
        {u"since"_s, toUnixMilliseconds(m_since)},
        {u"end"_s, toUnixMilliseconds(m_end)},
        {u"until"_s, toUnixMilliseconds(m_until)},
        {u"failures"_s, m_failures},
    };
}

std::optional<Cooldown> Cooldown::fromJson(const QJsonObject &json, milliseconds longest, SystemTime now)
{
    Cooldown result;
    result.m_since = timeOf(json, "since"_L1);
    result.m_end = timeOf(json, "end"_L1);
    result.m_until = timeOf(json, "until"_L1);
    result.m_failures = std::clamp(json.value("failures"_L1).toInt(), 0, 16);
    if (!result.isActive(now) || result.m_end > result.m_until
        || result.m_until - result.m_since > longest + clockSlack)
        return {};
    return result;
}

} // namespace sluice
