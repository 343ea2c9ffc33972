// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/codex_token.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

constexpr auto signature = "simulated";

QByteArray encoded(const QJsonObject &json)
{
    return QJsonDocument(json)
        .toJson(QJsonDocument::Compact)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

QString codexPlan(const SimulatedAccount &account)
{
    return account.plan.isEmpty() ? u"plus"_s : account.plan;
}

QByteArray codexToken(const SimulatedAccount &account, SystemTime expiresAt)
{
    const QJsonObject organization = {{"id"_L1, account.organizationUuid()},
                                      {"is_default"_L1, true},
                                      {"role"_L1, "owner"_L1},
                                      {"title"_L1, "Personal"_L1}};
    const QJsonObject auth = {{"chatgpt_account_id"_L1, account.accountUuid()},
                              {"chatgpt_plan_type"_L1, codexPlan(account)},
                              {"chatgpt_user_id"_L1, QString("user-"_L1 + account.name)},
                              {"organizations"_L1, QJsonArray{organization}}};
    const QJsonObject claims = {{"iss"_L1, "simulator"_L1},
                                {"exp"_L1, toUnixSeconds(expiresAt)},
                                {"email"_L1, QString(account.name + "@example.com"_L1)},
                                {"sim_account"_L1, account.name},
                                {"sim_generation"_L1, account.generation},
                                {"https://api.openai.com/auth"_L1, auth}};
    return encoded({{"alg"_L1, "none"_L1}, {"typ"_L1, "JWT"_L1}}) + '.' + encoded(claims) + '.' + signature;
}

std::optional<SimulatedToken> parseCodexToken(QByteArrayView text)
{
    const QByteArrayList parts = text.toByteArray().split('.');
    if (parts.size() != 3 || parts[2] != signature)
        return std::nullopt;
    const QByteArray claims = QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding);
    const auto document = QJsonDocument::fromJson(claims);
    const QString name = document["sim_account"_L1].toString();
    const int generation = document["sim_generation"_L1].toInt();
    if (name.isEmpty() || generation < 1)
        return std::nullopt;
    return SimulatedToken{SimulatedToken::Kind::Access, name, generation};
}

} // namespace sluice
