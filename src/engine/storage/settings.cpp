// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/settings.h"

namespace sluice {

namespace {

Percent cap(std::optional<int> limit, std::optional<int> reserve)
{
    if (limit)
        return Percent{static_cast<double>(*limit)};
    return reserve ? Percent{static_cast<double>(100 - *reserve)} : 99_pct;
}

} // namespace

Percent AccountSettings::cap5h() const
{
    return cap(limit5h, reserve5h);
}

Percent AccountSettings::capWeekly() const
{
    return cap(limitWeekly, reserveWeekly);
}

} // namespace sluice
