// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/user_model.h"

#include "gui/common/plain_text.h"

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

void UserModel::setUsers(const QList<UserSettings> &users)
{
    if (users == m_users)
        return;
    beginResetModel();
    m_users = users;
    endResetModel();
}

const UserSettings *UserModel::user(int row) const
{
    return row >= 0 && row < m_users.size() ? &m_users[row] : nullptr;
}

int UserModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_users.size());
}

int UserModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant UserModel::data(const QModelIndex &index, int role) const
{
    const auto *user = index.isValid() ? this->user(index.row()) : nullptr;
    if (user && role == Qt::ToolTipRole)
        return plainToolTip(data(index, Qt::DisplayRole).toString());
    if (!user || role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return user->name;
    case Pools:
        return user->pools.isEmpty() ? tr("all accounts") : user->pools.join(u", "_s);
    case Token:
        return tokenText(user->token);
    default:
        return {};
    }
}

QVariant UserModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("User");
    case Pools:
        return tr("Pools");
    case Token:
        return tr("Token");
    default:
        return {};
    }
}

QString tokenText(const TokenSource &token)
{
    switch (token.kind) {
    case TokenSource::Kind::None:
        return UserModel::tr("none");
    case TokenSource::Kind::Inline:
        return UserModel::tr("in config.json, fingerprint %1").arg(token.inlineToken.fingerprint());
    case TokenSource::Kind::Environment:
        return UserModel::tr("in the variable %1").arg(token.name);
    case TokenSource::Kind::File:
        return UserModel::tr("in the file %1").arg(token.name);
    case TokenSource::Kind::Keychain:
        return UserModel::tr("in the keychain as %1").arg(token.name);
    }
    return {};
}

QStringList withPool(const QStringList &chosen, const QString &ticked, const QList<PoolSettings> &pools)
{
    const auto providerOf = [&](const QString &id) {
        const auto pool = std::ranges::find(pools, id, &PoolSettings::id);
        return pool == pools.end() ? QString() : pool->provider;
    };
    QStringList result;
    for (const auto &pool : pools) {
        const bool isOther = pool.id != ticked && pool.provider == providerOf(ticked);
        if (pool.id == ticked || (chosen.contains(pool.id) && !isOther))
            result += pool.id;
    }
    return result;
}

} // namespace sluice
