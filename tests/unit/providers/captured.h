// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"

#include <QtCore/QFile>

namespace sluice {

//! A file of tests/data; empty where it is missing, which no test takes for good.
inline QByteArray captured(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! The fields of a captured head, below its first line.
inline http::Headers capturedHeaders(const QByteArray &text)
{
    http::Headers headers;
    const auto lines = text.first(text.indexOf("\n\n")).split('\n').sliced(1);
    for (const auto &line : lines) {
        const auto colon = line.indexOf(':');
        headers.append(line.first(colon), line.sliced(colon + 1).trimmed());
    }
    return headers;
}

inline http::Reply capturedReply(const QString &name)
{
    const auto text = captured(name);
    http::Reply reply;
    reply.head.status = text.mid(9, 3).toInt();
    reply.head.reason = text.mid(13, text.indexOf('\n') - 13);
    reply.head.headers = capturedHeaders(text);
    reply.body = text.mid(text.indexOf("\n\n") + 2);
    return reply;
}

inline http::RequestHead capturedRequest(const QString &name)
{
    const auto text = captured(name);
    const auto line = text.first(text.indexOf('\n')).split(' ');
    return {.method = line.at(0), .target = line.at(1), .headers = capturedHeaders(text)};
}

} // namespace sluice
