// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/settings/settings_page.h"

class QTableView;
class QUndoStack;

namespace sluice {

class AccountDetails;
class AccountModel;

//! The accounts table and the chosen account's details.
class AccountsPage : public SettingsPage
{
    Q_OBJECT

public:
    explicit AccountsPage(QUndoStack *undo, QWidget *parent = nullptr); //!< the stack stays the caller's

    QString title() const override { return tr("Accounts"); }
    void setSnapshot(const EngineSnapshot &snapshot) override;
    void chooseImportFile();

signals:
    void accountToggled(const QString &accountId, bool enabled);
    void renamed(const QString &accountId, const QString &name);
    void limitChosen(const QString &accountId, sluice::WindowKind window, std::optional<int> percent);
    void priorityChosen(const QString &accountId, int priority);
    void importRequested(const QString &path);
    void removeRequested(const QString &accountId);

private:
    QWidget *buildHead();
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
    QString m_chosenId = {};
    AccountModel *m_model; // these are our children
    QTableView *m_table;
    AccountDetails *m_details;
};

} // namespace sluice
