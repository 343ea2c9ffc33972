// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/removed_accounts.h"

#include "engine/storage/settings_names.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostRemembered = 64; // far more than anybody has

QJsonObject placeOf(const AccountSettings &account)
{
    return {{u"store"_s, storeNames().at(static_cast<qsizetype>(account.store))}, {u"path"_s, account.path}};
}

AccountOwner ownerIn(const QJsonObject &entry)
{
    return {.accountId = entry.value("account_id"_L1).toString(),
            .organizationId = entry.value("organization_id"_L1).toString(),
            .userId = entry.value("user_id"_L1).toString()};
}

bool isOf(const QJsonObject &entry, const AccountSettings &account)
{
    if (entry.value("provider"_L1).toString() != account.provider)
        return false;
    const auto owner = ownerIn(entry);
    return owner.isKnown() && account.owner.isKnown()
        ? owner.isSameAs(account.owner)
        : entry.value("place"_L1).toObject() == placeOf(account);
}

} // namespace

void RemovedAccounts::remember(const AccountSettings &account, const AccountLimits &limits, SystemTime now)
{
    m_byId.remove(account.id);
    forgetEnded(now);
    if (!limits.nextChange(now) || m_byId.size() >= mostRemembered)
        return;
    m_byId.insert(account.id,
                  QJsonObject{{u"provider"_s, account.provider},
                              {u"place"_s, placeOf(account)},
                              {u"account_id"_s, account.owner.accountId},
                              {u"organization_id"_s, account.owner.organizationId},
                              {u"user_id"_s, account.owner.userId},
                              {u"limits"_s, limits.toJson()}});
}

QJsonObject RemovedAccounts::take(const AccountSettings &account)
{
    const auto entry = m_byId.take(account.id).toObject();
    return isOf(entry, account) ? entry.value("limits"_L1).toObject() : QJsonObject();
}

QJsonObject RemovedAccounts::toJson(SystemTime now)
{
    forgetEnded(now);
    return m_byId;
}

void RemovedAccounts::forgetEnded(SystemTime now)
{
    const auto ids = m_byId.keys();
    for (const auto &id : ids) {
        const auto limits = m_byId.value(id).toObject().value("limits"_L1).toObject();
        if (!AccountLimits::fromJson(limits, now).nextChange(now))
            m_byId.remove(id);
    }
}

} // namespace sluice
