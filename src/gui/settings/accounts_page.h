// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/settings/settings_page.h"

class QMenu;
class QPushButton;
class QTableView;
class QUndoStack;

namespace sluice {

class AccountDetails;
class AccountModel;
class ClientLinks;

//! The accounts table and the chosen account's details.
class AccountsPage : public SettingsPage
{
    Q_OBJECT

public:
    //! The stack stays the caller's.
    AccountsPage(QUndoStack *undo, ClientLinks &links, QWidget *parent = nullptr);

    QString title() const override { return tr("Accounts"); }
    void setSnapshot(const EngineSnapshot &snapshot) override;
    void showAddMenu();
    void chooseImportFile(const QString &providerId);

signals:
    void accountToggled(const QString &accountId, bool enabled);
    void renamed(const QString &accountId, const QString &name);
    void limitChosen(const QString &accountId, sluice::WindowKind window, std::optional<int> percent);
    void priorityChosen(const QString &accountId, int priority);
    void importRequested(const QString &providerId, const QString &path);
    void removeRequested(const QString &accountId);

private:
    QWidget *buildHead();
    void fillAddMenu();
    void buildTable();
    void connectDetails();
    const AccountSnapshot *current() const;
    void showCurrent();
    void onToggled(const QString &accountId, bool enabled);
    void onRenamed(const QString &name);
    void onLimitChosen(WindowKind window, std::optional<int> percent);
    void onPriorityChosen(int priority);
    void askToRemove();

    QUndoStack *m_undo;
    ClientLinks &m_links;
    QString m_chosenId = {};
    AccountModel *m_model; // these are our children
    QPushButton *m_add = nullptr;
    QMenu *m_addMenu;
    QTableView *m_table;
    AccountDetails *m_details;
};

} // namespace sluice
