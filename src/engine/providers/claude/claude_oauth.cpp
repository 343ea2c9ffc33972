// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_oauth.h"

#include "engine/http/field_values.h"
#include "engine/providers/claude/claude_account_answers.h"
#include "engine/providers/claude/claude_constants.h"
#include "engine/providers/claude/claude_credentials.h"
#include "engine/providers/claude/claude_limits.h"
#include "engine/providers/claude/claude_login.h"
#include "engine/providers/provider_urls.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sluice {

using namespace claude;

namespace {

constexpr double maxTokenLifeSeconds = 366.0 * 24 * 3600;

QString scopeToAsk(const QStringList &stored)
{
    if (!stored.isEmpty() && !stored.contains(inferenceScope))
        return stored.join(u' ');
    const QString scope = refreshScopes;
    return stored.contains(pluginsScope) ? scope + u' ' + pluginsScope : scope;
}

QStringList words(const QString &text)
{
    return text.simplified().split(u' ', Qt::SkipEmptyParts);
}

milliseconds tokenLife(const QJsonValue &expiresIn)
{
    const auto life = expiresIn.toDouble();
    if (!(life > 0))
        return defaultTokenLife;
    return milliseconds{qint64(std::min(life, maxTokenLifeSeconds) * 1000)};
}

//! The error's name in OAuth's shape or in Anthropic's; empty for anything that is no such name.
QString errorName(const QByteArray &body)
{
    const auto error = QJsonDocument::fromJson(body).object().value("error"_L1);
    const auto name = error.isObject() ? error.toObject().value("type"_L1).toString() : error.toString();
    const auto isNameLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || c == u'_'; };
    return name.size() <= 64 && std::ranges::all_of(name, isNameLetter) ? name : QString();
}

bool isFinal(int status, const QString &error)
{
    if (error == "invalid_grant"_L1)
        return status >= 400 && status < 500;
    // A 403 without such a name comes from something in between.
    return (status == 404 && error == "not_found_error"_L1) || (status == 403 && !error.isEmpty());
}

} // namespace

ClaudeOAuthProfile::ClaudeOAuthProfile(const ProviderSettings &settings)
    : m_apiUrl(configuredUrl(settings, u"api_url"_s, defaultApiUrl))
    , m_tokenUrl(configuredUrl(settings, u"oauth_token_url"_s, defaultTokenUrl))
    , m_caFile(settings.caFile)
    , m_userAgent(ownUserAgent(settings))
    , m_usageUserAgent(settings.usageUserAgent.isEmpty() ? m_userAgent : settings.usageUserAgent.toUtf8())
{
}

Result<TokenSet> ClaudeOAuthProfile::parseCredentials(QByteArrayView json) const
{
    return claude::parseCredentials(json);
}

Result<QByteArray> ClaudeOAuthProfile::updatedCredentials(QByteArrayView json, const TokenSet &tokens) const
{
    return claude::updatedCredentials(json, tokens);
}

Result<QByteArray> ClaudeOAuthProfile::loginIn(QByteArrayView file) const
{
    return claude::loginIn(file);
}

Result<QByteArray> ClaudeOAuthProfile::fileWithLogin(QByteArrayView file, QByteArrayView login) const
{
    return claude::fileWithLogin(file, login);
}

Result<QByteArray> ClaudeOAuthProfile::fileWithoutLogin(QByteArrayView file) const
{
    return claude::fileWithoutLogin(file);
}

AccountOwner ClaudeOAuthProfile::ownerOf(const TokenSet &tokens, QByteArrayView accountFile) const
{
    return claude::ownerOf(tokens, accountFile);
}

Result<QByteArray> ClaudeOAuthProfile::loginFromPasted(const Secret &pasted) const
{
    return claude::loginFromPasted(pasted);
}

QList<LockSpec> ClaudeOAuthProfile::refreshLocks(const QString &credentialsFile) const
{
    const auto directory = QFileInfo(credentialsFile).absolutePath();
    const auto real = QFileInfo(directory).canonicalFilePath();
    return {{directory + refreshLockName, refreshLockStale},
            {(real.isEmpty() ? directory : real) + ".lock"_L1, refreshLockStale}};
}

