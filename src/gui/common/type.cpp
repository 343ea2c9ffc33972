// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/type.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QFontInfo>
#include <QtGui/QFontMetrics>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QLabel>

#include <algorithm>
#include <cmath>

namespace sluice {

double designScale()
{
    constexpr double designFont = 13;
    return std::clamp(QFontInfo(QGuiApplication::font()).pixelSize() / designFont, 0.9, 1.6);
}

int scaled(double designPixels)
{
    return static_cast<int>(std::lround(designPixels * designScale()));
}

QFont textFont(double designPixels, QFont::Weight weight)
{
    auto font = QGuiApplication::font();
    font.setPixelSize(std::max(1, scaled(designPixels)));
    font.setWeight(weight);
    return font;
}

QFont fixedFont(double designPixels)
{
    auto font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(std::max(1, scaled(designPixels)));
    return font;
}

int numberWidth(const QFont &font, const QString &widest)
{
    return QFontMetrics(font).horizontalAdvance(widest) + 2;
}

QLabel *makeLabel(QWidget *parent, double designPixels, QFont::Weight weight, QPalette::ColorRole role)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(textFont(designPixels, weight));
    label->setForegroundRole(role);
    return label;
}

} // namespace sluice
