// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/notify/notice.h"

#include <cstdlib>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds sameCycle = 15min;

} // namespace

NoticeMemory NoticeMemory::fromJson(const QJsonObject &json)
{
    NoticeMemory result;
    const auto told = json["told"_L1].toObject();
    for (auto entry = told.begin(); entry != told.end(); ++entry)
        result.m_told.insert(entry.key(), entry.value().toInteger());
    result.m_mutedUntil = fromUnixMilliseconds(json["muted_until"_L1].toInteger());
    return result;
}

QJsonObject NoticeMemory::toJson() const
{
    QJsonObject told;
    for (auto entry = m_told.begin(); entry != m_told.end(); ++entry)
        told.insert(entry.key(), entry.value());
    return {{u"told"_s, told}, {u"muted_until"_s, toUnixMilliseconds(m_mutedUntil)}};
}

bool NoticeMemory::remember(const QString &key, std::optional<SystemTime> cycle)
{
    const qint64 reset = cycle ? toUnixMilliseconds(*cycle) : 0;
    const auto known = m_told.constFind(key);
    if (known != m_told.constEnd() && std::llabs(*known - reset) <= sameCycle.count())
        return false;
    m_told.insert(key, reset);
    return true;
}

bool NoticeMemory::forget(const QString &key)
{
    return m_told.remove(key) > 0;
}

void NoticeMemory::forgetBefore(SystemTime now, milliseconds grace)
{
    const auto oldest = toUnixMilliseconds(now - grace);
    m_told.removeIf([oldest](auto entry) { return entry.value() != 0 && entry.value() < oldest; });
}

} // namespace sluice
