// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"

#include <QtCore/QJsonObject>

#include <optional>

namespace sluice {

//! How long something refused is left alone. One that runs is never renewed by a further refusal; only a
//! reset that is really later moves it. A refusal soon after its end (half-open) counts on, a quiet time
//! forgets. One that begins in the future does not hold: the clock was set back since.
class Cooldown
{
public:
    bool isActive(SystemTime now) const { return now < m_until && hasBegun(now); }
    SystemTime until() const { return m_until; }
    int failures() const { return m_failures; }

    //! Until `end`, plus `jitter` so that accounts do not all come back at once. An end in the past becomes a
    //! few seconds from now.
    void startUntil(SystemTime end, milliseconds jitter, SystemTime now);
    //! No end is known: 60 s, doubled by every refusal that follows an ended one at once, up to 15 min.
    void startUnknown(SystemTime now);
    void clear() { *this = {}; }

    QJsonObject toJson() const;
    //! Nothing when it does not hold or would last longer than `longest`.
    static std::optional<Cooldown> fromJson(const QJsonObject &json, milliseconds longest, SystemTime now);

    bool operator==(const Cooldown &) const = default;

private:
    bool hasBegun(SystemTime now) const;
    bool isForgotten(SystemTime now) const;

    SystemTime m_since = {};
    SystemTime m_end = {}; // as named by the provider, without jitter
    SystemTime m_until = {};
    int m_failures = 0;
};

} // namespace sluice
