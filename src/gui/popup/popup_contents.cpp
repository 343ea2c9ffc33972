// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/popup/popup_contents.h"

#include "gui/common/format.h"
#include "gui/logins/account_trouble.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

struct Popup
{
    Q_DECLARE_TR_FUNCTIONS(sluice::Popup)
};

constexpr qsizetype cardsWithoutFolding = 5;
constexpr auto healthyBelow = 50_pct;

QList<ProviderTab> tabsOf(const QList<AccountSnapshot> &accounts)
{
    QList<ProviderTab> tabs;
    QList<int> counts;
    for (const auto &account : accounts) {
        const auto known = std::ranges::find(tabs, account.providerId, &ProviderTab::providerId);
        const auto index = static_cast<qsizetype>(known - tabs.begin());
        if (known == tabs.end()) {
            tabs.append({account.providerId, account.providerName});
            counts.append(0);
        }
        ++counts[index];
    }
    if (tabs.size() < 2)
        return {};
    for (qsizetype i = 0; i < tabs.size(); ++i)
        tabs[i].title = Popup::tr("%1 %2", "provider, number of accounts").arg(tabs[i].title).arg(counts[i]);
    tabs.prepend({{}, Popup::tr("All %1", "number of accounts").arg(accounts.size())});
    return tabs;
}

bool counts(const AccountSnapshot &account, const QString &providerId)
{
    return account.enabled && (providerId.isEmpty() || account.providerId == providerId);
}

//! Asked for by the person: of the last percent, where every account pauses by itself, nobody has said
//! anything.
bool hasOwnStop(const WindowSnapshot &window)
{
    return window.cap < 99_pct;
}

QString pauseLine(WindowKind kind, const QString &cap, const QString &time, const QString &early)
{
    return kind == WindowKind::FiveHour
        ? Popup::tr("5 h window pauses at %1 at <b>%2</b> at this pace, %3 early").arg(cap, time, early)
        : Popup::tr("Week pauses at %1 at <b>%2</b> at this pace, %3 early").arg(cap, time, early);
}

//! Up to the account's own stop.
double weekLeft(const WindowSnapshot &week)
{
    const auto cap = hasOwnStop(week) ? week.cap : 100_pct;
    return std::max(0.0, (cap - *week.utilization).value());
}

//! The week of all enabled accounts. Their pools do not tell: one account may be in several of them.
std::optional<PoolSnapshot> wholeWeek(const EngineSnapshot &snapshot, const QString &providerId)
{
    PoolSnapshot result;
    double left = 0;
    double weights = 0;
    double untilReset = 0;
    double resetWeights = 0;
    for (const auto &account : snapshot.accounts) {
        const auto week = std::ranges::find(account.windows, WindowKind::Weekly, &WindowSnapshot::kind);
        if (!counts(account, providerId) || week == account.windows.end() || !week->utilization)
            continue;
        left += account.weight * weekLeft(*week);
        weights += account.weight;
        result.lengths.weekly = week->length;
        if (!week->resetsAt || *week->resetsAt <= snapshot.at)
            continue;
        untilReset += account.weight * static_cast<double>((*week->resetsAt - snapshot.at).count());
        resetWeights += account.weight;
    }
    if (weights <= 0)
        return std::nullopt;
    result.weeklyUsed = Percent{100 - left / weights};
    if (resetWeights > 0)
        result.weeklyResetsAt = snapshot.at + milliseconds{static_cast<qint64>(untilReset / resetWeights)};
    return result;
}

//! Whether all are limited, and until when.
void addLimits(PoolSnapshot &whole, const EngineSnapshot &snapshot, const QString &providerId)
{
    auto pools = snapshot.pools;
    pools.removeIf([&](const PoolSnapshot &pool) {
        return std::ranges::none_of(snapshot.accounts, [&](const AccountSnapshot &account) {
            return account.providerId == pool.providerId && counts(account, providerId);
        });
    });
    whole.isLimited = !pools.isEmpty() && std::ranges::all_of(pools, &PoolSnapshot::isLimited);
    for (const auto &pool : std::as_const(pools)) {
        if (pool.firstBackAt && (!whole.firstBackAt || *pool.firstBackAt < *whole.firstBackAt))
            whole.firstBackAt = pool.firstBackAt;
    }
}

QString poolVerdict(const PoolSnapshot &pool, const BarLook &bar, SystemTime now)
{
    if (pool.isLimited)
        return pool.firstBackAt ? Popup::tr("all limited until %1").arg(clockTime(*pool.firstBackAt, now))
                                : Popup::tr("all limited");
    if (bar.tone == Tone::Bad)
        return Popup::tr("used up");
    if (bar.fullAt)
        return Popup::tr("lasts until %1").arg(clockTime(*bar.fullAt, now));
    return Popup::tr("lasts to reset");
}

