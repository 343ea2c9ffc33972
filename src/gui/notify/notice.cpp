// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/notify/notice.h"

#include "gui/common/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QMap>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

struct Notices
{
    Q_DECLARE_TR_FUNCTIONS(sluice::Notices)
};

QString limitedKey(const QString &accountId)
{
    return u"limited/"_s + accountId;
}

//! Remembered where the limit was told, not only seen: its end is news to nobody else.
QString toldLimitKey(const QString &accountId)
{
    return u"told-limited/"_s + accountId;
}

QString thresholdKey(const QString &accountId, WindowKind window, int threshold)
{
    return u"threshold/%1/%2/%3"_s.arg(accountId, window == WindowKind::FiveHour ? u"5h"_s : u"week"_s,
                                       QString::number(threshold));
}

bool isUsable(const AccountSnapshot &account)
{
    return account.phase == AccountPhase::Ready || account.phase == AccountPhase::WaitingForData;
}

//! A limit is no trouble of the login, and hides none.
bool hasWorkingLogin(const AccountSnapshot &account)
{
    return account.phase != AccountPhase::NeedsSignIn && account.phase != AccountPhase::Unreachable;
}

QString whereSessionsGo(const EngineSnapshot &snapshot, const AccountSnapshot &limited)
{
    QStringList others;
    for (const auto &account : snapshot.accounts) {
        if (account.id != limited.id && account.providerId == limited.providerId
            && (isUsable(account) || account.isBackSoon))
            others += account.name;
    }
    if (others.isEmpty())
        return Notices::tr("No other account of %1 is ready.").arg(limited.providerName);
    return others.size() == 1 ? Notices::tr("Sessions moved to %1.").arg(others.first())
                              : Notices::tr("Sessions moved to other accounts.");
}

//! Marks every threshold that has been reached; the highest new one, if any.
std::optional<int> newThreshold(const AccountSnapshot &account, const WindowSnapshot &window,
                                const QList<int> &thresholds, NoticeMemory &memory)
{
    std::optional<int> highest;
    if (!window.utilization || !window.resetsAt)
        return highest;
    for (const int threshold : thresholds) {
        if (window.utilization->value() >= threshold
            && memory.remember(thresholdKey(account.id, window.kind, threshold), window.resetsAt))
            highest = std::max(highest.value_or(threshold), threshold);
    }
    return highest;
}

//! A throttle is no limit: its windows are open, and nobody needs to know.
bool isLimited(const AccountSnapshot &account)
{
    return account.phase == AccountPhase::Limited && !account.isThrottled;
}

void addLimitNotices(QList<Notice> &result, const EngineSnapshot &snapshot, const AccountSnapshot &account,
                     const NotificationSettings &settings, NoticeMemory &memory)
{
    if (isLimited(account)) {
        if (!memory.remember(limitedKey(account.id), account.until) || !settings.limited)
            return;
        if (!memory.isMuted(snapshot.at))
            memory.remember(toldLimitKey(account.id), account.until);
        result.append({Notice::Kind::Limited,
                       {account.id},
                       Notices::tr("%1 is %2", "account, limited until")
                           .arg(account.name, stateText(account, snapshot.at)),
                       whereSessionsGo(snapshot, account)});
    } else if (isUsable(account)) {
        memory.forget(limitedKey(account.id));
        if (memory.forget(toldLimitKey(account.id)) && settings.recovered)
            result.append({Notice::Kind::Recovered,
                           {account.id},
                           Notices::tr("%1 is available again").arg(account.name),
                           {}});
    }
}

