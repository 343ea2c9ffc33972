// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_credentials.h"

#include "engine/providers/claude/claude_constants.h"
#include "engine/providers/json_members.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sluice::claude {

namespace {

bool isBlank(QByteArrayView json)
{
    return json.trimmed().isEmpty();
}

Result<QJsonObject> objectOf(QByteArrayView json)
{
    if (isBlank(json))
        return QJsonObject();
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json.toByteArray(), &error);
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorCode::InvalidInput,
                       u"the credentials are not JSON: %1"_s.arg(error.errorString()));
    if (!document.isObject())
        return failure(ErrorCode::InvalidInput, u"the credentials are not a JSON object"_s);
    return document.object();
}

//! No members for what is not there yet; nothing for what cannot be read member by member (Qt reads some of
//! that).
std::optional<QList<JsonMember>> membersOf(QByteArrayView json)
{
    if (isBlank(json) || json == "null")
        return QList<JsonMember>();
    return jsonMembers(json);
}

//! A member with the value it gets.
struct Change
{
    QByteArray name = {};
    QByteArray value = {};
};

QByteArray toJson(const QJsonValue &value)
{
    const auto array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

//! The object with the changes in place; members it does not have yet come last.
QByteArray changed(const QList<JsonMember> &members, const QList<Change> &changes)
{
    QByteArrayList parts;
    QByteArrayList written;
    for (const auto &member : members) {
        const auto name = member.name.toByteArray();
        const auto change = std::ranges::find(changes, name, &Change::name);
        if (change == changes.end()) {
            parts.append('"' + name + "\":" + member.value.toByteArray());
        } else if (!written.contains(name)) {
            parts.append('"' + name + "\":" + change->value);
            written.append(name);
        }
    }
    for (const auto &change : changes) {
        if (!written.contains(change.name))
            parts.append('"' + change.name + "\":" + change.value);
    }
    return '{' + parts.join(',') + '}';
}

QList<Change> changesFor(const TokenSet &tokens)
{
    QList<Change> result{
        {"accessToken", toJson(QString::fromUtf8(tokens.accessToken.reveal()))},
        {"refreshToken", toJson(QString::fromUtf8(tokens.refreshToken.reveal()))},
    };
    if (tokens.expiresAt)
        result.append({"expiresAt", QByteArray::number(toUnixMilliseconds(*tokens.expiresAt))});
    if (!tokens.scopes.isEmpty())
        result.append({"scopes", toJson(QJsonArray::fromStringList(tokens.scopes))});
    if (!tokens.plan.isEmpty())
        result.append({"subscriptionType", toJson(tokens.plan)});
    if (!tokens.tier.isEmpty())
        result.append({"rateLimitTier", toJson(tokens.tier)});
    return result;
}

TokenSet subscription(const QJsonObject &login)
{
    TokenSet tokens;
    tokens.accessToken = Secret(login.value("accessToken"_L1).toString().toUtf8());
    tokens.refreshToken = Secret(login.value("refreshToken"_L1).toString().toUtf8());
    if (const auto expiry = login.value("expiresAt"_L1).toInteger(); expiry > 0)
        tokens.expiresAt = fromUnixMilliseconds(expiry);
    tokens.accountId = login.value("accountUuid"_L1).toString();
    tokens.organizationId = login.value("organizationUuid"_L1).toString();
    const auto scopes = login.value("scopes"_L1).toArray();
    for (const auto &scope : scopes) {
        if (!scope.toString().isEmpty())
            tokens.scopes.append(scope.toString());
    }
    tokens.plan = login.value("subscriptionType"_L1).toString();
    tokens.tier = login.value("rateLimitTier"_L1).toString();
    return tokens;
}

} // namespace

Result<TokenSet> parseCredentials(QByteArrayView json)
{
    const auto object = objectOf(json);
    if (!object)
        return failure(object.error());
    const auto value = object->value(QLatin1StringView(loginMember));
    if (value.isUndefined() || value.isNull()) {
        const auto key = object->value(QLatin1StringView(keyMember)).toString().toUtf8();
        if (!key.isEmpty())
            return TokenSet{.kind = LoginKind::ApiKey, .accessToken = Secret(key)};
        return failure(ErrorCode::CredentialMissing, u"the credentials hold no Claude login"_s);
    }
    if (!value.isObject())
        return failure(ErrorCode::InvalidInput, u"claudeAiOauth in the credentials is not an object"_s);
    auto tokens = subscription(value.toObject());
    if (tokens.accessToken.isEmpty())
        return failure(ErrorCode::CredentialMissing,
                       u"the credentials hold a login without an access token"_s);
    return tokens;
}

Result<QByteArray> updatedCredentials(QByteArrayView json, const TokenSet &tokens)
{
    const auto object = objectOf(json);
    if (!object)
        return failure(object.error());
    const auto members = membersOf(json);
    const auto login = members ? membersOf(jsonValue(*members, loginMember)) : std::nullopt;
    if (!login)
        return failure(ErrorCode::InvalidInput, u"the credentials are not strict JSON"_s);
    if (tokens.kind == LoginKind::ApiKey)
        return changed(*members,
                       {{keyMember.toByteArray(), toJson(QString::fromUtf8(tokens.accessToken.reveal()))}});
    return changed(*members, {{loginMember.toByteArray(), changed(*login, changesFor(tokens))}});
}

} // namespace sluice::claude
