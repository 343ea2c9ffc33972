// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/account_owner.h"

namespace sluice {

using namespace Qt::StringLiterals;

const std::array<AccountOwnerField, 4> &accountOwnerFields()
{
    static const std::array<AccountOwnerField, 4> fields{
        {{u"account_id"_s, &AccountOwner::accountId},
         {u"organization_id"_s, &AccountOwner::organizationId},
         {u"user_id"_s, &AccountOwner::userId},
         {u"email"_s, &AccountOwner::email}}};
    return fields;
}

QJsonObject toJson(const AccountOwner &owner)
{
    QJsonObject result;
    for (const auto &field : accountOwnerFields()) {
        if (const auto &value = owner.*field.member; !value.isEmpty())
            result.insert(field.key, value);
    }
    return result;
}

AccountOwner accountOwnerOf(const QJsonObject &json)
{
    AccountOwner result;
    for (const auto &field : accountOwnerFields())
        result.*field.member = json.value(field.key).toString();
    return result;
}

} // namespace sluice
