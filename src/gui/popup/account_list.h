// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/logins/account_trouble.h"
#include "gui/popup/bar_row.h"
#include "gui/popup/popup_contents.h"

#include <QtCore/QHash>

class QVBoxLayout;

namespace sluice {

class AccountCard;
class FoldedRow;
class TextButton;

//! The scrolling part of the popup: cards, one-line accounts, and the fold of the healthy ones.
class AccountList : public QWidget
{
    Q_OBJECT

public:
    explicit AccountList(QWidget *parent = nullptr);

    void refresh(const PopupContents &contents, SystemTime now, TimeForm form);
    int fittingHeight(int width) const; //!< of list and scroll bar together
    //! The scroll bar takes its place from the margin, so that nothing moves or wraps when it comes.
    void makeRoomForScrollBar(int width);
    QList<QWidget *> rows() const; //!< from top to bottom

signals:
    void accountToggled(const QString &accountId, bool enabled);
    void timeClicked();
    void remedyRequested(const QString &accountId, sluice::Remedy remedy);
    void layoutChanged();

private:
    AccountCard *cardFor(const QString &accountId);
    FoldedRow *rowFor(const QString &accountId);
    void arrange(const PopupContents &contents);
    void setTailShown(bool shown);

    QHash<QString, AccountCard *> m_cards = {}; // kept by account, so that bars move on from where they were
    QHash<QString, FoldedRow *> m_rows = {};
    QStringList m_arranged = {}; // ids in order, with the part they are in
    bool m_tailShown = false;
    int m_barWidth = 0; // of the scroll bar; 0: there is none
    PopupContents m_contents = {};
    QVBoxLayout *m_layout; // these are our children
    QLabel *m_empty;
    QWidget *m_foldLine;
    TextButton *m_more;
};

} // namespace sluice
