// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_credentials.h"

#include "engine/providers/codex/codex_claims.h"
#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/pasted_word.h"
#include "engine/storage/json_edit.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace sluice::codex {

namespace {

Result<QJsonObject> objectOf(QByteArrayView json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json.toByteArray(), &error);
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorCode::InvalidInput,
                       u"the credentials are not JSON: %1"_s.arg(error.errorString()));
    if (!document.isObject())
        return failure(ErrorCode::InvalidInput, u"the credentials are not a JSON object"_s);
    return document.object();
}

enum class Mode : std::uint8_t {
    ChatGpt,
    HostApp, //!< the tokens are another program's, which alone renews them
    ApiKey,
    Foreign, //!< a login of a kind that is known to Codex alone
};

//! `auth_mode` in any spelling (1.2); without it the login that is there, a subscription first (1.3).
Mode modeOf(const QJsonObject &file)
{
    auto named = file.value("auth_mode"_L1).toString().toLower();
    named.remove(u'_').remove(u'-');
    if (named == "chatgpt"_L1)
        return Mode::ChatGpt;
    if (named == "chatgptauthtokens"_L1)
        return Mode::HostApp;
    if (named == "apikey"_L1)
        return Mode::ApiKey;
    if (!named.isEmpty())
        return Mode::Foreign;
    const auto accessToken = file.value("tokens"_L1).toObject().value("access_token"_L1).toString();
    const bool hasKey = !file.value("OPENAI_API_KEY"_L1).toString().isEmpty();
    if (accessToken.isEmpty() && !hasKey
        && (file.contains("agent_identity"_L1) || file.contains("personal_access_token"_L1)))
        return Mode::Foreign;
    return accessToken.isEmpty() && hasKey ? Mode::ApiKey : Mode::ChatGpt;
}

std::optional<SystemTime> timeOf(const QString &text)
{
    const auto time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() ? std::optional(fromUnixMilliseconds(time.toMSecsSinceEpoch())) : std::nullopt;
}

Result<TokenSet> subscription(const QJsonObject &file)
{
    const auto value = file.value("tokens"_L1);
    if (value.isUndefined() || value.isNull())
        return failure(ErrorCode::CredentialMissing, u"the credentials hold no ChatGPT login"_s);
    if (!value.isObject())
        return failure(ErrorCode::InvalidInput, u"tokens in the credentials is not an object"_s);
    const auto stored = value.toObject();
    const auto secret = [&](QLatin1StringView name) {
        return Secret(stored.value(name).toString().toUtf8());
    };
    TokenSet tokens;
    tokens.accessToken = secret("access_token"_L1);
    if (tokens.accessToken.isEmpty())
        return failure(ErrorCode::CredentialMissing,
                       u"the credentials hold a ChatGPT login without an access token"_s);
    tokens.refreshToken = secret("refresh_token"_L1);
    tokens.idToken = secret("id_token"_L1);
    tokens.accountId = stored.value("account_id"_L1).toString();
    tokens.refreshedAt = timeOf(file.value("last_refresh"_L1).toString());
    readClaims(tokens);
    return tokens;
}

Result<TokenSet> apiKey(const QJsonObject &file)
{
    TokenSet tokens{.kind = LoginKind::ApiKey,
                    .accessToken = Secret(file.value("OPENAI_API_KEY"_L1).toString().toUtf8())};
    if (tokens.accessToken.isEmpty())
        return failure(ErrorCode::CredentialMissing, u"the credentials hold no API key"_s);
    return tokens;
}

//! Whatever else is in the file goes with the login, except a login that Sluice could not give back.
Status replaceable(QByteArrayView file)
{
    if (file.trimmed().isEmpty())
        return Done();
    const auto object = objectOf(file);
    if (!object)
        return failure(object.error());
    if (modeOf(*object) == Mode::Foreign)
        return failure(
            ErrorCode::InvalidInput,
            u"Codex is signed in in a way that Sluice cannot keep for it; run `codex logout` first"_s);
    return Done();
}

