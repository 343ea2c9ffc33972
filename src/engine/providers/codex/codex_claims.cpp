// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_claims.h"

#include "engine/providers/codex/codex_constants.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <cmath>

namespace sluice::codex {

namespace {

QJsonObject payloadOf(QByteArrayView jwt)
{
    if (jwt.size() > longestJwt)
        return {};
    const auto begin = jwt.indexOf('.') + 1;
    const auto end = jwt.indexOf('.', begin);
    if (begin == 0 || end < 0)
        return {};
    const auto payload = QByteArray::fromBase64Encoding(jwt.sliced(begin, end - begin).toByteArray(),
                                                        QByteArray::Base64UrlEncoding
                                                            | QByteArray::AbortOnBase64DecodingErrors);
    return payload ? QJsonDocument::fromJson(*payload).object() : QJsonObject();
}

QString firstOrganization(const QJsonObject &claims)
{
    return claims.value("organizations"_L1).toArray().at(0).toObject().value("id"_L1).toString();
}

QString firstOf(const QString &text, const QString &other)
{
    return text.isEmpty() ? other : text;
}

} // namespace

Claims claimsOf(const Secret &token)
{
    const auto payload = payloadOf(token.reveal());
    const auto auth = payload.value(authClaim).toObject();
    Claims claims;
    if (const auto expiry = payload.value("exp"_L1).toDouble(); expiry > 0 && expiry <= maxUnixSeconds)
        claims.expiresAt = fromUnixMilliseconds(std::llround(expiry * 1000));
    claims.accountId = firstOf(payload.value("chatgpt_account_id"_L1).toString(),
                               auth.value("chatgpt_account_id"_L1).toString());
    claims.organizationId = firstOf(firstOrganization(payload), firstOrganization(auth));
    claims.userId = firstOf(auth.value("chatgpt_user_id"_L1).toString(), auth.value("user_id"_L1).toString());
    claims.email = firstOf(payload.value("email"_L1).toString(),
                           payload.value(profileClaim).toObject().value("email"_L1).toString());
    claims.plan = auth.value("chatgpt_plan_type"_L1).toString();
    claims.isFedramp = auth.value("chatgpt_account_is_fedramp"_L1).toBool();
    return claims;
}

} // namespace sluice::codex
