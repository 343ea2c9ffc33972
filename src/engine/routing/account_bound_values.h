// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QCache>
#include <QtCore/QString>

namespace sluice {

//! Which account gave a value that only it understands and that clients send back, as a routing token
//! (spec/codex.md 7.11). Remembers the last 4,096.
class AccountBoundValues
{
public:
    void remember(const QByteArray &value, const QString &account)
    {
        m_givers.insert(qHash(value), new QString(account));
    }
    //! Nobody who is known gave it, or this account did.
    bool mayGoTo(const QString &account, const QByteArray &value) const
    {
        const auto *giver = m_givers.object(qHash(value));
        return !giver || *giver == account;
    }

private:
    QCache<size_t, QString> m_givers{4096}; // by hash: a value met by chance costs one routing token
};

} // namespace sluice