std::optional<PoolLine> poolLine(const EngineSnapshot &snapshot, const QString &providerId)
{
    auto pool = wholeWeek(snapshot, providerId);
    if (!pool)
        return std::nullopt;
    addLimits(*pool, snapshot, providerId);
    PoolLine line;
    line.bar = poolLook(*pool, WindowKind::Weekly, snapshot.at);
    line.left = percent(std::max(Percent{}, Percent{100} - *pool->weeklyUsed));
    line.verdict = poolVerdict(*pool, line.bar, snapshot.at);
    if (pool->isLimited || line.bar.tone == Tone::Bad)
        line.tone = Tone::Bad;
    else if (line.bar.tone == Tone::Warning)
        line.tone = Tone::Warning;
    return line;
}

bool deservesCard(const AccountSnapshot &account)
{
    const bool isInUse = account.sessions > 0 || account.activeRequests > 0;
    if (account.fault.kind == AccountFault::Kind::ProviderUnreachable)
        return isInUse; // all accounts of the provider say so: it is about none of them
    if (account.enabled && troubleOf(account))
        return true;
    switch (account.phase) {
    case AccountPhase::Limited:
    case AccountPhase::Paused:
    case AccountPhase::NeedsSignIn:
    case AccountPhase::Unreachable:
        return true;
    case AccountPhase::WaitingForData:
    case AccountPhase::Ready:
    case AccountPhase::Off:
        return isInUse;
    }
    return true;
}

bool isHealthy(const AccountSnapshot &account)
{
    return account.phase == AccountPhase::Ready
        && (account.isMetered || fullest(account).value_or(Percent{100}) < healthyBelow);
}

void fold(PopupContents &contents, const QList<AccountSnapshot> &accounts)
{
    for (const auto &account : accounts) {
        if (deservesCard(account))
            contents.cards.append(account);
        else if (isHealthy(account))
            contents.moreReady.append(account);
        else
            contents.folded.append(account);
    }
    if (contents.moreReady.size() == 1)
        contents.folded.append(contents.moreReady.takeFirst());
    const auto used = [](const AccountSnapshot &account) { return fullest(account).value_or(Percent{-1}); };
    std::ranges::stable_sort(contents.folded, std::ranges::greater{}, used);
    std::ranges::stable_sort(contents.moreReady, std::ranges::greater{}, used);
}

} // namespace

std::optional<Percent> fullest(const AccountSnapshot &account)
{
    std::optional<Percent> result;
    for (const auto &window : account.windows) {
        if (window.utilization && (!result || *result < *window.utilization))
            result = window.utilization;
    }
    return result;
}

PopupContents popupContents(const EngineSnapshot &snapshot, const QString &providerId)
{
    PopupContents contents;
    contents.tabs = tabsOf(snapshot.accounts);
    const bool known = std::ranges::any_of(
        contents.tabs, [&](const ProviderTab &tab) { return tab.providerId == providerId; });
    const auto wanted = known ? providerId : QString();
    contents.pool = poolLine(snapshot, wanted);
    QList<AccountSnapshot> accounts;
    for (const auto &account : snapshot.accounts) {
        if (wanted.isEmpty() || account.providerId == wanted)
            accounts.append(account);
    }
    if (accounts.size() <= cardsWithoutFolding)
        contents.cards = accounts;
    else
        fold(contents, accounts);
    return contents;
}

bool ticksEverySecond(const EngineSnapshot &snapshot)
{
    const auto isSoon = [&](const std::optional<SystemTime> &time) {
        return time && *time > snapshot.at && *time < snapshot.at + 2min;
    };
    return std::ranges::any_of(snapshot.accounts, [&](const AccountSnapshot &account) {
        const bool showsSeconds = account.phase == AccountPhase::Unreachable || account.isThrottled;
        return (showsSeconds && isSoon(account.until))
            || std::ranges::any_of(account.windows, isSoon, &WindowSnapshot::resetsAt)
            || std::ranges::any_of(account.scoped, isSoon, &ScopedWindow::resetsAt);
    });
}

QString forecastLine(const AccountSnapshot &account, SystemTime now)
{
    const bool isStopped = account.phase == AccountPhase::Limited || account.phase == AccountPhase::Paused;
    if (isStopped && !account.isThrottled)
        return {}; // the state says until when
    for (const auto &window : account.windows) {
        const auto look = barLook(account, window, now);
        if (!look.fullAt || !window.resetsAt)
            continue;
        const auto full = clockTime(*look.fullAt, now);
        const auto early = duration(*window.resetsAt - *look.fullAt);
        if (hasOwnStop(window))
            return pauseLine(window.kind, percent(window.cap), full, early);
        return window.kind == WindowKind::FiveHour
            ? Popup::tr("5 h window full at <b>%1</b> at this pace, %2 early").arg(full, early)
            : Popup::tr("Week full at <b>%1</b> at this pace, %2 early").arg(full, early);
    }
    return {};
}

} // namespace sluice
