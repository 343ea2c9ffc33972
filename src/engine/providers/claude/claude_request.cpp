// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_request.h"

#include "engine/providers/claude/claude_constants.h"
#include "engine/providers/json_members.h"
#include "engine/providers/model_name.h"
#include "engine/providers/request_path.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <array>

namespace sluice::claude {

namespace {

constexpr QByteArrayView ourPrefix = "/claude";
constexpr qsizetype maxMetadataBytes = 64 * 1024;
constexpr qsizetype maxSessionBytes = 256;

bool isProbe(const http::RequestHead &request)
{
    const auto path = apiPath(request);
    return request.method == "HEAD" && (path.isEmpty() || path == "/" || path == "/api/hello");
}

//! Fields of the way to us that say nothing to the provider, and credentials meant for us (6.3).
constexpr http::NameSet ownNames(std::to_array<QByteArrayView>({
    "cdn-loop",
    "true-client-ip",
    "x-real-ip",
    "x-api-key",
    "api-key",
    "forwarded",
    "via",
    "expect",
    "cookie",
    "cookie2",
    "content-length",
    "trailers",
    "x-forwarded",
    "x-client-ip",
}));

bool stopsHere(QByteArrayView name)
{
    return ownNames.contains(name) || http::startsWithName(name, "cf-")
        || http::startsWithName(name, "x-forwarded-");
}

QList<QByteArray> betaValues(const QList<QByteArray> &lines)
{
    QList<QByteArray> result;
    for (const auto &line : lines) {
        const auto values = line.split(',');
        for (const auto &value : values) {
            if (const auto trimmed = value.trimmed(); !trimmed.isEmpty())
                result.append(trimmed);
        }
    }
    return result;
}

bool isPrintable(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

QByteArray validSession(QByteArrayView text)
{
    const auto session = text.trimmed().toByteArray();
    return session.size() <= maxSessionBytes && isPrintable(session) ? session : QByteArray();
}

QByteArray sessionOfMetadata(QByteArrayView metadata)
{
    if (metadata.size() > maxMetadataBytes)
        return {};
    const auto object = QJsonDocument::fromJson(metadata.toByteArray()).object();
    return sessionOfUserId(object.value("user_id"_L1).toString());
}

void readBody(const http::RequestHead &request, QByteArrayView body, RequestTraits *traits)
{
    const auto path = apiPath(request);
    if (!isBelowAny(path, servedPaths))
        return;
    const auto members = jsonMembers(body);
    if (!members)
        return;
    traits->model = validModel(*members);
    if (traits->sessionId.isEmpty() && path == messagesPath)
        traits->sessionId = sessionOfMetadata(jsonValue(*members, "metadata"));
}

} // namespace

QByteArrayView apiPath(const http::RequestHead &request)
{
    const auto path = request.path();
    return isBelow(path, ourPrefix) ? path.sliced(ourPrefix.size()) : path;
}

bool serves(const http::RequestHead &request)
{
    const auto path = request.path();
    if (climbs(path))
        return false;
    const bool isOurs = isBelow(path, ourPrefix);
    const auto rest = apiPath(request);
    if (isBelow(rest, modelsPath)) // NOLINT(readability-suspicious-call-argument): only the names are alike
        return isOurs || request.headers.contains(versionHeader);
    return isBelowAny(rest, servedPaths) || (isOurs && isProbe(request));
}

std::optional<http::Reply> localReply(const http::RequestHead &request)
{
    return isProbe(request) ? std::optional(http::Reply{}) : std::nullopt;
}

RequestTraits traits(const http::RequestHead &request, QByteArrayView body)
{
    RequestTraits result;
    result.sessionId = validSession(request.headers.value(sessionHeader));
    readBody(request, body, &result);
    return result;
}

QByteArray sessionOfUserId(const QString &userId)
{
    if (userId.startsWith(u'{')) {
        const auto object = QJsonDocument::fromJson(userId.toUtf8()).object();
        return validSession(object.value("session_id"_L1).toString().toUtf8());
    }
    static constexpr auto mark = "_session_"_L1;
    const auto at = userId.lastIndexOf(mark);
    if (!userId.startsWith("user_"_L1) || at < 0)
        return {};
    return validSession(userId.sliced(at + mark.size()).toUtf8());
}

QByteArray betaWithOAuth(const QList<QByteArray> &lines)
{
    static const auto oauth = oauthBeta.toByteArray();
    if (lines.isEmpty())
        return oauth;
    auto values = betaValues(lines);
    if (!values.contains(oauth)) {
        const bool claudeCodeLeads = !values.isEmpty() && values.first() == claudeCodeBeta;
        values.insert(claudeCodeLeads ? 1 : 0, oauth);
    } else if (lines.size() == 1) {
        return lines.first();
    }
    return values.join(',');
}

QByteArray betaWithoutOAuth(const QList<QByteArray> &lines)
{
    auto values = betaValues(lines);
    values.removeAll(oauthBeta.toByteArray());
    return values.join(',');
}

http::RequestHead authorized(http::RequestHead request, const TokenSet &tokens, const Upstream &upstream)
{
    static const auto betaName = betaHeader.toByteArray();
    static const auto keyName = keyHeader.toByteArray();
    const auto path = apiPath(request);
    if (path.isEmpty() || path.data() != request.target.constData() || !upstream.basePath.isEmpty()) {
        const auto query = request.target.indexOf('?');
        request.target = upstream.basePath + (path.isEmpty() ? QByteArray("/") : path.toByteArray())
            + (query < 0 ? QByteArray() : request.target.sliced(query));
    }
    request.minorVersion = 1;

    auto &headers = request.headers;
    headers.removeIf([](const http::Header &field) { return stopsHere(field.name); });
    headers.reserve(headers.fields().size() + 5); // those set below and a length
    headers.set("Host"_ba, upstream.authority);
    headers.set("Accept-Encoding"_ba, "identity"_ba); // so that usage can be read in passing
    const bool hasKey = tokens.kind == LoginKind::ApiKey;
    if (const auto lines = headers.values(betaName); !hasKey)
        headers.set(betaName, betaWithOAuth(lines));
    else if (const auto betas = betaWithoutOAuth(lines); betas.isEmpty())
        headers.remove(betaName);
    else
        headers.set(betaName, betas);
    for (const auto &[name, value] : upstream.operatorHeaders)
        headers.set(name, value);
    if (hasKey) {
        headers.remove("Authorization");
        headers.set(keyName, tokens.accessToken.reveal());
    } else {
        headers.set("Authorization"_ba, "Bearer " + tokens.accessToken.reveal());
    }
    return request;
}

} // namespace sluice::claude
