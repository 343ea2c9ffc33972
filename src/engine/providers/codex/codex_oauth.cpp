// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_oauth.h"

#include "engine/http/field_values.h"
#include "engine/providers/codex/codex_account_answers.h"
#include "engine/providers/codex/codex_claims.h"
#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/codex/codex_credentials.h"
#include "engine/providers/provider_urls.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sluice {

using namespace codex;

namespace {

//! The error's name in either shape, in small letters; empty for anything that is no such name.
QString errorCode(const QByteArray &body)
{
    const auto answer = QJsonDocument::fromJson(body).object();
    const auto error = answer.value("error"_L1);
    auto code = error.isObject() ? error.toObject().value("code"_L1).toString() : error.toString();
    if (code.isEmpty())
        code = answer.value("code"_L1).toString();
    code = code.toLower();
    const auto isCodeLetter = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_';
    };
    return code.size() <= 64 && std::ranges::all_of(code, isCodeLetter) ? code : QString();
}

struct FinalCode
{
    QLatin1StringView code = {};
    QLatin1StringView meaning = {};
};

//! 2.5: no further try helps until the stored refresh token changes.
constexpr FinalCode finalCodes[] = {
    {"refresh_token_expired"_L1, "the login has expired"_L1},
    {"refresh_token_reused"_L1, "the login was renewed elsewhere"_L1},
    {"refresh_token_invalidated"_L1, "the login was ended elsewhere"_L1},
    {"invalid_grant"_L1, "the login was ended elsewhere"_L1},
};

//! The new tokens are made for another account than the old ones were. A workspace chosen in the file may
//! differ from both.
bool isOtherAccount(const TokenSet &fresh, const TokenSet &old)
{
    const auto account = claimsOf(fresh.accessToken).accountId;
    return !account.isEmpty() && !old.accountId.isEmpty() && account != old.accountId
        && account != claimsOf(old.accessToken).accountId;
}

} // namespace

CodexOAuthProfile::CodexOAuthProfile(const ProviderSettings &settings)
    : m_chatGptUrl(configuredUrl(settings, u"chatgpt_url"_s, defaultChatGptUrl))
    , m_tokenUrl(configuredUrl(settings, u"oauth_token_url"_s, defaultTokenUrl))
    , m_caFile(settings.caFile)
    , m_userAgent(ownUserAgent(settings))
{
}

Result<TokenSet> CodexOAuthProfile::parseCredentials(QByteArrayView json) const
{
    return codex::parseCredentials(json);
}

Result<QByteArray> CodexOAuthProfile::updatedCredentials(QByteArrayView json, const TokenSet &tokens) const
{
    return codex::updatedCredentials(json, tokens);
}

Result<QByteArray> CodexOAuthProfile::fileWithLogin(QByteArrayView file, QByteArrayView login) const
{
    return codex::fileWithLogin(file, login);
}

Result<QByteArray> CodexOAuthProfile::fileWithoutLogin(QByteArrayView file) const
{
    return codex::fileWithoutLogin(file);
}

AccountOwner CodexOAuthProfile::ownerOf(const TokenSet &tokens, QByteArrayView) const
{
    return codex::ownerOf(tokens);
}

Result<QByteArray> CodexOAuthProfile::loginFromPasted(const Secret &pasted) const
{
    return codex::loginFromPasted(pasted);
}

QList<LockSpec> CodexOAuthProfile::refreshLocks(const QString &credentialsFile) const
{
    const auto directory = QFileInfo(credentialsFile).absolutePath();
    return {{.path = directory + outerLockName, .kind = LockSpec::Kind::Advisory}};
}

QList<LockSpec> CodexOAuthProfile::writeLocks(const QString &credentialsFile) const
{
    return {{.path = credentialsFile + writeLockSuffix, .kind = LockSpec::Kind::Advisory}};
}

bool CodexOAuthProfile::canRefresh(const TokenSet &tokens) const
{
    return tokens.kind == LoginKind::Subscription && !tokens.refreshToken.isEmpty();
}