Result<TokenSet> readCredentials(QByteArrayView json)
{
    const auto file = objectOf(json);
    if (!file)
        return failure(file.error());
    switch (modeOf(*file)) {
    case Mode::ChatGpt:
        return subscription(*file);
    case Mode::HostApp: {
        auto tokens = subscription(*file);
        if (tokens)
            tokens->refreshToken = {};
        return tokens;
    }
    case Mode::ApiKey:
        return apiKey(*file);
    case Mode::Foreign:
        break;
    }
    return failure(ErrorCode::CredentialMissing,
                   u"the credentials hold a login that only Codex itself can use; "
                   "sign in with ChatGPT or an API key instead"_s);
}

} // namespace

Result<TokenSet> parseCredentials(QByteArrayView json)
{
    return sound(readCredentials(json), ErrorCode::InvalidInput);
}

Result<QByteArray> updatedCredentials(QByteArrayView json, const TokenSet &tokens)
{
    Result<QByteArray> text = json.toByteArray();
    const auto set = [&](const QStringList &path, const QString &value) {
        if (text && !value.isEmpty())
            text = withJsonMember(*text, path, jsonString(value));
    };
    const auto setToken = [&](const QString &name, const Secret &token) {
        set({u"tokens"_s, name}, QString::fromUtf8(token.reveal()));
    };
    setToken(u"id_token"_s, tokens.idToken);
    setToken(u"access_token"_s, tokens.accessToken);
    setToken(u"refresh_token"_s, tokens.refreshToken);
    if (tokens.refreshedAt) {
        const auto time = QDateTime::fromMSecsSinceEpoch(toUnixMilliseconds(*tokens.refreshedAt), Qt::UTC);
        set({u"last_refresh"_s}, time.toString(Qt::ISODateWithMs));
    }
    return text;
}

Result<QByteArray> fileWithLogin(QByteArrayView file, QByteArrayView login)
{
    if (const auto tokens = parseCredentials(login); !tokens)
        return failure(tokens.error());
    const auto status = replaceable(file);
    return status ? Result<QByteArray>(login.toByteArray()) : failure(status.error());
}

Result<QByteArray> fileWithoutLogin(QByteArrayView file)
{
    const auto status = replaceable(file);
    return status ? Result<QByteArray>(QByteArray()) : failure(status.error());
}

AccountOwner ownerOf(const TokenSet &tokens)
{
    if (tokens.kind == LoginKind::ApiKey)
        return {};
    const auto id = claimsOf(tokens.idToken);
    const auto access = claimsOf(tokens.accessToken);
    return {.accountId = tokens.accountId,
            .userId = id.userId.isEmpty() ? access.userId : id.userId,
            .email = id.email.isEmpty() ? access.email : id.email};
}

Result<QByteArray> loginFromPasted(const Secret &pasted)
{
    const auto word = pastedWord(pasted);
    if (!word.startsWith(apiKeyPrefix) || word.size() == apiKeyPrefix.size()
        || word.startsWith(foreignKeyPrefix))
        return failure(
            ErrorCode::InvalidInput,
            u"this is no OpenAI API key, which starts with %1 and is one word without spaces or line "
            "breaks; a ChatGPT subscription has nothing to paste: sign in instead"_s.arg(
                QLatin1StringView(apiKeyPrefix)));
    return "{\"auth_mode\":\"apikey\",\"OPENAI_API_KEY\":" + jsonString(QString::fromLatin1(word)) + '}';
}

void readClaims(TokenSet &tokens)
{
    const auto access = claimsOf(tokens.accessToken);
    const auto id = claimsOf(tokens.idToken);
    tokens.expiresAt = access.expiresAt;
    for (const auto &plan : {access.plan, id.plan}) {
        if (!plan.isEmpty())
            tokens.plan = plan;
    }
    for (const auto &account : {id.accountId, id.organizationId, access.accountId, access.organizationId}) {
        if (tokens.accountId.isEmpty())
            tokens.accountId = account;
    }
    tokens.requestHeaders.clear();
    if (!tokens.accountId.isEmpty())
        tokens.requestHeaders.append({accountHeader.toByteArray(), tokens.accountId.toUtf8()});
    if (id.isFedramp || access.isFedramp)
        tokens.requestHeaders.append({fedrampHeader.toByteArray(), "true"});
}

} // namespace sluice::codex
