// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/elided_label.h"

#include "gui/common/plain_text.h"
#include "gui/common/type.h"

namespace sluice {

ElidedLabel::ElidedLabel(double designPixels, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setFont(textFont(designPixels));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void ElidedLabel::setFullText(const QString &text)
{
    m_text = text;
    setToolTip(plainToolTip(text));
    setAccessibleName(text);
    elide();
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::elide()
{
    const auto shown = fontMetrics().elidedText(m_text, Qt::ElideMiddle, contentsRect().width());
    if (shown != text())
        setText(shown);
}

} // namespace sluice
