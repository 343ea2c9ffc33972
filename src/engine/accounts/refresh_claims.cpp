// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/refresh_claims.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostClaims = 1000; // a day of a hundred accounts that refresh every three hours

QString markOf(const Secret &token)
{
    return QString::fromLatin1(QCryptographicHash::hash(token.reveal(), QCryptographicHash::Sha256).toHex());
}

} // namespace

std::optional<QString> RefreshClaims::claim(const Secret &refreshToken, const QString &accountId)
{
    Claim known{.mark = markOf(refreshToken), .accountId = accountId};
    const auto found = std::ranges::find(std::as_const(m_claims), known.mark, &Claim::mark);
    if (found != m_claims.cend()) {
        known = *found;
        m_claims.erase(found);
    } else if (m_claims.size() >= mostClaims) {
        m_claims.removeFirst();
    }
    const bool isOthers = known.accountId != accountId;
    known.isContested = known.isContested || isOthers;
    m_claims.append(known);
    return isOthers ? std::optional(known.accountId) : std::nullopt;
}

void RefreshClaims::release(const Secret &refreshToken)
{
    m_claims.removeIf([mark = markOf(refreshToken)](const Claim &claim) { return claim.mark == mark; });
}

QJsonArray RefreshClaims::toJson() const
{
    QJsonArray result;
    for (const auto &claim : m_claims) {
        if (claim.isContested)
            result.append(QJsonObject{{u"token_sha256"_s, claim.mark}, {u"account"_s, claim.accountId}});
    }
    return result;
}

void RefreshClaims::restore(const QJsonArray &json)
{
    for (const auto &value : json) {
        const auto object = value.toObject();
        m_claims.append({.mark = object.value("token_sha256"_L1).toString(),
                         .accountId = object.value("account"_L1).toString(),
                         .isContested = true});
    }
}

} // namespace sluice
