// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/popup/pool_panel.h"

#include "gui/common/type.h"
#include "gui/common/usage_bar.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

PoolPanel::PoolPanel(QWidget *parent)
    : QWidget(parent)
    , m_left(makeLabel(this, 20, QFont::DemiBold))
    , m_caption(makeLabel(this, 12, QFont::Normal, QPalette::PlaceholderText))
    , m_verdict(makeLabel(this, 12, QFont::Normal, QPalette::PlaceholderText))
    , m_bar(new UsageBar(this))
{
    m_caption->setText(tr("left this week"));
    const int drop = QFontMetrics(m_left->font()).descent() - QFontMetrics(m_caption->font()).descent();
    for (auto *label : {m_caption, m_verdict})
        label->setContentsMargins(0, 0, 0, drop);
    auto *words = new QHBoxLayout;
    words->setSpacing(scaled(5));
    words->addWidget(m_left, 0, Qt::AlignBottom);
    words->addWidget(m_caption, 0, Qt::AlignBottom);
    words->addStretch();
    words->addWidget(m_verdict, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(scaled(12), scaled(8), scaled(12), scaled(9));
    layout->setSpacing(scaled(5));
    layout->addLayout(words);
    layout->addWidget(m_bar);
}

void PoolPanel::refresh(const PoolLine &line)
{
    m_left->setText(line.left);
    m_verdict->setText(line.verdict);
    const auto theme = Theme::matching(palette());
    auto colors = palette();
    colors.setColor(QPalette::PlaceholderText, line.tone == Tone::Muted ? theme.dim : theme.of(line.tone));
    m_verdict->setPalette(colors);
    m_bar->setLook(line.bar);
    m_bar->setAccessibleName(tr("All accounts, week"));
    m_bar->setToolTip(barText(line.bar));
}

void PoolPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::matching(palette()).panel);
    painter.drawRoundedRect(rect(), scaled(10), scaled(10));
}

} // namespace sluice
