// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/popup/account_card.h"

#include "gui/common/badge.h"
#include "gui/common/format.h"
#include "gui/common/line_label.h"
#include "gui/common/plain_text.h"
#include "gui/common/switch.h"
#include "gui/common/text_button.h"
#include "gui/common/type.h"
#include "gui/logins/problem_text.h"
#include "gui/popup/popup_contents.h"

#include <QtGui/QPainter>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

using namespace Qt::StringLiterals;

Tone stateTone(const AccountSnapshot &account)
{
    switch (account.phase) {
    case AccountPhase::Limited:
        return account.isThrottled ? Tone::Warning : Tone::Bad;
    case AccountPhase::Paused:
    case AccountPhase::NeedsSignIn:
    case AccountPhase::Unreachable:
        return Tone::Warning;
    case AccountPhase::WaitingForData:
    case AccountPhase::Ready:
    case AccountPhase::Off:
        return Tone::Muted;
    }
    return Tone::Muted;
}

QColor stateColor(const AccountSnapshot &account, const Theme &theme)
{
    const auto tone = stateTone(account);
    return tone == Tone::Muted ? theme.dim : theme.of(tone);
}

QString stateToolTip(const AccountSnapshot &account, SystemTime now)
{
    const auto state = stateText(account, now);
    const auto problem = problemText(account);
    return plainToolTip(problem.isEmpty() ? state : state + u'\n' + problem);
}

AccountCard::AccountCard(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new Badge(Badge::Kind::Glyph, this))
    , m_name(new LineLabel(13, QFont::DemiBold, this))
    , m_plan(new Badge(Badge::Kind::Plan, this))
    , m_state(new LineLabel(12, QFont::Normal, this))
    , m_remedy(new TextButton(12, QPalette::WindowText, this))
    , m_switch(new Switch(this))
    , m_bars(new QVBoxLayout)
    , m_line(makeLabel(this, 12, QFont::Normal, QPalette::PlaceholderText))
{
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_state->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred); // shortened last of all
    auto link = m_remedy->font();
    link.setUnderline(true);
    m_remedy->setFont(link);
    m_remedy->setPadding(0, scaled(2));
    m_remedy->setTextAlignment(Qt::AlignLeft);
    m_line->setTextFormat(Qt::RichText);
    m_line->setWordWrap(true);
    auto *who = new QHBoxLayout;
    who->setSpacing(scaled(8));
    who->addWidget(m_glyph);
    who->addWidget(m_name);
    who->addWidget(m_plan);
    who->addWidget(m_remedy);
    who->addWidget(m_state, 1);
    who->addWidget(m_switch);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, scaled(12), 0, scaled(12));
    layout->setSpacing(scaled(5));
    layout->addLayout(who);
    m_bars->setSpacing(scaled(5));
    layout->addLayout(m_bars);
    m_rows = {addRow(), addRow()};
    layout->addWidget(m_line);
    connect(m_switch, &Switch::clicked, this, [this](bool checked) { emit toggled(m_accountId, checked); });
    connect(m_remedy, &TextButton::clicked, this, [this] {
        if (m_trouble && m_trouble->remedy)
            emit remedyRequested(m_accountId, *m_trouble->remedy);
    });
}

BarRow *AccountCard::addRow()
{
    auto *row = new BarRow(this);
    connect(row, &BarRow::timeClicked, this, &AccountCard::timeClicked);
    m_bars->addWidget(row);
    return row;
}

void AccountCard::refresh(const AccountSnapshot &account, SystemTime now, TimeForm form)
{
    m_accountId = account.id;
    m_trouble = troubleOf(account);
    m_glyph->setText(account.glyph);
    m_glyph->setPatch(badgeColor(account.providerId, account.badgeColor));
    m_glyph->setToolTip(account.providerName);
    m_name->setText(account.name);
    m_name->setToolTip(plainToolTip(account.name));
    m_plan->setText(account.planName);
    m_plan->setHidden(account.planName.isEmpty());
    m_switch->setChecked(account.enabled);
    m_switch->setAccessibleName(tr("Use %1").arg(account.name));
    m_switch->setToolTip(
        tr("Switched off, the gateway stops choosing this account; running requests finish."));
    refreshState(account, now);
    refreshRows(account, now, form);
    refreshLine(account, now);
    update();
}

void AccountCard::refreshRows(const AccountSnapshot &account, SystemTime now, TimeForm form)
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setVisible(i < account.windows.size() && !account.isMetered);
        if (i < account.windows.size())
            m_rows[i]->refresh(account, account.windows[i], now, form);
    }
    const auto scopes = shownScopes(account);
    while (m_scopedRows.size() < scopes.size())
        m_scopedRows += addRow();
    for (qsizetype i = 0; i < m_scopedRows.size(); ++i) {
        m_scopedRows[i]->setVisible(i < scopes.size());
        if (i < scopes.size())
            m_scopedRows[i]->refresh(account, scopes[i], now, form);
    }
}

//! What is wrong and what to do; else when a window would be full.
void AccountCard::refreshLine(const AccountSnapshot &account, SystemTime now)
{
    auto line = m_trouble && account.enabled ? m_trouble->text.toHtmlEscaped()
        : account.isMetered                  ? tr("Paid by use: there is no window to fill.")
                                             : forecastLine(account, now);
    line.replace(u"<b>"_s, u"<b style=\"color:%1\">"_s.arg(palette().color(QPalette::WindowText).name()));
    if (m_line->text() != line)
        m_line->setText(line);
    m_line->setHidden(line.isEmpty());
}

void AccountCard::refreshState(const AccountSnapshot &account, SystemTime now)
{
    const auto state = stateText(account, now);
    auto colors = palette();
    colors.setColor(QPalette::WindowText, stateColor(account, Theme::matching(palette())));
    m_state->setText(state);
    m_state->setToolTip(stateToolTip(account, now));
    m_state->setPalette(colors);
    const bool helps = m_trouble && m_trouble->remedy;
    m_remedy->setText(helps ? m_trouble->word : QString());
    m_remedy->setToolTip(helps ? plainToolTip(m_trouble->action) : QString());
    m_remedy->setAccessibleDescription(m_remedy->toolTip());
    m_remedy->setVisible(helps);
    colors.setColor(QPalette::WindowText, Theme::matching(palette()).warning);
    m_remedy->setPalette(colors);
    m_state->setVisible(!helps || m_trouble->word != state);
    setAccessibleName(account.name);
    setAccessibleDescription(state);
}

void AccountCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    // Filled: at 125 % a pen on the topmost row paints outside.
    painter.fillRect(0, 0, width(), 1, Theme::matching(palette()).line);
}

} // namespace sluice
