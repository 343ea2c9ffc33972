// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/logins/account_trouble.h"
#include "gui/popup/bar_row.h"

class QVBoxLayout;

namespace sluice {

class Badge;
class LineLabel;
class Switch;
class TextButton;

//! One account in the popup.
class AccountCard : public QWidget
{
    Q_OBJECT

public:
    explicit AccountCard(QWidget *parent = nullptr);

    void refresh(const AccountSnapshot &account, SystemTime now, TimeForm form);

signals:
    void toggled(const QString &accountId, bool enabled);
    void timeClicked();
    void remedyRequested(const QString &accountId, sluice::Remedy remedy);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refreshState(const AccountSnapshot &account, SystemTime now);
    void refreshRows(const AccountSnapshot &account, SystemTime now, TimeForm form);
    void refreshLine(const AccountSnapshot &account, SystemTime now);
    BarRow *addRow();

    QString m_accountId = {};
    std::optional<Trouble> m_trouble = {};
    Badge *m_glyph; // these are our children
    LineLabel *m_name; // gives way to the state
    Badge *m_plan;
    LineLabel *m_state;
    TextButton *m_remedy; // in place of the state where a click helps
    Switch *m_switch;
    QVBoxLayout *m_bars;
    QList<BarRow *> m_rows = {};
    QList<BarRow *> m_scopedRows = {};
    QLabel *m_line;
};

//! Of an account's state: bad while limited, a warning where something needs attention or passes in a moment,
//! else muted.
Tone stateTone(const AccountSnapshot &account);
//! Its colour; a muted one is dim.
QColor stateColor(const AccountSnapshot &account, const Theme &theme);
//! The whole state, which a narrow place may cut, and what is wrong.
QString stateToolTip(const AccountSnapshot &account, SystemTime now);

} // namespace sluice
