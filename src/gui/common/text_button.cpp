// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/text_button.h"

#include "gui/common/theme.h"
#include "gui/common/type.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>

namespace sluice {

TextButton::TextButton(double designPixels, QPalette::ColorRole role, QWidget *parent)
    : QPushButton(parent)
    , m_role(role)
    , m_padding(scaled(9), scaled(5))
{
    setFont(textFont(designPixels));
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setAutoDefault(false);
}

void TextButton::setTextAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

void TextButton::setPadding(int horizontal, int vertical)
{
    m_padding = {horizontal, vertical};
    updateGeometry();
}

QSize TextButton::sizeHint() const
{
    auto bold = font();
    if (isCheckable())
        bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    return QSize(metrics.horizontalAdvance(text()) + 1, metrics.height()) + 2 * m_padding;
}

QSize TextButton::minimumSizeHint() const
{
    return {2 * m_padding.width(), sizeHint().height()};
}

void TextButton::paintEvent(QPaintEvent *)
{
    const auto theme = Theme::matching(palette());
    const double radius = scaled(7);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    auto patch = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (m_padding.width() == 0)
        patch = patch.adjusted(-2, 0, 2, 0);
    painter.setPen(hasFocus() ? QPen(theme.accent, 1.5) : QPen(Qt::NoPen));
    if (isChecked())
        painter.setBrush(theme.chip);
    else if (underMouse() && isEnabled() && m_padding.width() > 0)
        painter.setBrush(theme.panel);
    painter.drawRoundedRect(patch, radius, radius);

    auto shown = font();
    if (isChecked())
        shown.setWeight(QFont::DemiBold);
    painter.setFont(shown);
    painter.setPen(isChecked() ? theme.accent : palette().color(m_role));
    const auto inside = rect().adjusted(m_padding.width(), 0, -m_padding.width(), 0);
    const auto line = QFontMetrics(shown).elidedText(text(), Qt::ElideRight, inside.width() + 1);
    const auto alignment = QStyle::visualAlignment(layoutDirection(), m_alignment | Qt::AlignVCenter);
    painter.drawText(inside, static_cast<int>(alignment), line);
}

} // namespace sluice
