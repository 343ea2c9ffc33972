// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/ui/snapshots.h"

namespace sluice::snapshots {

using namespace Qt::StringLiterals;

namespace {

AccountSnapshot kept(AccountSnapshot account, const QString &store, const QString &email)
{
    account.store = store;
    account.email = email;
    if (store != "file"_L1)
        account.path.clear();
    return account;
}

AccountSnapshot stopped(AccountSnapshot account, AccountPhase phase, AccountFault::Kind fault)
{
    account.phase = phase;
    account.problem = u"the engine's own words"_s;
    account.fault.kind = fault;
    for (auto &window : account.windows)
        window.learnedAt = noon() - 3h;
    return account;
}

} // namespace

EngineSnapshot loginTroubles()
{
    auto work = kept(account(u"work"_s, 34, 2h, 48, 80h), u"keychain"_s, u"me@example.com"_s);
    work.sessions = 1;
    work.scoped = {{.scope = u"Opus"_s, .utilization = 71_pct, .resetsAt = noon() + 80h},
                   {.scope = u"Sonnet"_s, .utilization = 0_pct, .resetsAt = noon() + 80h}};
    const auto side = stopped(account(u"side"_s, 20, 1h, 47, 48h), AccountPhase::NeedsSignIn,
                              AccountFault::Kind::LoginRefused);
    auto locked = stopped(kept(account(u"locked"_s, 12, 3h, 30, 70h), u"keychain"_s, u"me@example.net"_s),
                          AccountPhase::Unreachable, AccountFault::Kind::StoreLocked);
    locked.waitsForStore = true;
    auto shared = account(u"shared"_s, 5, 3h, 9, 70h);
    shared.otherOwner = u"someone@example.com"_s;
    auto blocked = stopped(account(u"blocked"_s, 8, 3h, 40, 70h), AccountPhase::Unreachable,
                           AccountFault::Kind::FreshTokenRefused);
    blocked.until = noon() + 9min;
    return listening({work, side, locked, shared, blocked});
}

EngineSnapshot loginHomes()
{
    auto work = kept(account(u"work"_s, 34, 2h, 48, 80h), u"keychain"_s, u"me@example.com"_s);
    work.canBeCliLogin = true;
    auto home = kept(account(u"home"_s, 12, 3h, 30, 70h), u"file"_s, u"me@example.net"_s);
    home.isCliLogin = true;
    home.canBeCliLogin = true;
    auto token = kept(account(u"server"_s, 3, 4h, 6, 100h), u"vault"_s, {});
    token.planName.clear();
    return listening({work, home, token});
}

} // namespace sluice::snapshots
