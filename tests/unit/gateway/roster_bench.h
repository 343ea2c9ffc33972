// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/gateway_bench.h"

namespace sluice {

//! The next account of a roster that has only those of the bench's provider; it has sessions from then on.
inline ManagedAccount &accountOf(GatewayBench &bench, Roster &roster)
{
    return *roster.poolFor(*bench.providers.all().front(), nullptr)->select({}, {}, 1).account;
}

inline ManagedAccount &accountOf(GatewayBench &bench)
{
    return accountOf(bench, bench.roster);
}

//! A second roster over the bench's accounts, which saves into a file of its own.
class RosterBench
{
public:
    RosterBench() { roster.apply(world.settings); }

    ManagedAccount &account() { return accountOf(world, roster); }
    QString stateFile() const { return m_environment.stateFile(); }

    GatewayBench world;

private:
    QTemporaryDir m_directory;
    Environment m_environment{.homeDirectory = m_directory.path(), .dataDirectory = m_directory.path()};

public:
    FakeClock saving; //!< the store's: nothing else waits on it
    StateStore state{m_environment.stateFile(), saving};
    Roster roster{world.providers,
                  {world.dialer, world.clock, world.random},
                  LoginHomes(m_environment, {world.secrets, world.secrets}, world.clock),
                  state,
                  nullptr};
};

} // namespace sluice
