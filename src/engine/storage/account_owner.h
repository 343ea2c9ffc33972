// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <array>

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

//! One member and its key in our files.
struct AccountOwnerField
{
    QString key;
    QString AccountOwner::*member;
};

const std::array<AccountOwnerField, 4> &accountOwnerFields();

//! A member is there only where something is known.
QJsonObject toJson(const AccountOwner &owner);
//! Of a file that only Sluice writes: what is missing, or no text, is not known.
AccountOwner accountOwnerOf(const QJsonObject &json);

} // namespace sluice

Q_DECLARE_METATYPE(sluice::AccountOwner)