void addAccountNotices(QList<Notice> &result, const EngineSnapshot &snapshot, const AccountSnapshot &account,
                       const NotificationSettings &settings, NoticeMemory &memory)
{
    for (const auto &window : account.windows) {
        const auto threshold = newThreshold(account, window, settings.thresholds, memory);
        if (threshold && !isLimited(account)) // a limit uses up the threshold before it
            result.append({Notice::Kind::Threshold,
                           {account.id},
                           Notices::tr("%1: %2 at %3", "account, window, percent")
                               .arg(account.name, windowName(window.kind), percent(*window.utilization)),
                           Notices::tr("Resets %1.").arg(countdown(*window.resetsAt, snapshot.at))});
    }
    addLimitNotices(result, snapshot, account, settings, memory);
    const auto signInKey = u"sign-in/"_s + account.id;
    if (account.phase == AccountPhase::NeedsSignIn) {
        if (memory.remember(signInKey) && settings.signIn)
            result.append({Notice::Kind::SignIn,
                           {account.id},
                           Notices::tr("%1: sign in again").arg(account.name),
                           Notices::tr("Its login is no longer accepted; only a new sign-in helps.")});
    } else if (hasWorkingLogin(account)) {
        memory.forget(signInKey);
    }
}

QString nameOf(const EngineSnapshot &snapshot, const QString &accountId)
{
    const auto found = std::ranges::find(snapshot.accounts, accountId, &AccountSnapshot::id);
    return found == snapshot.accounts.end() ? accountId : found->name;
}

//! Where one account is back in a moment, waiting is all that is needed; minutes are work that stops.
bool isWorthTelling(const EngineSnapshot &snapshot, const PoolSnapshot &pool)
{
    int enabled = 0;
    for (const auto &account : snapshot.accounts) {
        if (!account.enabled || !pool.accounts.contains(account.id))
            continue;
        if (account.isBackSoon)
            return false;
        ++enabled;
    }
    return enabled > 1;
}

//! No account is limited that is not meant.
Notice::Breadth breadthOf(const EngineSnapshot &snapshot, const PoolSnapshot &pool)
{
    auto result = Notice::Breadth::Everything;
    for (const auto &account : snapshot.accounts) {
        if (!account.enabled || pool.accounts.contains(account.id))
            continue;
        if (account.providerId == pool.providerId)
            return Notice::Breadth::Pool;
        result = Notice::Breadth::Provider;
    }
    return result;
}

QString providerNameOf(const EngineSnapshot &snapshot, const PoolSnapshot &pool)
{
    const auto found = std::ranges::find(snapshot.accounts, pool.providerId, &AccountSnapshot::providerId);
    return found == snapshot.accounts.end() ? pool.providerId : found->providerName;
}

QString allLimitedTitle(const EngineSnapshot &snapshot, const PoolSnapshot &pool)
{
    switch (breadthOf(snapshot, pool)) {
    case Notice::Breadth::Everything:
        return Notices::tr("All accounts are limited");
    case Notice::Breadth::Provider:
        return Notices::tr("All accounts of %1 are limited").arg(providerNameOf(snapshot, pool));
    case Notice::Breadth::Pool:
        break;
    }
    return Notices::tr("All accounts of the pool %1 are limited").arg(pool.id);
}

//! Stands for the notices of single accounts of this pool, and of no other.
void addAllLimited(QList<Notice> &result, const EngineSnapshot &snapshot, const PoolSnapshot &pool)
{
    result.removeIf([&pool](const Notice &notice) {
        return notice.kind == Notice::Kind::Limited && pool.accounts.contains(notice.accountId());
    });
    QString body;
    if (pool.firstBackAt)
        body = Notices::tr("First back: %1 at %2", "account, time")
                   .arg(nameOf(snapshot, pool.firstBackAccount), clockTime(*pool.firstBackAt, snapshot.at));
    result.append({.kind = Notice::Kind::AllLimited,
                   .title = allLimitedTitle(snapshot, pool),
                   .body = body,
                   .poolId = pool.id,
                   .breadth = breadthOf(snapshot, pool)});
}

//! Whether this pool has run dry since the last time. Where it has one account alone, that one's own notice
//! says all.
bool hasRunDry(const EngineSnapshot &snapshot, const PoolSnapshot &pool, NoticeMemory &memory)
{
    const auto key = u"all-limited/"_s + pool.id;
    if (!pool.isLimited) {
        memory.forget(key);
        return false;
    }
    return isWorthTelling(snapshot, pool) && memory.remember(key, pool.firstBackAt);
}

