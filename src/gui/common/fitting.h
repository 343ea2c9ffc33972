// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QLayout>

namespace sluice {

//! How high a layout of this width has to be: texts wrap, so that only the layout knows.
inline int fittingHeight(QLayout &layout, int width)
{
    layout.activate();
    return layout.hasHeightForWidth() ? layout.totalHeightForWidth(width) : layout.totalSizeHint().height();
}

} // namespace sluice
