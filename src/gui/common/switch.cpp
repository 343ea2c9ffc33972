// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/switch.h"

#include <QtGui/QPainter>

namespace sluice {

namespace {

constexpr QSizeF body(34, 20);

} // namespace

Switch::Switch(QWidget *parent) : QCheckBox(parent)
{
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Switch::sizeHint() const
{
    return body.toSize();
}

bool Switch::hitButton(const QPoint &position) const
{
    return rect().contains(position);
}

void Switch::paint(QPainter &painter, const QRectF &area, bool on, const Theme &theme)
{
    QRectF track(QPointF(), body);
    track.moveCenter(area.center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(on ? theme.accent : theme.off);
    painter.drawRoundedRect(track, track.height() / 2, track.height() / 2);
    QRectF knob(track.topLeft() + QPointF(2, 2), QSizeF(16, 16));
    if (on)
        knob.moveRight(track.right() - 2);
    painter.setBrush(Qt::white);
    painter.drawEllipse(knob);
    painter.restore();
}

void Switch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    if (mirrored) {
        painter.translate(width(), 0);
        painter.scale(-1, 1);
    }
    const auto theme = Theme::matching(palette());
    painter.setOpacity(isEnabled() ? 1 : 0.5);
    paint(painter, rect(), isChecked(), theme);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 9.25, 9.25);
    }
}

} // namespace sluice
