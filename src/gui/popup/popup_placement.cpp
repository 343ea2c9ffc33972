// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/popup/popup_placement.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr int gap = 6;

int clamped(int value, int low, int high)
{
    return std::max(low, std::min(value, high));
}

} // namespace

QRect popupPlacement(QSize size, const QRect &icon, QPoint cursor, const QRect &available)
{
    const auto anchor = icon.isEmpty() ? QRect(cursor, QSize(1, 1)) : icon;
    const auto centre = anchor.center();
    QPoint place(centre.x() - size.width() / 2, 0);
    const bool inLowerHalf = centre.y() > available.center().y();
    place.setY(inLowerHalf ? anchor.top() - size.height() - gap : anchor.bottom() + gap);
    const bool besideAvailable = anchor.left() > available.right() || anchor.right() < available.left();
    if (besideAvailable)
        place.setY(centre.y() - size.height() / 2); // the panel is at the left or the right edge
    return {QPoint(clamped(place.x(), available.left(), available.right() - size.width() + 1),
                   clamped(place.y(), available.top(), available.bottom() - size.height() + 1)),
            size};
}

} // namespace sluice
