// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/settings.h"

#include <QtWidgets/QWidget>

class QPushButton;
class QTableView;

namespace sluice {

class UserModel;

//! Who may use the gateway: the users, adding one, removing one.
class UsersPanel : public QWidget
{
    Q_OBJECT

public:
    explicit UsersPanel(QWidget *parent = nullptr);

    //! `pools`: all there are, those that exist by default included.
    void setUsers(const QList<UserSettings> &users, const QList<PoolSettings> &pools);

signals:
    void addRequested(const QString &name, const QStringList &pools);
    void removeRequested(const QString &name);

private:
    void buildTable();
    void askToAdd();
    void askToRemove();
    void fit();

    QList<UserSettings> m_users = {};
    QList<PoolSettings> m_pools = {};
    UserModel *m_model; // these are our children
    QTableView *m_table;
    QPushButton *m_remove;
};

} // namespace sluice
