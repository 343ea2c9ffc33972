// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/snapshot.h"
#include "gui/common/bar_look.h"

#include <QtCore/QAbstractTableModel>

namespace sluice {

//! The accounts of a snapshot as a table.
class AccountModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Use, Account, Plan, FiveHour, Week, State, ColumnCount };
    enum Role { BarRole = Qt::UserRole, AccountIdRole, ProviderRole, StateToneRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setSnapshot(const EngineSnapshot &snapshot);
    const AccountSnapshot *account(int row) const; //!< null outside the table

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void accountToggled(const QString &accountId, bool enabled);

private:
    QString text(const AccountSnapshot &account, int column) const;

    QList<AccountSnapshot> m_accounts = {};
    SystemTime m_now = {};
};

} // namespace sluice

Q_DECLARE_METATYPE(sluice::BarLook)
