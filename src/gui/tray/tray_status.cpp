// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/tray/tray_status.h"

#include "gui/common/bar_look.h"
#include "gui/common/format.h"
#include "gui/common/plain_text.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

struct TrayWords
{
    Q_DECLARE_TR_FUNCTIONS(sluice::TrayWords)
};

double mostUsed(const PoolSnapshot &pool)
{
    return std::max(pool.fiveHourUsed.value_or(Percent{-1}).value(),
                    pool.weeklyUsed.value_or(Percent{-1}).value());
}

//! The pool that will stop someone first.
const PoolSnapshot *tightestPool(const QList<PoolSnapshot> &pools)
{
    const auto tighter = [](const PoolSnapshot &a, const PoolSnapshot &b) {
        return a.isLimited != b.isLimited ? b.isLimited : mostUsed(a) < mostUsed(b);
    };
    const auto found = std::ranges::max_element(pools, tighter);
    return found == pools.end() ? nullptr : &*found;
}

QString accountLine(const AccountSnapshot &account, const QList<AccountSnapshot> &all, SystemTime now)
{
    QStringList parts;
    for (const auto &window : account.windows) {
        if (window.utilization)
            parts += TrayWords::tr("%1 %2", "window, percent")
                         .arg(windowLabel(window.kind), percent(*window.utilization));
    }
    parts += stateText(account, now);
    return TrayWords::tr("%1: %2", "account, its windows and state")
        .arg(isolated(clearName(account, all)), parts.join(u", "_s));
}

QString toolTip(const EngineSnapshot &snapshot)
{
    QStringList lines;
    if (snapshot.state != GatewayState::Listening)
        lines += gatewayText(snapshot);
    for (const auto &account : snapshot.accounts)
        lines += accountLine(account, snapshot.accounts, snapshot.at);
    return lines.isEmpty() ? TrayWords::tr("Sluice: no account yet") : plainToolTip(lines.join(u'\n'));
}

TrayMark markOf(const EngineSnapshot &snapshot, bool isLimited)
{
    const bool needsPerson = std::ranges::any_of(snapshot.accounts, [](const AccountSnapshot &account) {
        return account.enabled && account.phase == AccountPhase::NeedsSignIn;
    });
    if (isLimited)
        return TrayMark::Limited;
    return needsPerson || snapshot.state == GatewayState::Failed ? TrayMark::Attention : TrayMark::None;
}

} // namespace

bool TrayStatus::looksLike(const TrayStatus &other) const
{
    auto same = other;
    same.toolTip = toolTip;
    return *this == same;
}

TrayStatus trayStatus(const EngineSnapshot &snapshot)
{
    TrayStatus result;
    const auto *pool = tightestPool(snapshot.pools);
    if (pool) {
        result.fiveHour = pool->fiveHourUsed;
        result.week = pool->weeklyUsed;
        result.fiveHourTone = poolLook(*pool, WindowKind::FiveHour, snapshot.at).tone;
        result.weekTone = poolLook(*pool, WindowKind::Weekly, snapshot.at).tone;
    }
    result.mark = markOf(snapshot, pool && pool->isLimited);
    result.isOff = snapshot.state == GatewayState::Off;
    result.toolTip = toolTip(snapshot);
    return result;
}

} // namespace sluice
