// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

class QPainter;
class QRectF;

namespace sluice {

//! A soft shadow around a rounded body, `reach` pixels wide and a little lower than the body.
void paintShadow(QPainter &painter, const QRectF &body, double radius, double reach);

} // namespace sluice
