// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"
#include "gui/common/theme.h"

class QPainter;
class QRectF;

namespace sluice {

//! One utilization bar, decided from a snapshot: the fill is what is used, its colour whether that lasts.
struct BarLook
{
    std::optional<Percent> used = {}; //!< absent: an empty track
    std::optional<double> pace = {}; //!< where an even pace to the cap would be, 0 to 1
    Percent cap = Percent{100}; //!< hatched above
    Tone tone = Tone::Good;
    std::optional<SystemTime> fullAt = {}; //!< when a window that runs out early is at its cap
    bool operator==(const BarLook &) const = default;
};

//! The data is too old to count down from: switched off, no usable login, or the reset has passed.
bool isStale(const AccountSnapshot &account, const WindowSnapshot &window, SystemTime now);
BarLook barLook(const AccountSnapshot &account, const WindowSnapshot &window, SystemTime now);
//! A window for some models only, like any other of the account; its cap is its end.
WindowSnapshot asWindow(const ScopedWindow &window);
//! Those of them that people want to see: something is used.
QList<ScopedWindow> shownScopes(const AccountSnapshot &account);
//! A whole pool's window. Where what is left is said in words beside it, the bar still shows what is used.
BarLook poolLook(const PoolSnapshot &pool, WindowKind kind, SystemTime now);

//! What the bar says, in words: for screen readers and tooltips.
QString barText(const BarLook &look);

//! The track is `area`; the tick stands 3 px out of it above and below. `used` is what to draw now, which
//! differs from look.used while a change is animated.
void paintBar(QPainter &painter, const QRectF &area, const BarLook &look, double used, const Theme &theme);

} // namespace sluice
