// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/popup/account_list.h"

#include "gui/common/fitting.h"
#include "gui/common/text_button.h"
#include "gui/common/type.h"
#include "gui/popup/account_card.h"
#include "gui/popup/folded_row.h"

#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace sluice {

namespace {

QStringList arrangement(const PopupContents &contents)
{
    QStringList result;
    const QList<const QList<AccountSnapshot> *> parts{&contents.cards, &contents.folded, &contents.moreReady};
    for (qsizetype part = 0; part < parts.size(); ++part) {
        for (const auto &account : *parts[part])
            result += QString::number(part) + account.id;
    }
    return result;
}

template <typename Widget>
void dropMissing(QHash<QString, Widget *> &widgets, const QList<const QList<AccountSnapshot> *> &parts)
{
    QSet<QString> wanted;
    for (const auto *part : parts) {
        for (const auto &account : *part)
            wanted.insert(account.id);
    }
    widgets.removeIf([&](auto entry) {
        if (wanted.contains(entry.key()))
            return false;
        entry.value()->hide();
        entry.value()->deleteLater();
        return true;
    });
}

} // namespace

AccountList::AccountList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_empty(makeLabel(this, 13, QFont::Normal, QPalette::PlaceholderText))
    , m_foldLine(new QFrame(this))
    , m_more(new TextButton(12, QPalette::PlaceholderText, this))
{
    setMinimumWidth(1); // never wider than its place: it would scroll sideways
    m_layout->setContentsMargins(scaled(16), 0, scaled(16), 0);
    m_layout->setSpacing(0);
    m_empty->setText(tr("No account yet. Add one of yours: sign in, or use a login of this computer."));
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(0, scaled(4), 0, scaled(16));
    m_foldLine->setFixedHeight(scaled(6));
    m_more->setPadding(0, scaled(7));
    m_more->setTextAlignment(Qt::AlignLeft);
    connect(m_more, &TextButton::clicked, this, [this] { setTailShown(!m_tailShown); });
}

void AccountList::refresh(const PopupContents &contents, SystemTime now, TimeForm form)
{
    m_contents = contents;
    const auto wanted = arrangement(contents);
    if (wanted != m_arranged || m_layout->isEmpty()) {
        arrange(contents);
        m_arranged = wanted;
    }
    for (const auto &account : contents.cards)
        cardFor(account.id)->refresh(account, now, form);
    for (const auto &account : contents.folded + contents.moreReady)
        rowFor(account.id)->refresh(account, now);
    m_more->setText(m_tailShown ? tr("Show less")
                                : tr("%n more ready", nullptr, static_cast<int>(contents.moreReady.size())));
}

int AccountList::fittingHeight(int width) const
{
    return sluice::fittingHeight(*m_layout, width - m_barWidth);
}

void AccountList::makeRoomForScrollBar(int width)
{
    if (m_barWidth == width)
        return;
    m_barWidth = width;
    const int side = scaled(16);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_layout->setContentsMargins(mirrored ? side - width : side, 0, mirrored ? side : side - width, 0);
}

QList<QWidget *> AccountList::rows() const
{
    QList<QWidget *> result;
    for (int i = 0; i < m_layout->count(); ++i)
        result += m_layout->itemAt(i)->widget();
    return result;
}

AccountCard *AccountList::cardFor(const QString &accountId)
{
    auto *&card = m_cards[accountId];
    if (!card) {
        card = new AccountCard(this);
        connect(card, &AccountCard::toggled, this, &AccountList::accountToggled);
        connect(card, &AccountCard::timeClicked, this, &AccountList::timeClicked);
        connect(card, &AccountCard::remedyRequested, this, &AccountList::remedyRequested);
    }
    return card;
}

FoldedRow *AccountList::rowFor(const QString &accountId)
{
    auto *&row = m_rows[accountId];
    if (!row)
        row = new FoldedRow(this);
    return row;
}

void AccountList::arrange(const PopupContents &contents)
{
    while (auto *item = m_layout->takeAt(0))
        delete item; // the widgets stay ours
    dropMissing(m_cards, {&contents.cards});
    dropMissing(m_rows, {&contents.folded, &contents.moreReady});
    const auto add = [this](QWidget *widget, bool shown) {
        m_layout->addWidget(widget);
        widget->setVisible(shown);
    };
    for (const auto &account : contents.cards)
        add(cardFor(account.id), true);
    add(m_foldLine, !contents.folded.isEmpty() || !contents.moreReady.isEmpty());
    for (const auto &account : contents.folded)
        add(rowFor(account.id), true);
    add(m_more, !contents.moreReady.isEmpty());
    for (const auto &account : contents.moreReady)
        add(rowFor(account.id), m_tailShown);
    add(m_empty, contents.cards.isEmpty() && contents.folded.isEmpty() && contents.moreReady.isEmpty());
}

void AccountList::setTailShown(bool shown)
{
    m_tailShown = shown;
    for (const auto &account : std::as_const(m_contents.moreReady))
        rowFor(account.id)->setVisible(shown);
    m_more->setText(shown ? tr("Show less")
                          : tr("%n more ready", nullptr, static_cast<int>(m_contents.moreReady.size())));
    emit layoutChanged();
}

} // namespace sluice
