// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/settings.h"

#include <QtCore/QAbstractTableModel>

namespace sluice {

//! The users of the gateway as a table.
class UserModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Pools, Token, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setUsers(const QList<UserSettings> &users);
    const UserSettings *user(int row) const; //!< null outside the table

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<UserSettings> m_users = {};
};

//! Where a token is, or by what it can be told from others: never the token.
QString tokenText(const TokenSource &token);

//! Pools as ticked, with `ticked` ticked too: at most one of each provider.
QStringList withPool(const QStringList &chosen, const QString &ticked, const QList<PoolSettings> &pools);

} // namespace sluice
