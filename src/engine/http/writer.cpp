// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/writer.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace sluice::http {

namespace {

bool endsLine(char c)
{
    return c == '\r' || c == '\n' || c == '\0';
}

//! Copies `text` to `out` and gives the place behind it. `out` has room: the size was counted before.
char *put(char *out, QByteArrayView text)
{
    unsigned found = 0; // without a branch in the loop the compiler makes a vector of it
    for (const char c : text)
        found |= static_cast<unsigned>(endsLine(c));
    Q_ASSERT_X(found == 0, "http writer", "CR, LF or NUL inside a head");
    if (found == 0)
        std::memcpy(out, text.data(), static_cast<std::size_t>(text.size()));
    else
        std::ranges::replace_copy_if(text, out, endsLine, ' ');
    return out + text.size();
}

char *putRaw(char *out, QByteArrayView text)
{
    std::memcpy(out, text.data(), static_cast<std::size_t>(text.size()));
    return out + text.size();
}

char *putFields(char *out, const Headers &headers)
{
    for (const auto &field : headers.fields()) {
        out = put(out, field.name);
        out = putRaw(out, ": ");
        out = put(out, field.value);
        out = putRaw(out, "\r\n");
    }
    return putRaw(out, "\r\n");
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
    const QByteArrayView version = head.minorVersion == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n";
    QByteArray result(head.method.size() + 1 + head.target.size() + version.size() + sizeOf(head.headers),
                      Qt::Uninitialized);
    auto *out = put(result.data(), head.method);
    out = putRaw(out, " ");
    out = put(out, head.target);
    out = putRaw(out, version);
    putFields(out, head.headers);
    return result;
}

QByteArray toBytes(const ResponseHead &head)
{
    const QByteArrayView version = head.minorVersion == 0 ? "HTTP/1.0 " : "HTTP/1.1 ";
    const auto status = QByteArray::number(head.status);
    QByteArray result(version.size() + status.size() + head.reason.size() + 3 + sizeOf(head.headers),
                      Qt::Uninitialized);
    auto *out = putRaw(result.data(), version);
    out = putRaw(out, status);
    out = putRaw(out, " ");
    out = put(out, head.reason);
    out = putRaw(out, "\r\n");
    putFields(out, head.headers);
    return result;
}

ChunkHead::ChunkHead(qsizetype dataSize)
{
    auto *end = std::to_chars(m_bytes.data(), m_bytes.data() + m_bytes.size(), dataSize, 16).ptr;
    *end++ = '\r';
    *end++ = '\n';
    m_size = end - m_bytes.data();
}

void appendChunk(QByteArray &out, QByteArrayView data)
{
    if (data.isEmpty())
        return;
    const ChunkHead head(data.size());
    out.reserve(out.size() + head.bytes().size() + data.size() + chunkEnd.size());
    out.append(head.bytes());
    out.append(data);
    out.append(chunkEnd);
}

} // namespace sluice::http
