// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QMetaType>
#include <QtCore/QString>

namespace sluice {

//! Whose subscription a login opens, in the provider's own ids. One e-mail address can own several (personal
//! and workspaces), so it identifies nobody (spec/codex.md 1.4).
struct AccountOwner
{
    QString accountId = {};
    QString organizationId = {}; //!< where one person's account has several subscriptions
    QString userId = {}; //!< where several people share the account
    QString email = {}; //!< for people
    bool operator==(const AccountOwner &) const = default;

    bool isKnown() const { return !accountId.isEmpty(); }
    //! Both known, and nothing that both name differs.
    bool isSameAs(const AccountOwner &other) const
    {
        const auto agrees = [](const QString &left, const QString &right) {
            return left == right || left.isEmpty() || right.isEmpty();
        };
        return isKnown() && accountId == other.accountId && agrees(organizationId, other.organizationId)
            && agrees(userId, other.userId);
    }
};

} // namespace sluice

Q_DECLARE_METATYPE(sluice::AccountOwner)
