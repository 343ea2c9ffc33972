// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/removed_accounts.h"

#include "engine/storage/settings_names.h"

#include <iterator>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostRemembered = 64; // far more than anybody has
const auto loginKey = u"login"_s;

QJsonObject placeOf(const AccountSettings &account)
{
    return {{u"store"_s, storeNames().at(static_cast<qsizetype>(account.store))}, {u"path"_s, account.path}};
}

QJsonObject loginOf(const AccountSettings &account)
{
    return {{u"provider"_s, account.provider},
            {u"place"_s, placeOf(account)},
            {u"account_id"_s, account.owner.accountId},
            {u"organization_id"_s, account.owner.organizationId},
            {u"user_id"_s, account.owner.userId}};
}

AccountOwner ownerIn(const QJsonObject &login)
{
    return {.accountId = login.value("account_id"_L1).toString(),
            .organizationId = login.value("organization_id"_L1).toString(),
            .userId = login.value("user_id"_L1).toString()};
}

bool isOf(const QJsonObject &login, const AccountSettings &account)
{
    if (login.value("provider"_L1).toString() != account.provider)
        return false;
    const auto owner = ownerIn(login);
    return owner.isKnown() && account.owner.isKnown()
        ? owner.isSameAs(account.owner)
        : login.value("place"_L1).toObject() == placeOf(account);
}

QJsonObject joined(const QJsonObject &login, const AccountLimits &limits)
{
    auto result = limits.toJson();
    result.insert(loginKey, login);
    return result;
}

} // namespace

QJsonObject RemovedAccounts::toJson(const AccountSettings &account, const AccountLimits &limits)
{
    return joined(loginOf(account), limits);
}

RemovedAccounts::RemovedAccounts(const QJsonObject &json, SystemTime now)
{
    for (auto each = json.begin(); each != json.end(); ++each) {
        const auto entry = each.value().toObject();
        m_byId.insert_or_assign(each.key(),
                                Entry{entry.value(loginKey).toObject(), AccountLimits::fromJson(entry, now)});
    }
}

void RemovedAccounts::remember(const AccountSettings &account, const AccountLimits &limits, SystemTime now)
{
    m_byId.insert_or_assign(account.id, Entry{loginOf(account), limits});
    forgetEnded(now);
}

std::optional<AccountLimits> RemovedAccounts::take(const AccountSettings &account)
{
    const auto entry = m_byId.extract(account.id);
    if (!entry || !isOf(entry.mapped().login, account))
        return {};
    return entry.mapped().limits;
}

QJsonObject RemovedAccounts::toJson(SystemTime now)
{
    forgetEnded(now);
    QJsonObject result;
    for (const auto &[id, entry] : m_byId)
        result.insert(id, joined(entry.login, entry.limits));
    return result;
}

//! And what is too much.
void RemovedAccounts::forgetEnded(SystemTime now)
{
    std::erase_if(m_byId, [now](const auto &each) { return !each.second.limits.nextChange(now); });
    while (m_byId.size() > mostRemembered)
        m_byId.erase(std::prev(m_byId.end()));
}

} // namespace sluice
