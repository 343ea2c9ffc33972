// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_credentials.h"

#include "engine/providers/claude/claude_constants.h"
#include "engine/providers/json_members.h"
#include "engine/storage/json_changes.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

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

QJsonObject withTokens(QJsonObject login, const TokenSet &tokens)
{
    login.insert("accessToken"_L1, QString::fromUtf8(tokens.accessToken.reveal()));
    login.insert("refreshToken"_L1, QString::fromUtf8(tokens.refreshToken.reveal()));
    if (tokens.expiresAt)
        login.insert("expiresAt"_L1, toUnixMilliseconds(*tokens.expiresAt));
    if (!tokens.scopes.isEmpty())
        login.insert("scopes"_L1, QJsonArray::fromStringList(tokens.scopes));
    if (!tokens.plan.isEmpty())
        login.insert("subscriptionType"_L1, tokens.plan);
    if (!tokens.tier.isEmpty())
        login.insert("rateLimitTier"_L1, tokens.tier);
    return login;
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
    return sound(readCredentials(json), ErrorCode::InvalidInput);
}

Result<TokenSet> readCredentials(QByteArrayView json)
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
    auto object = objectOf(json);
    if (!object)
        return failure(object.error());
    const auto login = object->value(QLatin1StringView(loginMember));
    const bool isLogin = login.isObject() || login.isNull() || login.isUndefined();
    if (!isBlank(json) && (!isLogin || !jsonMembers(json))) // Qt reads some of what is no JSON
        return failure(ErrorCode::InvalidInput, u"the credentials are not strict JSON"_s);
    if (tokens.kind == LoginKind::ApiKey)
        object->insert(QLatin1StringView(keyMember), QString::fromUtf8(tokens.accessToken.reveal()));
    else
        object->insert(QLatin1StringView(loginMember), withTokens(login.toObject(), tokens));
    if (isBlank(json))
        return QJsonDocument(*object).toJson(QJsonDocument::Compact);
    return withJsonChanges(json.toByteArray(), *object);
}

} // namespace sluice::claude
