// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/replies.h"

#include <QtCore/QJsonDocument>

namespace sluice {

namespace {

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 307:
        return "Temporary Redirect";
    case 400:
        return "Bad Request";
    case 402:
        return "Payment Required";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 413:
        return "Payload Too Large";
    case 422:
        return "Unprocessable Entity";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    default:
        return "Overloaded";
    }
}

} // namespace

http::Reply textReply(int status, const QByteArray &type, const QByteArray &body)
{
    return {.head = {.status = status, .reason = reasonOf(status), .headers = {{"Content-Type", type}}},
            .body = body};
}

http::Reply jsonReply(int status, const QJsonObject &body)
{
    return textReply(status, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact));
}

void appendAll(http::Headers &headers, const http::Headers &more)
{
    for (const auto &field : more.fields())
        headers.append(field.name, field.value);
}

} // namespace sluice
