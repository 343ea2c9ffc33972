// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/account_limits.h"
#include "engine/storage/settings.h"

#include <QtCore/QJsonObject>

#include <map>
#include <optional>

namespace sluice {

//! What is known of an account's limits, and whose they are, as far as the provider has said.
struct OwnedLimits
{
    AccountLimits limits = {};
    AccountOwner owner = {};
    bool operator==(const OwnedLimits &) const = default;
};

//! The limits of accounts that the configuration does not name, for as long as they hold: one that comes back
//! is as limited as it was. At the start that is every account of the last run, until the configuration names
//! it.
class RemovedAccounts
{
public:
    //! What is written of an account, named or not: its limits, and whose they are.
    static QJsonObject toJson(const AccountSettings &account, const OwnedLimits &known);

    RemovedAccounts() = default;
    RemovedAccounts(const QJsonObject &json, SystemTime now); //!< as toJson() by their ids

    void remember(const AccountSettings &account, const OwnedLimits &known, SystemTime now);
    //! What is remembered of this login, and forgotten with that; nothing for another owner's, or for one
    //! that lives elsewhere where nobody knows the owner.
    std::optional<OwnedLimits> take(const AccountSettings &account);

    QJsonObject toJson(SystemTime now); //!< what still holds

private:
    struct Entry
    {
        QJsonObject login = {};
        OwnedLimits known = {};
    };

    void forgetEnded(SystemTime now);

    std::map<QString, Entry> m_byId;
};

} // namespace sluice
