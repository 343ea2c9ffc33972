// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/line_label.h"

#include "gui/common/type.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>

#include <algorithm>

namespace sluice {

LineLabel::LineLabel(double designPixels, QFont::Weight weight, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setFont(textFont(designPixels, weight));
}

QSize LineLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 1, QLabel::sizeHint().height()};
}

QSize LineLabel::minimumSizeHint() const
{
    return {std::min(scaled(48), sizeHint().width()), QLabel::minimumSizeHint().height()};
}

void LineLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto line = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    const auto place = QStyle::visualAlignment(layoutDirection(), alignment());
    style()->drawItemText(&painter, contentsRect(), static_cast<int>(place), palette(), isEnabled(), line,
                          foregroundRole());
}

} // namespace sluice
