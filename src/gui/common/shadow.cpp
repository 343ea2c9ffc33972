// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/shadow.h"

#include <QtGui/QPainter>

#include <cmath>

namespace sluice {

void paintShadow(QPainter &painter, const QRectF &body, double radius, double reach)
{
    painter.save();
    painter.setPen(Qt::NoPen);
    const int layers = static_cast<int>(reach);
    for (int i = layers; i > 0; --i) {
        const double spread = i - 1;
        const double nearness = 1 - spread / layers;
        painter.setBrush(QColor(10, 20, 40, static_cast<int>(std::lround(6 * nearness * nearness))));
        const auto ring = body.adjusted(-spread, -spread, spread, spread).translated(0, reach / 6);
        painter.drawRoundedRect(ring, radius + spread, radius + spread);
    }
    painter.restore();
}

} // namespace sluice
