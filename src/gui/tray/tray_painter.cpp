// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/tray/tray_painter.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace sluice {

namespace {

// Drawn in a square of 22 units, the size most panels use.
constexpr double unit = 22;
constexpr QRgb darkInk = 0x2a2f38;
constexpr QRgb lightInk = 0xf0f2f5;
constexpr QRgb limitedColor = 0xd64545;
constexpr QRgb attentionColor = 0xd98a00;

QColor barColor(Tone tone, const QColor &ink)
{
    switch (tone) {
    case Tone::Bad:
        return limitedColor;
    case Tone::Warning:
        return attentionColor;
    case Tone::Good:
    case Tone::Muted:
        return ink;
    }
    return ink;
}

void drawBar(QPainter &painter, double top, std::optional<Percent> used, Tone tone, const QColor &ink)
{
    const QRectF track(4.5, top, 13, 3);
    auto faint = ink;
    faint.setAlphaF(0.28F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faint);
    painter.drawRoundedRect(track, 1.5, 1.5);
    if (!used || used->value() <= 0)
        return;
    auto fill = track;
    fill.setWidth(std::max(track.height(), track.width() * std::min(1.0, used->fraction())));
    painter.setBrush(barColor(tone, ink));
    painter.drawRoundedRect(fill, 1.5, 1.5);
}

void drawMark(QPainter &painter, TrayMark mark, const QColor &body)
{
    const QPointF centre(16.2, 15.4);
    painter.setPen(QPen(body, 1));
    painter.setBrush(QColor(mark == TrayMark::Limited ? limitedColor : attentionColor));
    painter.drawEllipse(centre, 5.4, 5.4);
    painter.setPen(QPen(Qt::white, 1.8, Qt::SolidLine, Qt::RoundCap));
    if (mark == TrayMark::Limited) {
        painter.drawLine(centre + QPointF(-2, -2), centre + QPointF(2, 2));
        painter.drawLine(centre + QPointF(2, -2), centre + QPointF(-2, 2));
        return;
    }
    painter.drawLine(centre + QPointF(0, -2.7), centre + QPointF(0, 0.5));
    painter.drawLine(centre + QPointF(0, 2.7), centre + QPointF(0, 2.8));
}

} // namespace

QPixmap trayPixmap(const TrayStatus &status, int size, bool dark)
{
    const QColor ink(dark ? lightInk : darkInk);
    const QColor body(dark ? darkInk : lightInk);
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size / unit, size / unit);
    if (status.isOff)
        painter.setOpacity(0.45);
    painter.setPen(QPen(ink, 1.6));
    painter.setBrush(body);
    painter.drawRoundedRect(QRectF(1.5, 3.5, 19, 15), 4, 4);
    drawBar(painter, 7, status.fiveHour, status.fiveHourTone, ink);
    drawBar(painter, 12, status.week, status.weekTone, ink);
    if (status.mark != TrayMark::None)
        drawMark(painter, status.mark, body);
    return pixmap;
}

QIcon trayIcon(const TrayStatus &status, bool dark)
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 36, 44, 48, 64})
        icon.addPixmap(trayPixmap(status, size, dark));
    return icon;
}

} // namespace sluice
