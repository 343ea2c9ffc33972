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
const auto ownerKey = u"owner"_s; // who may be another one than the configuration remembers

QJsonObject placeOf(const AccountSettings &account)
{
    return {{u"store"_s, storeNames().at(static_cast<qsizetype>(account.store))}, {u"path"_s, account.path}};
}

//! Without the e-mail address, which tells nobody apart: whoever takes an account out wants it forgotten.
QJsonObject idsOf(AccountOwner owner)
{
    owner.email.clear();
    return toJson(owner);
}

QJsonObject loginOf(const AccountSettings &account)
{
    auto result = idsOf(account.owner);
    result.insert(u"provider"_s, account.provider);
    result.insert(u"place"_s, placeOf(account));
    return result;
}

bool isOf(const QJsonObject &login, const AccountSettings &account)
{
    if (login.value("provider"_L1).toString() != account.provider)
        return false;
    const auto owner = accountOwnerOf(login);
    return owner.isKnown() && account.owner.isKnown()
        ? owner.isSameAs(account.owner)
        : login.value("place"_L1).toObject() == placeOf(account);
}

QJsonObject joined(const QJsonObject &login, const OwnedLimits &known)
{
    auto result = known.limits.toJson();
    result.insert(loginKey, login);
    if (known.owner.isKnown())
        result.insert(ownerKey, idsOf(known.owner));
    return result;
}

} // namespace

QJsonObject RemovedAccounts::toJson(const AccountSettings &account, const OwnedLimits &known)
{
    return joined(loginOf(account), known);
}

RemovedAccounts::RemovedAccounts(const QJsonObject &json, SystemTime now)
{
    for (auto each = json.begin(); each != json.end(); ++each) {
        const auto entry = each.value().toObject();
        m_byId.insert_or_assign(
            each.key(),
            Entry{entry.value(loginKey).toObject(),
                  {AccountLimits::fromJson(entry, now), accountOwnerOf(entry.value(ownerKey).toObject())}});
    }
}

void RemovedAccounts::remember(const AccountSettings &account, const OwnedLimits &known, SystemTime now)
{
    m_byId.insert_or_assign(account.id, Entry{loginOf(account), known});
    forgetEnded(now);
}

std::optional<OwnedLimits> RemovedAccounts::take(const AccountSettings &account)
{
    const auto entry = m_byId.extract(account.id);
    if (!entry || !isOf(entry.mapped().login, account))
        return {};
    return entry.mapped().known;
}

QJsonObject RemovedAccounts::toJson(SystemTime now)
{
    forgetEnded(now);
    QJsonObject result;
    for (const auto &[id, entry] : m_byId)
        result.insert(id, joined(entry.login, entry.known));
    return result;
}

//! And what is too much.
void RemovedAccounts::forgetEnded(SystemTime now)
{
    std::erase_if(m_byId, [now](const auto &each) { return !each.second.known.limits.nextChange(now); });
    while (m_byId.size() > mostRemembered)
        m_byId.erase(std::prev(m_byId.end()));
}

} // namespace sluice
