// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/popup/folded_row.h"

#include "gui/common/badge.h"
#include "gui/common/format.h"
#include "gui/common/line_label.h"
#include "gui/common/plain_text.h"
#include "gui/common/type.h"
#include "gui/popup/account_card.h"
#include "gui/popup/popup_contents.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

FoldedRow::FoldedRow(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new Badge(Badge::Kind::Glyph, this))
    , m_name(makeLabel(this, 12))
    , m_bar(new UsageBar(this))
    , m_percent(makeLabel(this, 12, QFont::DemiBold))
    , m_state(new LineLabel(12, QFont::Normal, this))
{
    m_name->setFixedWidth(scaled(100));
    m_bar->setFixedWidth(scaled(64));
    m_percent->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_percent->setFixedWidth(std::max(scaled(40), numberWidth(m_percent->font(), percent(Percent{100}))));
    m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, scaled(4), 0, scaled(4));
    layout->setSpacing(scaled(8));
    layout->addWidget(m_glyph);
    layout->addWidget(m_name);
    layout->addWidget(m_bar);
    layout->addWidget(m_percent);
    layout->addWidget(m_state, 1);
}

void FoldedRow::refresh(const AccountSnapshot &account, SystemTime now)
{
    m_glyph->setText(account.glyph);
    m_glyph->setPatch(badgeColor(account.providerId, account.badgeColor));
    m_name->setText(QFontMetrics(m_name->font()).elidedText(account.name, Qt::ElideRight, m_name->width()));
    m_name->setToolTip(plainToolTip(account.name));
    const auto used = fullest(account);
    const auto window = std::ranges::find(account.windows, used, &WindowSnapshot::utilization);
    auto look = window == account.windows.end() ? BarLook{} : barLook(account, *window, now);
    look.pace.reset(); // too short for a tick
    m_bar->setLook(look);
    m_bar->setVisible(!account.isMetered);
    m_percent->setVisible(!account.isMetered);
    m_bar->setAccessibleName(account.name);
    m_percent->setText(used ? percent(*used) : u"–"_s);
    m_state->setText(stateText(account, now));
    m_state->setToolTip(stateToolTip(account, now));
    auto colors = palette();
    colors.setColor(QPalette::WindowText, stateColor(account, Theme::matching(palette())));
    m_state->setPalette(colors);
    setAccessibleName(account.name);
    setAccessibleDescription(stateText(account, now));
}

} // namespace sluice
