// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/settings.h"

#include "engine/base/environment.h"

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

Settings withExpandedPaths(Settings settings, const Environment &environment)
{
    settings.gateway.tlsCertificate = environment.expanded(settings.gateway.tlsCertificate);
    settings.gateway.tlsKey = environment.expanded(settings.gateway.tlsKey);
    for (auto &provider : settings.providers)
        provider.caFile = environment.expanded(provider.caFile);
    for (auto &user : settings.users) {
        if (user.token.kind == TokenSource::Kind::File)
            user.token.name = environment.expanded(user.token.name);
    }
    return settings;
}

} // namespace sluice
