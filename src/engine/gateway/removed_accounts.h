// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/account_limits.h"
#include "engine/storage/settings.h"

#include <QtCore/QJsonObject>

namespace sluice {

//! The limits of accounts that the configuration names no more, for as long as they hold: one that comes back
//! is as limited as it was.
class RemovedAccounts
{
public:
    RemovedAccounts() = default;
    explicit RemovedAccounts(const QJsonObject &json) : m_byId(json) { }

    void remember(const AccountSettings &account, const AccountLimits &limits, SystemTime now);
    //! What is remembered of this login, and forgotten with that; empty for another owner's, or for one that
    //! lives elsewhere where nobody knows the owner.
    QJsonObject take(const AccountSettings &account);

    QJsonObject toJson(SystemTime now); //!< what still holds

private:
    void forgetEnded(SystemTime now);

    QJsonObject m_byId;
};

} // namespace sluice