QList<LockSpec> ClaudeOAuthProfile::writeLocks(const QString &credentialsFile) const
{
    return {{QFileInfo(credentialsFile).absolutePath() + writeLockName, writeLockStale}};
}

bool ClaudeOAuthProfile::canRefresh(const TokenSet &tokens) const
{
    return !tokens.refreshToken.isEmpty() && tokens.scopes.contains(inferenceScope);
}

http::ApiRequest ClaudeOAuthProfile::refreshRequest(const TokenSet &tokens) const
{
    const QJsonObject body{
        {u"grant_type"_s, u"refresh_token"_s},
        {u"refresh_token"_s, QString::fromUtf8(tokens.refreshToken.reveal())},
        {u"client_id"_s, QString(clientId)},
        {u"scope"_s, scopeToAsk(tokens.scopes)},
    };
    return postJson(m_tokenUrl, body, m_caFile, m_userAgent);
}

Result<TokenSet> ClaudeOAuthProfile::parseRefresh(const http::Reply &reply, const TokenSet &old,
                                                  SystemTime now) const
{
    if (reply.head.status != 200)
        return failure(refreshFailure(reply, now).toError());
    const auto answer = QJsonDocument::fromJson(reply.body).object();
    const auto accessToken = answer.value("access_token"_L1).toString().toUtf8();
    if (accessToken.isEmpty())
        return failure(ErrorCode::ProtocolViolation, u"token answer without access_token"_s);
    auto tokens = old;
    tokens.accessToken = Secret(accessToken);
    if (const auto refreshToken = answer.value("refresh_token"_L1).toString(); !refreshToken.isEmpty())
        tokens.refreshToken = Secret(refreshToken.toUtf8());
    tokens.expiresAt = now + tokenLife(answer.value("expires_in"_L1));
    if (const auto scope = answer.value("scope"_L1); scope.isString())
        tokens.scopes = words(scope.toString());
    return sound(tokens, ErrorCode::ProtocolViolation);
}

RefreshFailure ClaudeOAuthProfile::refreshFailure(const http::Reply &reply, SystemTime now) const
{
    const auto status = reply.head.status;
    const auto error = errorName(reply.body);
    RefreshFailure result;
    result.detail = u"the token endpoint answered %1"_s.arg(status);
    if (!error.isEmpty())
        result.detail += u": "_s + error;
    if (isFinal(status, error)) {
        result.kind = RefreshFailure::Kind::SignInNeeded;
        return result;
    }
    result.rateLimited = status == 429;
    result.retryAfter = http::retryAfter(reply.head.headers, now);
    return result;
}

bool ClaudeOAuthProfile::canPollUsage(const TokenSet &tokens) const
{
    return !tokens.accessToken.isEmpty() && tokens.scopes.contains(profileScope);
}

http::ApiRequest ClaudeOAuthProfile::apiRequest(QByteArrayView path, const TokenSet &tokens,
                                                const QByteArray &userAgent) const
{
    auto request = getBelow(m_apiUrl, path, m_caFile);
    request.headers = {{"Accept", "application/json"},
                       {"Authorization", "Bearer " + tokens.accessToken.reveal()},
                       {"Content-Type", "application/json"},
                       {"User-Agent", userAgent}};
    return request;
}

http::ApiRequest ClaudeOAuthProfile::usageRequest(const TokenSet &tokens) const
{
    auto request = apiRequest(usagePath, tokens, m_usageUserAgent);
    request.headers.append(betaHeader.toByteArray(), oauthBeta.toByteArray());
    return request;
}

Result<UsageAnswer> ClaudeOAuthProfile::parseUsage(const http::Reply &reply, SystemTime now) const
{
    auto limits = claude::parseUsage(reply, now);
    if (!limits)
        return failure(limits.error());
    return UsageAnswer{.limits = *std::move(limits)};
}

std::optional<http::ApiRequest> ClaudeOAuthProfile::profileRequest(const TokenSet &tokens) const
{
    return apiRequest(profilePath, tokens, m_userAgent);
}

Result<AccountIdentity> ClaudeOAuthProfile::parseProfile(const http::Reply &reply) const
{
    return claude::parseProfile(reply);
}

} // namespace sluice
