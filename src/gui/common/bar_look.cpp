// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/bar_look.h"

#include "engine/accounts/forecast.h"
#include "gui/common/format.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace sluice {

namespace {

struct Bars
{
    Q_DECLARE_TR_FUNCTIONS(sluice::Bars)
};

Tone toneOf(Outlook outlook)
{
    switch (outlook) {
    case Outlook::Unknown:
    case Outlook::Lasts:
        return Tone::Good;
    case Outlook::RunsOutEarly:
        return Tone::Warning;
    case Outlook::Exhausted:
        return Tone::Bad;
    }
    return Tone::Good;
}

BarLook look(const RateLimitWindow &window, Percent cap, milliseconds length, SystemTime now)
{
    const auto future = forecast(window, cap, length, now);
    // The verdict is about the cap, so the tick is too: who is behind it lasts.
    const auto pace = future.elapsed ? std::optional(*future.elapsed * cap.fraction()) : std::nullopt;
    return {.used = window.utilization,
            .pace = pace,
            .cap = cap,
            .tone = toneOf(future.outlook),
            .fullAt = future.outlook == Outlook::RunsOutEarly ? future.fullAt : std::nullopt};
}

void paintHatching(QPainter &painter, const QRectF &area, const QColor &color)
{
    QPen pen(color, 1);
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    for (int offset = 0; offset < area.width() + area.height(); offset += 4) {
        const auto x = area.left() + offset;
        painter.drawLine(QPointF(x - area.height(), area.bottom()), QPointF(x, area.top()));
    }
}

} // namespace

bool isStale(const AccountSnapshot &account, const WindowSnapshot &window, SystemTime now)
{
    return !account.enabled || account.phase == AccountPhase::Off
        || account.phase == AccountPhase::NeedsSignIn || account.phase == AccountPhase::Unreachable
        || (window.resetsAt && *window.resetsAt <= now);
}

BarLook barLook(const AccountSnapshot &account, const WindowSnapshot &window, SystemTime now)
{
    if (isStale(account, window, now))
        return {.used = window.utilization, .cap = window.cap, .tone = Tone::Muted};
    auto result = look({window.kind, window.utilization, window.resetsAt, window.learnedAt}, window.cap,
                       window.length, now);
    const bool stopsHere = (account.phase == AccountPhase::Limited || account.phase == AccountPhase::Paused)
        && account.limitedBy == window.kind;
    if (stopsHere || (window.utilization && *window.utilization >= window.cap))
        result.tone = Tone::Bad;
    if (result.tone == Tone::Bad)
        result.fullAt.reset();
    if (window.utilization && window.utilization->value() >= 100)
        result.pace.reset();
    return result;
}

WindowSnapshot asWindow(const ScopedWindow &window)
{
    return {.kind = window.kind,
            .utilization = window.utilization,
            .resetsAt = window.resetsAt,
            .length = lengthOf(window.kind)};
}

QList<ScopedWindow> shownScopes(const AccountSnapshot &account)
{
    QList<ScopedWindow> result;
    for (const auto &window : account.scoped) {
        if (window.utilization && window.utilization->value() > 0)
            result.append(window);
    }
    return result;
}

BarLook poolLook(const PoolSnapshot &pool, WindowKind kind, SystemTime now)
{
    const bool weekly = kind == WindowKind::Weekly;
    const auto &used = weekly ? pool.weeklyUsed : pool.fiveHourUsed;
    const auto &resetsAt = weekly ? pool.weeklyResetsAt : pool.fiveHourResetsAt;
    auto result = look({kind, used, resetsAt, now}, Percent{100}, pool.lengths.of(kind), now);
    if (pool.isLimited && used && used->value() >= 99)
        result.tone = Tone::Bad;
    return result;
}

QString barText(const BarLook &look)
{
    if (!look.used)
        return Bars::tr("no data yet");
    const auto used = percent(*look.used);
    switch (look.tone) {
    case Tone::Good:
        return Bars::tr("%1 used, lasts to the reset").arg(used);
    case Tone::Warning:
        return Bars::tr("%1 used, runs out before the reset").arg(used);
    case Tone::Bad:
        return Bars::tr("%1 used, stopped until the reset").arg(used);
    case Tone::Muted:
        return Bars::tr("%1 used when last seen").arg(used);
    }
    return used;
}

void paintBar(QPainter &painter, const QRectF &area, const BarLook &look, double used, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = area.height() / 2;
    QPainterPath track;
    track.addRoundedRect(area, radius, radius);
    painter.fillPath(track, theme.track);
    painter.setClipPath(track);
    if (look.cap.value() < 99) {
        auto reserve = area;
        reserve.setLeft(area.left() + area.width() * look.cap.fraction());
        painter.setClipRect(reserve, Qt::IntersectClip);
        paintHatching(painter, reserve, theme.off);
        painter.setClipPath(track);
    }
    const double share = std::clamp(used / 100, 0.0, 1.0);
    if (look.used && share > 0) {
        auto fill = area;
        fill.setWidth(std::max(area.height(), area.width() * share));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.of(look.tone));
        painter.drawRoundedRect(fill, radius, radius);
    }
    painter.setClipping(false);
    if (look.pace && look.tone != Tone::Muted) {
        const double x = area.left() + area.width() * std::clamp(*look.pace, 0.0, 1.0);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.text);
        painter.setOpacity(0.75);
        painter.drawRoundedRect(QRectF(std::min(x, area.right() - 2), area.top() - 3, 2, area.height() + 6),
                                1, 1);
    }
    painter.restore();
}

} // namespace sluice
