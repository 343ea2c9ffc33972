// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QRect>

namespace sluice {

//! Where a popup of `size` goes: beside `icon` where that is known, else beside `cursor`, always whole inside
//! `available`. A panel may be at any edge.
QRect popupPlacement(QSize size, const QRect &icon, QPoint cursor, const QRect &available);

} // namespace sluice
