// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/notice_bar.h"

#include "gui/common/plain_text.h"
#include "gui/common/theme.h"
#include "gui/common/type.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace sluice {

NoticeBar::NoticeBar(QWidget *parent)
    : QWidget(parent)
    , m_text(makeLabel(this, 13))
    , m_button(new QPushButton(this))
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_button->setProperty("plain", true);
    m_button->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(scaled(16), scaled(8), scaled(10), scaled(8));
    layout->setSpacing(scaled(12));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    hide();
    connect(m_button, &QPushButton::clicked, this, &NoticeBar::clicked);
}

void NoticeBar::setNotice(const QString &text, const QString &action)
{
    m_text->setText(text);
    m_button->setText(action);
    m_button->setAccessibleDescription(text);
    m_button->setToolTip(plainToolTip(text));
    m_button->setHidden(action.isEmpty());
    setHidden(text.isEmpty());
}

void NoticeBar::setMessage(const QString &text)
{
    setNotice(text, tr("Close"));
    m_button->setToolTip(tr("Hides this message"));
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    const auto theme = Theme::matching(palette());
    const QRectF area = contentsRect();
    const double radius = scaled(10);
    auto wash = theme.warning;
    wash.setAlphaF(0.13F);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(wash);
    painter.drawRoundedRect(area, radius, radius);
    painter.setClipRect(QRectF(area.left(), area.top(), scaled(4), area.height()));
    painter.setBrush(theme.warning);
    painter.drawRoundedRect(area, radius, radius);
}

} // namespace sluice
