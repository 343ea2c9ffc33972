// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/popup/bar_row.h"

namespace sluice {

class Badge;
class Switch;

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

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refreshState(const AccountSnapshot &account, SystemTime now);

    QString m_accountId = {};
    Badge *m_glyph; // these are our children
    QLabel *m_name;
    Badge *m_plan;
    QLabel *m_state;
    Switch *m_switch;
    QList<BarRow *> m_rows = {};
    QLabel *m_forecast;
};

//! The colour of an account's state: red while limited, amber where something needs attention, else dim.
QColor stateColor(const AccountSnapshot &account, const Theme &theme);

} // namespace sluice
