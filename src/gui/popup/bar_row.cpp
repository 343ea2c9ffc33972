// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/popup/bar_row.h"

#include "gui/common/format.h"
#include "gui/common/plain_text.h"
#include "gui/common/text_button.h"
#include "gui/common/type.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

BarRow::BarRow(QWidget *parent)
    : QWidget(parent)
    , m_name(makeLabel(this, 12, QFont::Normal, QPalette::PlaceholderText))
    , m_bar(new UsageBar(this))
    , m_percent(makeLabel(this, 12, QFont::DemiBold))
    , m_none(makeLabel(this, 12, QFont::Normal, QPalette::PlaceholderText))
    , m_time(new TextButton(12, QPalette::PlaceholderText, this))
{
    m_name->setFixedWidth(scaled(42));
    m_percent->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_percent->setFixedWidth(std::max(scaled(40), numberWidth(m_percent->font(), percent(Percent{100}))));
    m_time->setPadding(0, 0);
    m_time->setTextAlignment(Qt::AlignRight);
    m_time->setFixedWidth(scaled(96));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(scaled(8));
    layout->addWidget(m_name);
    layout->addWidget(m_bar, 1);
    layout->addWidget(m_none, 1);
    layout->addWidget(m_percent);
    layout->addWidget(m_time);
    connect(m_time, &TextButton::clicked, this, &BarRow::timeClicked);
}

void BarRow::refresh(const AccountSnapshot &account, const WindowSnapshot &window, SystemTime now,
                     TimeForm form)
{
    const auto none = noWindowText(account, window);
    m_none->setText(none);
    m_none->setHidden(none.isEmpty());
    m_bar->setVisible(none.isEmpty());
    m_percent->setVisible(none.isEmpty());
    m_time->setVisible(none.isEmpty());
    m_name->setText(windowLabel(window.kind));
    show(account, window, windowName(window.kind), now, form);
}

void BarRow::refresh(const AccountSnapshot &account, const ScopedWindow &window, SystemTime now,
                     TimeForm form)
{
    const auto name = scopeName(window);
    m_name->setText(QFontMetrics(m_name->font()).elidedText(name, Qt::ElideRight, m_name->width()));
    m_name->setToolTip(plainToolTip(tr("%1: a limit of its own, for some models only").arg(name)));
    m_none->hide();
    m_bar->setThin(true);
    show(account, asWindow(window), name, now, form);
}

void BarRow::show(const AccountSnapshot &account, const WindowSnapshot &window, const QString &name,
                  SystemTime now, TimeForm form)
{
    const auto look = barLook(account, window, now);
    m_bar->setLook(look);
    m_bar->setAccessibleName(tr("%1, %2", "account, window").arg(account.name, name));
    m_bar->setToolTip(barText(look));
    m_percent->setText(window.utilization ? percent(*window.utilization) : u"–"_s);
    QString shown;
    QString other;
    if (isStale(account, window, now)) {
        shown = window.learnedAt ? age(*window.learnedAt, now) : QString();
        other = window.learnedAt ? absoluteTime(*window.learnedAt) : QString();
    } else if (window.resetsAt) {
        const bool asClock = form == TimeForm::Clock;
        shown = asClock ? clockTime(*window.resetsAt, now) : countdown(*window.resetsAt, now);
        other = asClock ? countdown(*window.resetsAt, now) : absoluteTime(*window.resetsAt);
    }
    m_time->setText(shown);
    m_time->setToolTip(other);
    m_time->setEnabled(!shown.isEmpty());
    m_time->setAccessibleName(tr("%1 resets %2", "window, when").arg(name, shown));
    m_time->setAccessibleDescription(tr("Switches between countdown and clock time"));
}

} // namespace sluice