//! One notice per provider: of its pools that ran dry together the largest speaks.
void addPoolNotices(QList<Notice> &result, const EngineSnapshot &snapshot,
                    const NotificationSettings &settings, NoticeMemory &memory)
{
    QMap<QString, const PoolSnapshot *> largest;
    for (const auto &pool : snapshot.pools) {
        if (!hasRunDry(snapshot, pool, memory))
            continue;
        auto &known = largest[pool.providerId];
        if (!known || pool.accounts.size() > known->accounts.size())
            known = &pool;
    }
    if (!settings.limited)
        return;
    for (const auto *pool : std::as_const(largest))
        addAllLimited(result, snapshot, *pool);
}

QString mergedTitle(Notice::Kind kind, int count)
{
    switch (kind) {
    case Notice::Kind::Threshold:
        return Notices::tr("%n window(s) filling up", nullptr, count);
    case Notice::Kind::Limited:
        return Notices::tr("%n account(s) limited", nullptr, count);
    case Notice::Kind::Recovered:
        return Notices::tr("%n account(s) available again", nullptr, count);
    case Notice::Kind::SignIn:
        return Notices::tr("%n account(s) need a new sign-in", nullptr, count);
    case Notice::Kind::AllLimited:
        return Notices::tr("All accounts are limited");
    }
    return {};
}

QList<Notice> merged(const QList<Notice> &all)
{
    QList<Notice> result;
    for (const auto &notice : all) {
        const auto same = std::ranges::count(all, notice.kind, &Notice::kind);
        if (same == 1 || notice.isCritical()) {
            result.append(notice);
            continue;
        }
        const auto group = std::ranges::find(result, notice.kind, &Notice::kind);
        if (group == result.end()) {
            result.append({notice.kind, notice.accountIds, mergedTitle(notice.kind, static_cast<int>(same)),
                           notice.title});
        } else {
            group->accountIds += notice.accountIds;
            group->body += u'\n' + notice.title;
        }
    }
    return result;
}

//! Whether there is nobody any more, of those that the notice is about, of whom it is true. Whoever is
//! switched off has been seen to by the person.
template <typename Holds>
bool isOverForAll(const Notice &notice, const EngineSnapshot &snapshot, Holds holds)
{
    return std::ranges::none_of(snapshot.accounts, [&](const AccountSnapshot &account) {
        return account.enabled && notice.accountIds.contains(account.id) && holds(account);
    });
}

} // namespace

QList<Notice> notices(const EngineSnapshot &snapshot, const NotificationSettings &settings,
                      NoticeMemory &memory)
{
    QList<Notice> result;
    for (const auto &account : snapshot.accounts) {
        if (account.enabled)
            addAccountNotices(result, snapshot, account, settings, memory);
    }
    addPoolNotices(result, snapshot, settings, memory);
    memory.forgetBefore(snapshot.at, 24h);
    if (memory.isMuted(snapshot.at))
        return {};
    return merged(result);
}

bool isOver(const Notice &notice, const EngineSnapshot &snapshot)
{
    switch (notice.kind) {
    case Notice::Kind::Threshold:
    case Notice::Kind::Recovered:
        break;
    case Notice::Kind::Limited:
        return isOverForAll(notice, snapshot, [](const auto &account) { return !isUsable(account); });
    case Notice::Kind::SignIn:
        return isOverForAll(notice, snapshot, [](const auto &account) { return !hasWorkingLogin(account); });
    case Notice::Kind::AllLimited: {
        const auto pool = std::ranges::find(snapshot.pools, notice.poolId, &PoolSnapshot::id);
        return pool == snapshot.pools.end() || !pool->isLimited
            || breadthOf(snapshot, *pool) < notice.breadth; // somebody is free of whom it said otherwise
    }
    }
    return false;
}

} // namespace sluice
