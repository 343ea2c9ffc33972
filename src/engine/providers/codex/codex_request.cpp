// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_request.h"

#include "engine/providers/codex/codex_body.h"
#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/json_members.h"
#include "engine/providers/model_name.h"
#include "engine/providers/request_path.h"

#include <algorithm>

namespace sluice::codex {

namespace {

constexpr QByteArrayView ourPrefix = "/codex";
constexpr QByteArrayView socketKeyHeader = "sec-websocket-key";
constexpr qsizetype maxSessionBytes = 256;

//! Fields of the way to us that say nothing to the provider, and credentials that are not the account's
//! (5.3, 7.2, 8.2).
bool stopsHere(QByteArrayView name)
{
    static constexpr QByteArrayView names[] = {
        "cdn-loop", "true-client-ip", "x-real-ip",   "x-api-key", "api-key",        "forwarded",
        "via",      "expect",         "cookie",      "cookie2",   "content-length", "accept-encoding",
        "trailers", "x-forwarded",    "x-client-ip",
    };
    return http::startsWithName(name, "cf-") || http::startsWithName(name, "x-forwarded-")
        || http::startsWithName(name, "sec-websocket-")
        || std::ranges::any_of(names, [&](QByteArrayView each) { return http::equalNames(name, each); });
}

//! A field that says whose account it is, unless the chosen account puts its own in the same place.
bool namesAnotherAccount(QByteArrayView name, const TokenSet &tokens)
{
    if (!http::equalNames(name, accountHeader) && !http::equalNames(name, fedrampHeader))
        return false;
    return std::ranges::none_of(
        tokens.requestHeaders, [&](const http::Header &field) { return http::equalNames(field.name, name); });
}

QByteArray validSession(QByteArrayView text)
{
    const auto session = text.trimmed().toByteArray();
    const auto isPrintable = [](char c) { return c >= 0x20 && c < 0x7f; };
    return session.size() <= maxSessionBytes && std::ranges::all_of(session, isPrintable) ? session
                                                                                          : QByteArray();
}

//! The first of the fields that older and newer versions send (5.4).
QByteArray sessionOfHead(const http::Headers &headers)
{
    for (const auto name : sessionHeaders) {
        if (auto session = validSession(headers.value(name)); !session.isEmpty())
            return session;
    }
    return {};
}

void readBody(const http::RequestHead &request, QByteArrayView body, RequestTraits *traits)
{
    const auto path = apiPathOf(request);
    if (body.isEmpty() || !(isBelow(path, responsesPath) || path == chatPath))
        return;
    const auto start = bodyStart(request, body);
    if (!start)
        return;
    const auto members = start->isWhole ? jsonMembers(start->text) : leadingJsonMembers(start->text);
    if (!members)
        return;
    traits->model = validModel(*members);
    if (traits->sessionId.isEmpty()) {
        const auto key = jsonString(jsonValue(*members, "prompt_cache_key"));
        traits->sessionId = validSession(key.value_or(QString()).toUtf8());
    }
}

} // namespace

QByteArrayView apiPathOf(const http::RequestHead &request)
{
    auto path = request.path();
    if (isBelow(path, aliasPath))
        path = path.sliced(aliasPath.size());
    else if (isBelow(path, ourPrefix))
        path = path.sliced(ourPrefix.size());
    return isBelow(path, versionPath) ? path.sliced(versionPath.size()) : path;
}

bool serves(const http::RequestHead &request)
{
    const auto path = request.path();
    const bool isOurs = isBelow(path, ourPrefix) || isBelow(path, aliasPath);
    if (climbs(path) || (!isOurs && !isBelow(path, versionPath)))
        return false;
    const auto rest = apiPathOf(request);
    if (isBelow(rest, modelsPath)) // NOLINT(readability-suspicious-call-argument): only the names are alike
        return isOurs || !request.headers.contains(otherModelsHeader);
    return isBelowAny(rest, servedPaths);
}

bool isUpgrade(const http::RequestHead &request)
{
    return request.method == "GET" && apiPathOf(request) == responsesPath
        && request.headers.hasToken("Connection", "upgrade")
        && request.headers.hasToken("Upgrade", "websocket");
}

RequestTraits traits(const http::RequestHead &request, QByteArrayView body)
{
    RequestTraits result;
    result.sessionId = sessionOfHead(request.headers);
    result.needsApiKey = apiPathOf(request) == chatPath;
    readBody(request, body, &result);
    return result;
}

http::RequestHead authorized(http::RequestHead request, const TokenSet &tokens, const Upstream &upstream)
{
    const auto query = request.target.indexOf('?');
    // What isUpgrade() looks at is hop-by-hop and gone.
    const bool upgrades = request.headers.contains(socketKeyHeader);
    request.target = upstream.basePath + apiPathOf(request).toByteArray()
        + (query < 0 ? QByteArray() : request.target.sliced(query));
    request.minorVersion = 1;

    auto &headers = request.headers;
    headers.removeIf([&tokens](const http::Header &field) {
        return stopsHere(field.name) || namesAnotherAccount(field.name, tokens);
    });
    headers.set("Host"_ba, upstream.authority);
    if (upgrades && !headers.joined(betaHeader).contains(socketFeature))
        headers.append(betaHeader.toByteArray(), socketBeta.toByteArray());
    for (const auto &[name, value] : upstream.operatorHeaders)
        headers.set(name, value);
    headers.set("Authorization"_ba, "Bearer " + tokens.accessToken.reveal());
    for (const auto &field : tokens.requestHeaders)
        headers.set(field.name, field.value);
    return request;
}

} // namespace sluice::codex
