// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/incoming_request.h"

#include "simulator/codex_token.h"
#include "simulator/plain_body.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>
#include <QtCore/QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

constexpr qint64 longestAnswer = 1024LL * 1024 * 1024;

std::optional<SimulatedToken> bearerToken(const http::RequestHead &head)
{
    constexpr QByteArrayView scheme = "Bearer ";
    const QByteArrayView value = head.headers.value("authorization");
    if (value.size() <= scheme.size() || !http::equalNames(value.first(scheme.size()), scheme))
        return std::nullopt;
    const QByteArrayView text = value.sliced(scheme.size()).trimmed();
    return isChatGpt(head) ? parseCodexToken(text) : SimulatedToken::parse(text);
}

qint64 numberOf(const http::Headers &headers, QByteArrayView name, qint64 fallback)
{
    bool isNumber = false;
    const qint64 number = headers.value(name).toByteArray().toLongLong(&isNumber);
    return isNumber && number >= 0 ? std::min(number, longestAnswer) : fallback;
}

} // namespace

QByteArray tokenField(const IncomingRequest &request, const QString &name)
{
    const auto document = QJsonDocument::fromJson(request.body);
    if (document.isObject())
        return document[name].toString().toLatin1();
    return QUrlQuery(QString::fromUtf8(request.body)).queryItemValue(name, QUrl::FullyDecoded).toLatin1();
}

bool isTokenRequest(const http::RequestHead &head)
{
    return head.path() == "/v1/oauth/token" || head.path() == "/oauth/token";
}

bool isChatGpt(const http::RequestHead &head)
{
    return head.path().startsWith("/backend-api/");
}

bool isResponsesPath(const http::RequestHead &head)
{
    return head.path() == "/v1/responses" || head.path() == "/backend-api/codex/responses";
}

bool isForCodex(const http::RequestHead &head)
{
    const QByteArrayView path = head.path();
    if (path.startsWith("/v1/models"))
        return !head.headers.contains("anthropic-version");
    return isChatGpt(head) || path.startsWith("/v1/responses") || path == "/v1/chat/completions"
        || path == "/oauth/token";
}

IncomingRequest readRequest(const http::RequestHead &head, const QByteArray &body)
{
    IncomingRequest request = {.head = head, .body = body, .token = bearerToken(head)};
    request.events = static_cast<int>(numberOf(head.headers, "x-sim-events", 0));
    request.interval = milliseconds{numberOf(head.headers, "x-sim-interval-ms", 0)};
    request.bytes = numberOf(head.headers, "x-sim-bytes", -1);
    if (isTokenRequest(head)) {
        request.token = SimulatedToken::parse(tokenField(request, u"refresh_token"_s));
    } else if (isForCodex(head)) {
        request.json = QJsonDocument::fromJson(plainBody(head, body)).object();
        request.model = request.json["model"_L1].toString();
        request.stream = request.json["stream"_L1].toBool();
    } else if (request.bytes < 0 && head.path().startsWith("/v1/messages")) {
        const auto document = QJsonDocument::fromJson(body);
        request.model = document["model"_L1].toString();
        request.stream = document["stream"_L1].toBool();
    }
    return request;
}

RecordedRequest recordOf(const IncomingRequest &request, SystemTime now)
{
    const bool isAccess = request.token && request.token->kind == SimulatedToken::Kind::Access;
    return {.at = now,
            .head = request.head,
            .account = request.accountName(),
            .generation = isAccess ? request.token->generation : 0,
            .bodySize = request.body.size(),
            .bodySha256 = QCryptographicHash::hash(request.body, QCryptographicHash::Sha256).toHex(),
            .model = request.model,
            .body = isForCodex(request.head) && !isTokenRequest(request.head)
                ? QJsonDocument(request.json).toJson(QJsonDocument::Compact)
                : QByteArray()};
}

} // namespace sluice
