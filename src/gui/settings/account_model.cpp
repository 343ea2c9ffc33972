// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/settings/account_model.h"

#include "gui/common/format.h"
#include "gui/common/plain_text.h"
#include "gui/logins/problem_text.h"
#include "gui/popup/account_card.h"

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

const WindowSnapshot *windowOf(const AccountSnapshot &account, int column)
{
    const auto kind = column == AccountModel::FiveHour ? WindowKind::FiveHour : WindowKind::Weekly;
    const auto found = std::ranges::find(account.windows, kind, &WindowSnapshot::kind);
    return found == account.windows.end() ? nullptr : &*found;
}

//! What the bar says, and the windows of the same length for some models only.
QString windowText(const AccountSnapshot &account, const WindowSnapshot &window, SystemTime now)
{
    QStringList lines{barText(barLook(account, window, now))};
    for (const auto &scoped : shownScopes(account)) {
        if (scoped.kind == window.kind)
            lines += AccountModel::tr("%1: %2", "model, what its bar says")
                         .arg(scopeName(scoped), barText(barLook(account, asWindow(scoped), now)));
    }
    return lines.join(u'\n');
}

} // namespace

void AccountModel::setSnapshot(const EngineSnapshot &snapshot)
{
    const bool sameRows =
        std::ranges::equal(m_accounts, snapshot.accounts, {}, &AccountSnapshot::id, &AccountSnapshot::id);
    if (!sameRows)
        beginResetModel();
    m_accounts = snapshot.accounts;
    m_now = snapshot.at;
    if (!sameRows)
        endResetModel();
    else if (!m_accounts.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const AccountSnapshot *AccountModel::account(int row) const
{
    return row >= 0 && row < m_accounts.size() ? &m_accounts[row] : nullptr;
}

int AccountModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_accounts.size());
}

int AccountModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AccountModel::data(const QModelIndex &index, int role) const
{
    const auto *account = index.isValid() ? this->account(index.row()) : nullptr;
    if (!account)
        return {};
    const int column = index.column();
    const auto *window = column == FiveHour || column == Week ? windowOf(*account, column) : nullptr;
    switch (role) {
    case Qt::DisplayRole:
        return text(*account, column);
    case Qt::CheckStateRole:
        return column == Use ? QVariant(account->enabled ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::ToolTipRole:
        return plainToolTip(data(index, Qt::AccessibleDescriptionRole).toString());
    case Qt::AccessibleDescriptionRole:
        if (window && noWindowText(*account, *window).isEmpty())
            return windowText(*account, *window, m_now);
        return column == State ? problemText(*account) : QString();
    case Qt::AccessibleTextRole:
        return column == Use ? tr("Use %1").arg(account->name) : text(*account, column);
    case BarRole:
        return window && noWindowText(*account, *window).isEmpty()
            ? QVariant::fromValue(barLook(*account, *window, m_now))
            : QVariant();
    case AccountIdRole:
        return account->id;
    case ProviderRole:
        return account->providerName;
    case StateToneRole:
        return static_cast<int>(stateTone(*account));
    default:
        return {};
    }
}

QString AccountModel::text(const AccountSnapshot &account, int column) const
{
    switch (column) {
    case Account:
        return account.name;
    case Plan:
        return account.planName;
    case FiveHour:
    case Week: {
        const auto *window = windowOf(account, column);
        if (window && window->utilization)
            return percent(*window->utilization);
        const auto none = window ? noWindowText(account, *window) : QString();
        return none.isEmpty() ? u"–"_s : none;
    }
    case State:
        return stateText(account, m_now);
    default:
        return {};
    }
}

bool AccountModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const auto *account = this->account(index.row());
    if (!account || index.column() != Use || role != Qt::CheckStateRole)
        return false;
    emit accountToggled(account->id, value.toInt() == Qt::Checked); // shows once the next snapshot has it
    return true;
}

QVariant AccountModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Use:
        return tr("Use");
    case Account:
        return tr("Account");
    case Plan:
        return tr("Plan");
    case FiveHour:
        return windowLabel(WindowKind::FiveHour);
    case Week:
        return windowLabel(WindowKind::Weekly);
    case State:
        return tr("State");
    default:
        return {};
    }
}

Qt::ItemFlags AccountModel::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return index.column() == Use ? flags | Qt::ItemIsUserCheckable : flags;
}

} // namespace sluice
