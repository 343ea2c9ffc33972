// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/fake_oauth_profile.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const TokenSet &tokens)
{
    QJsonObject result{{u"access"_s, QString::fromLatin1(tokens.accessToken.reveal())},
                       {u"refresh"_s, QString::fromLatin1(tokens.refreshToken.reveal())}};
    if (tokens.expiresAt)
        result.insert(u"expires"_s, toUnixMilliseconds(*tokens.expiresAt));
    return result;
}

} // namespace

QByteArray FakeOAuthProfile::credentials(const TokenSet &tokens)
{
    return QJsonDocument(QJsonObject{{u"foreign"_s, 7}, {u"login"_s, toJson(tokens)}}).toJson();
}

Result<TokenSet> FakeOAuthProfile::parseCredentials(QByteArrayView json) const
{
    const auto document = QJsonDocument::fromJson(json.toByteArray());
    if (!document.isObject())
        return failure(ErrorCode::InvalidInput, u"no JSON object"_s);
    const auto login = document.object().value("login"_L1).toObject();
    if (login.value("access"_L1).toString().isEmpty())
        return failure(ErrorCode::CredentialMissing, u"no login"_s);
    TokenSet result{.accessToken = Secret(login.value("access"_L1).toString().toLatin1()),
                    .refreshToken = Secret(login.value("refresh"_L1).toString().toLatin1())};
    if (login.contains("expires"_L1))
        result.expiresAt = fromUnixMilliseconds(login.value("expires"_L1).toInteger());
    return result;
}

Result<QByteArray> FakeOAuthProfile::updatedCredentials(QByteArrayView json, const TokenSet &tokens) const
{
    auto document = QJsonDocument::fromJson(json.toByteArray());
    if (!document.isObject())
        return failure(ErrorCode::InvalidInput, u"no JSON object"_s);
    auto object = document.object();
    object.insert(u"login"_s, toJson(tokens));
    return QJsonDocument(object).toJson();
}

QList<LockSpec> FakeOAuthProfile::refreshLocks(const QString &credentialsFile) const
{
    return {{.path = credentialsFile + u".refresh.lock"_s, .stale = 60s}};
}

QList<LockSpec> FakeOAuthProfile::writeLocks(const QString &credentialsFile) const
{
    return {{.path = credentialsFile + u".write.lock"_s, .stale = 15s}};
}

http::ApiRequest FakeOAuthProfile::refreshRequest(const TokenSet &tokens) const
{
    return {.method = "POST",
            .endpoint = {.security = Security::Plain, .host = u"127.0.0.1"_s, .port = 1},
            .target = "/token",
            .headers = {},
            .body = tokens.refreshToken.reveal()};
}

Result<TokenSet> FakeOAuthProfile::parseRefresh(const http::Reply &reply, const TokenSet &, SystemTime) const
{
    return parseCredentials(reply.body);
}

RefreshFailure FakeOAuthProfile::refreshFailure(const http::Reply &reply, SystemTime) const
{
    RefreshFailure result{.detail = u"status %1"_s.arg(reply.head.status)};
    if (reply.body == "invalid_grant")
        result.kind = RefreshFailure::Kind::SignInNeeded;
    result.rateLimited = reply.head.status == 429;
    if (const auto after = reply.head.headers.value("Retry-After"); !after.isEmpty())
        result.retryAfter = seconds{after.toInt()};
    return result;
}

} // namespace sluice
