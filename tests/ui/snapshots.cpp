// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/ui/snapshots.h"

namespace sluice::snapshots {

using namespace Qt::StringLiterals;

namespace {

PoolSnapshot pool(const QString &providerId, double fiveHour, double week)
{
    return {.id = providerId,
            .providerId = providerId,
            .strategy = u"least-used"_s,
            .weeklyUsed = Percent{week},
            .weeklyResetsAt = noon() + 66h,
            .fiveHourUsed = Percent{fiveHour},
            .fiveHourResetsAt = noon() + 2h + 5min};
}

AccountSnapshot named(AccountSnapshot account, const QString &name, const QString &plan, double weight)
{
    account.name = name;
    account.planName = plan;
    account.weight = weight;
    return account;
}

AccountSnapshot ofCodex(AccountSnapshot account)
{
    account.providerId = u"codex"_s;
    account.providerName = u"Codex"_s;
    account.glyph = u"X"_s;
    account.badgeColor = 0x3d4656;
    account.path = u"~/.codex/auth.json"_s;
    return account;
}

AccountSnapshot limited(AccountSnapshot account, milliseconds after)
{
    account.phase = AccountPhase::Limited;
    account.until = noon() + after;
    account.limitedBy = WindowKind::FiveHour;
    return account;
}

} // namespace

SystemTime noon()
{
    return fromUnixMilliseconds(1'774'008'000'000);
}

AccountSnapshot account(const QString &id, double fiveHour, milliseconds fiveHourResets, double week,
                        milliseconds weekResets)
{
    AccountSnapshot result;
    result.id = id;
    result.name = id;
    result.providerId = u"claude"_s;
    result.providerName = u"Claude"_s;
    result.glyph = u"C"_s;
    result.badgeColor = 0xc2683c;
    result.planName = u"Pro"_s;
    result.store = u"file"_s;
    result.path = u"~/.claude/.credentials.json"_s;
    result.phase = AccountPhase::Ready;
    result.windows = {{.kind = WindowKind::FiveHour,
                       .utilization = Percent{fiveHour},
                       .resetsAt = noon() + fiveHourResets,
                       .learnedAt = noon() - 2min},
                      {.kind = WindowKind::Weekly,
                       .utilization = Percent{week},
                       .resetsAt = noon() + weekResets,
                       .learnedAt = noon() - 2min}};
    return result;
}

EngineSnapshot listening(const QList<AccountSnapshot> &accounts)
{
    EngineSnapshot result;
    result.at = noon();
    result.state = GatewayState::Listening;
    result.host = u"127.0.0.1"_s;
    result.port = 8787;
    result.address = u"http://127.0.0.1:8787"_s;
    result.accounts = accounts;
    for (const auto &account : accounts)
        result.sessions += account.sessions;
    return result;
}

EngineSnapshot fourAccounts()
{
    auto work = named(account(u"work"_s, 72, 2h + 5min, 38, 80h), u"work"_s, u"Max 20x"_s, 20);
    work.sessions = 2;
    work.limit5h = 90;
    work.limitWeekly = 90;
    for (auto &window : work.windows)
        window.cap = 90_pct;
    auto personal =
        limited(named(account(u"personal"_s, 100, 42min, 81, 49h), u"personal"_s, u"Pro"_s, 1), 42min);
    auto side = named(account(u"side"_s, 20, 1h, 47, 48h), u"side project"_s, u"Max 5x"_s, 5);
    side.enabled = false;
    side.phase = AccountPhase::NeedsSignIn;
    for (auto &window : side.windows)
        window.learnedAt = noon() - 3h;
    auto codex = ofCodex(named(account(u"codex"_s, 12, 4h + 36min, 29, 96h), u"work"_s, u"Plus"_s, 1));
    codex.sessions = 1;
    auto result = listening({work, personal, side, codex});
    result.tokensToday = 15'200'000;
    result.requestsToday = 1284;
    result.pools = {pool(u"claude"_s, 73, 55), pool(u"codex"_s, 12, 29)};
    return result;
}

EngineSnapshot allKindsOfAccounts()
{
    auto accounts = fourAccounts().accounts;
    auto free = ofCodex(named(account(u"free"_s, 0, 0min, 64, 30h), u"trial"_s, u"Free"_s, 1));
    free.windows[0] = {.kind = WindowKind::FiveHour};
    auto metered = ofCodex(named(account(u"key"_s, 0, 0min, 0, 0min), u"company"_s, u"API key"_s, 1));
    metered.windows = {{.kind = WindowKind::FiveHour}, {.kind = WindowKind::Weekly}};
    metered.isMetered = true;
    metered.sessions = 1;
    auto over = account(u"over"_s, 102, 1h, 100.4, 40h); // as a provider may say it
    auto result = listening({accounts[0], over, accounts[3], free, metered});
    result.tokensToday = 15'200'000;
    result.pools = {pool(u"claude"_s, 80, 62), pool(u"codex"_s, 12, 46)};
    return result;
}

EngineSnapshot eightAccounts()
{
    auto accounts = fourAccounts().accounts;
    accounts.removeLast();
    accounts.append(account(u"team"_s, 8, 3h, 12, 100h));
    accounts.append(account(u"lab"_s, 64, 1h, 77, 120h));
    accounts.append(account(u"travel"_s, 0, 5h, 3, 160h));
    accounts.append(account(u"archive"_s, 30, 4h, 22, 90h));
    auto off = account(u"a rather long account name"_s, 41, 4h, 55, 90h);
    off.enabled = false;
    off.phase = AccountPhase::Off;
    accounts.append(off);
    auto result = listening(accounts);
    result.tokensToday = 930'000;
    result.pools = {pool(u"claude"_s, 40, 44)};
    return result;
}

EngineSnapshot noAccounts()
{
    return listening({});
}

EngineSnapshot allLimited()
{
    auto result = listening({limited(account(u"work"_s, 100, 3h + 40min, 60, 80h), 3h + 40min),
                             limited(account(u"personal"_s, 100, 1h + 12min, 81, 49h), 1h + 12min)});
    auto both = pool(u"claude"_s, 100, 70);
    both.accounts = {u"work"_s, u"personal"_s};
    both.isLimited = true;
    both.firstBackAt = noon() + 1h + 12min;
    both.firstBackAccount = u"personal"_s;
    result.pools = {both};
    return result;
}

EngineSnapshot gatewayOff()
{
    auto result = fourAccounts();
    result.state = GatewayState::Off;
    result.sessions = 0;
    return result;
}

EngineSnapshot askedToWait()
{
    auto work = account(u"work"_s, 72, 2h, 38, 80h);
    work.phase = AccountPhase::Limited;
    work.until = noon() + 8s;
    work.isThrottled = true;
    work.isBackSoon = true;
    work.sessions = 1;
    auto result = listening({work});
    result.pools = {pool(u"claude"_s, 72, 38)};
    result.pools.first().firstBackAt = work.until;
    return result;
}

EngineSnapshot providerUnreachable()
{
    auto result = fourAccounts();
    auto &work = result.accounts[0];
    work.phase = AccountPhase::Unreachable;
    work.until = noon() + 42s;
    work.problem = u"the engine's own words"_s;
    work.fault = {AccountFault::Kind::ProviderUnreachable, ErrorCode::UpstreamUnreachable};
    return result;
}

} // namespace sluice::snapshots