std::optional<SystemTime> CodexOAuthProfile::refreshDueAt(const TokenSet &tokens) const
{
    if (tokens.expiresAt || !tokens.refreshedAt || !canRefresh(tokens))
        return OAuthProfile::refreshDueAt(tokens);
    return *tokens.refreshedAt + refreshAge;
}

http::ApiRequest CodexOAuthProfile::refreshRequest(const TokenSet &tokens) const
{
    const QJsonObject body{
        {u"client_id"_s, QString(clientId)},
        {u"grant_type"_s, u"refresh_token"_s},
        {u"refresh_token"_s, QString::fromUtf8(tokens.refreshToken.reveal())},
    };
    return postJson(m_tokenUrl, body, m_caFile, m_userAgent);
}

Result<TokenSet> CodexOAuthProfile::parseRefresh(const http::Reply &reply, const TokenSet &old,
                                                 SystemTime now) const
{
    if (reply.head.status != 200)
        return failure(refreshFailure(reply, now).toError());
    const auto answer = QJsonDocument::fromJson(reply.body).object();
    const auto secret = [&](QLatin1StringView name, const Secret &fallback) {
        const auto text = answer.value(name).toString();
        return text.isEmpty() ? fallback : Secret(text.toUtf8());
    };
    auto tokens = old;
    tokens.accessToken = secret("access_token"_L1, {});
    if (tokens.accessToken.isEmpty())
        return failure(ErrorCode::ProtocolViolation, u"token answer without access_token"_s);
    tokens.refreshToken = secret("refresh_token"_L1, old.refreshToken);
    tokens.idToken = secret("id_token"_L1, old.idToken);
    tokens.refreshedAt = now;
    if (isOtherAccount(tokens, old))
        return failure(ErrorCode::ProtocolViolation, u"token answer for another account"_s);
    readClaims(tokens);
    return sound(tokens, ErrorCode::ProtocolViolation);
}

RefreshFailure CodexOAuthProfile::refreshFailure(const http::Reply &reply, SystemTime now) const
{
    const auto status = reply.head.status;
    const auto code = errorCode(reply.body);
    const auto known = std::ranges::find(finalCodes, code, &FinalCode::code);
    RefreshFailure result;
    result.detail = u"the token endpoint answered %1"_s.arg(status);
    if (!code.isEmpty())
        result.detail += u": "_s + code;
    if (known != std::end(finalCodes))
        result.detail += u" ("_s + known->meaning + u')';
    if (status == 401 || known != std::end(finalCodes)) {
        result.kind = RefreshFailure::Kind::SignInNeeded;
        return result;
    }
    result.rateLimited = status == 429;
    result.retryAfter = http::retryAfter(reply.head.headers, now);
    return result;
}

bool CodexOAuthProfile::canPollUsage(const TokenSet &tokens) const
{
    return tokens.kind == LoginKind::Subscription && !tokens.accessToken.isEmpty();
}

http::ApiRequest CodexOAuthProfile::usageRequest(const TokenSet &tokens) const
{
    auto request = getBelow(m_chatGptUrl, usagePath, m_caFile);
    request.headers = {{"Accept", "application/json"},
                       {"Authorization", "Bearer " + tokens.accessToken.reveal()},
                       {"User-Agent", m_userAgent}};
    for (const auto &field : tokens.requestHeaders)
        request.headers.append(field.name, field.value);
    return request;
}

Result<UsageAnswer> CodexOAuthProfile::parseUsage(const http::Reply &reply, SystemTime now) const
{
    return codex::parseUsage(reply, now);
}

std::optional<http::ApiRequest> CodexOAuthProfile::profileRequest(const TokenSet &) const
{
    return {}; // the usage answer names the owner
}

Result<AccountIdentity> CodexOAuthProfile::parseProfile(const http::Reply &) const
{
    return failure(ErrorCode::ProtocolViolation, u"Codex has no profile endpoint"_s);
}

} // namespace sluice
