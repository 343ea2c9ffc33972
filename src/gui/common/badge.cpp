// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/badge.h"

#include "gui/common/theme.h"
#include "gui/common/type.h"

#include <QtGui/QPainter>

namespace sluice {

Badge::Badge(Kind kind, QWidget *parent) : QLabel(parent), m_kind(kind)
{
    setTextFormat(Qt::PlainText);
    setAlignment(Qt::AlignCenter);
    if (kind == Kind::Glyph) {
        setFont(textFont(10, QFont::Bold));
        setFixedSize(scaled(16), scaled(16));
    } else {
        setFont(textFont(11, QFont::DemiBold));
        setContentsMargins(scaled(6), scaled(1), scaled(6), scaled(1));
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Maximum);
    }
}

void Badge::paintEvent(QPaintEvent *)
{
    const auto theme = Theme::matching(palette());
    const bool isGlyph = m_kind == Kind::Glyph;
    const double radius = scaled(isGlyph ? 4 : 5);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isGlyph ? m_patch : theme.chip);
    painter.drawRoundedRect(rect(), radius, radius);
    painter.setPen(isGlyph ? QColor(Qt::white) : theme.accent);
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace sluice
