// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGui/QFont>
#include <QtGui/QPalette>

class QLabel;
class QWidget;

namespace sluice {

// Our windows are drawn for a system font of 13 pixels and grow and shrink with the font that is really set.

double designScale();
int scaled(double designPixels);
QFont textFont(double designPixels, QFont::Weight weight = QFont::Normal);
QFont fixedFont(double designPixels); //!< all letters of one width
//! Digits of one width where the font has them, so that numbers do not dance.
int numberWidth(const QFont &font, const QString &widest);

//! A plain-text label; `role` QPalette::PlaceholderText gives the dim colour.
QLabel *makeLabel(QWidget *parent, double designPixels, QFont::Weight weight = QFont::Normal,
                  QPalette::ColorRole role = QPalette::WindowText);

} // namespace sluice
