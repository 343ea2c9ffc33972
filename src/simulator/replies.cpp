// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/replies.h"

#include <QtCore/QJsonDocument>

namespace sluice {

http::Reply textReply(int status, const QByteArray &type, const QByteArray &body)
{
    return {.head = {.status = status, .reason = http::reasonOf(status), .headers = {{"Content-Type", type}}},
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
