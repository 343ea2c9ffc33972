// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/writer.h"

#include <algorithm>
#include <charconv>

namespace sluice::http {

namespace {

bool endsLine(char c)
{
    return c == '\r' || c == '\n' || c == '\0';
}

void appendText(QByteArray &out, QByteArrayView text)
{
    const bool isClean = std::ranges::none_of(text, endsLine);
    Q_ASSERT_X(isClean, "http writer", "CR, LF or NUL inside a head");
    if (isClean) {
        out.append(text);
        return;
    }
    for (const char c : text)
        out.append(endsLine(c) ? ' ' : c);
}

void appendFields(QByteArray &out, const Headers &headers)
{
    for (const auto &field : headers.fields()) {
        appendText(out, field.name);
        out.append(": ");
        appendText(out, field.value);
        out.append("\r\n");
    }
    out.append("\r\n");
}

qsizetype sizeOf(const Headers &headers)
{
    qsizetype size = 2;
    for (const auto &field : headers.fields())
        size += field.name.size() + field.value.size() + 4;
    return size;
}

} // namespace

QByteArray toBytes(const RequestHead &head)
{
    QByteArray out;
    out.reserve(head.method.size() + head.target.size() + 12 + sizeOf(head.headers));
    appendText(out, head.method);
    out.append(' ');
    appendText(out, head.target);
    out.append(head.minorVersion == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    appendFields(out, head.headers);
    return out;
}

QByteArray toBytes(const ResponseHead &head)
{
    QByteArray out;
    out.reserve(head.reason.size() + 15 + sizeOf(head.headers));
    out.append(head.minorVersion == 0 ? "HTTP/1.0 " : "HTTP/1.1 ");
    out.append(QByteArray::number(head.status));
    out.append(' ');
    appendText(out, head.reason);
    out.append("\r\n");
    appendFields(out, head.headers);
    return out;
}

void appendChunk(QByteArray &out, QByteArrayView data)
{
    if (data.isEmpty())
        return;
    char digits[16];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), data.size(), 16).ptr;
    out.reserve(out.size() + data.size() + 20);
    out.append(QByteArrayView(std::begin(digits), end));
    out.append("\r\n");
    out.append(data);
    out.append("\r\n");
}

} // namespace sluice::http
