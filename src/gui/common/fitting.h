// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QLayout>
#include <QtWidgets/QWidget>

namespace sluice {

//! Lays out what has changed somewhere inside. A layout hears of a change in a widget's own layout by an
//! event only, one level at a time: until all have come, sizes asked from outside are the old ones.
inline void settleLayouts(const QWidget &widget)
{
    const auto inside = widget.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (const auto *child : inside)
        settleLayouts(*child);
    if (widget.layout())
        widget.layout()->activate();
}

//! How high a layout of this width has to be: texts wrap, so that only the layout knows.
inline int fittingHeight(QLayout &layout, int width)
{
    layout.activate();
    return layout.hasHeightForWidth() ? layout.totalHeightForWidth(width) : layout.totalSizeHint().height();
}

} // namespace sluice
