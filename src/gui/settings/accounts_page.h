// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_orders.h"
#include "gui/settings/settings_page.h"

class QPushButton;
class QTableView;
class QUndoStack;

namespace sluice {

class AccountDetails;
class AccountModel;
class ClientLinks;
class NoticeBar;

//! The accounts table and the chosen account's details.
class AccountsPage : public SettingsPage
{
    Q_OBJECT

public:
    //! The stack stays the caller's.
    AccountsPage(QUndoStack *undo, ClientLinks &links, QWidget *parent = nullptr);

    QString title() const override { return tr("Accounts"); }
    void setSnapshot(const EngineSnapshot &snapshot) override;
    void choose(const QString &accountId);

signals:
    void accountToggled(const QString &accountId, bool enabled);
    void renamed(const QString &accountId, const QString &name);
    void stopChosen(const QString &accountId, sluice::WindowKind window, const sluice::AccountStop &stop);
    void priorityChosen(const QString &accountId, sluice::Priority priority);
    void addRequested();
    void signInRequested(const QString &accountId);
    void useRequested(const QString &accountId);
    void ownerAccepted(const QString &accountId);
    void storesRetried();
    void removeRequested(const sluice::RemoveOrder &order);

private:
    QLayout *buildHead();
    void buildTable();
    void connectDetails();
    const AccountSnapshot *current() const;
    QStringList namesBeside(const AccountSnapshot &account) const; // of the same provider's other accounts
    void showCurrent();
    void onToggled(const QString &accountId, bool enabled);
    void onRenamed(const QString &name);
    void onLimitChosen(WindowKind window, std::optional<int> percent);
    void onPriorityChosen(Priority priority);
    void onRemedyClicked();
    void askToRemove();

    QUndoStack *m_undo;
    ClientLinks &m_links;
    QString m_chosenId = {};
    QPushButton *m_add; // these are our children, in the order of Tab
    AccountModel *m_model;
    QTableView *m_table;
    NoticeBar *m_trouble;
    AccountDetails *m_details;
};

} // namespace sluice
