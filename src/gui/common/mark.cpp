// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/mark.h"

#include "gui/common/theme.h"
#include "gui/common/type.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace sluice {

Mark::Mark(QWidget *parent) : QWidget(parent)
{
    setFixedSize(scaled(28), scaled(28));
}

void Mark::paint(QPainter &painter, const QRectF &area, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.topLeft());
    painter.scale(area.width() / 28, area.height() / 28);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(1, 1, 26, 26), 7, 7);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(QRectF(6, 7, 16, 4), 2, 2);
    painter.setBrush(QColor(255, 255, 255, 217));
    painter.drawRoundedRect(QRectF(6, 13, 10, 4), 2, 2);
    QPainterPath water({6, 21});
    water.cubicTo(8, 19.4, 10, 19.4, 12, 21);
    water.cubicTo(14, 22.6, 16, 22.6, 18, 21);
    water.cubicTo(20, 19.4, 21, 19.8, 22, 20.4);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::white, 1.8, Qt::SolidLine, Qt::RoundCap));
    painter.drawPath(water);
    painter.restore();
}

QIcon Mark::icon()
{
    QIcon result;
    for (const int size : {16, 24, 32, 48, 64, 128}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(painter, QRectF(0, 0, size, size), Theme::light().accent);
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

void Mark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter, rect(), Theme::matching(palette()).accent);
}

} // namespace sluice
