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

char *put(char *out, QByteArrayView text)
{
    return std::copy(text.begin(), text.end(), out);
}

char *putFields(char *out, const Headers &headers)
{
    for (const auto &field : headers.fields()) {
        out = put(out, field.name);
        out = put(out, ": ");
        out = put(out, field.value);
        out = put(out, "\r\n");
    }
    return put(out, "\r\n");
}

qsizetype countLineEnds(QByteArrayView text)
{
    qsizetype count = 0;
    while (!text.isEmpty()) { // in pieces whose count fits a byte, so that the compiler makes vectors of it
        const auto piece = text.first(std::min<qsizetype>(text.size(), 255));
        quint8 found = 0;
        for (const char c : piece)
            found = static_cast<quint8>(found + static_cast<quint8>(endsLine(c)));
        count += found;
        text = text.sliced(piece.size());
    }
    return count;
}

//! CR and LF end the start line, each field and the head.
bool isClean(QByteArrayView head, const Headers &headers)
{
    return countLineEnds(head) == 2 * (headers.fields().size() + 2);
}

QByteArray cleaned(QByteArrayView text)
{
    auto result = text.toByteArray();
    std::ranges::replace_if(result, endsLine, ' ');
    return result;
}

Headers cleaned(const Headers &headers)
{
    Headers result;
    for (const auto &field : headers.fields())
        result.append(cleaned(field.name), cleaned(field.value));
    return result;
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
    out = put(out, " ");
    out = put(out, head.target);
    out = put(out, version);
    putFields(out, head.headers);
    if (isClean(result, head.headers))
        return result;
    Q_ASSERT_X(false, "http writer", "CR, LF or NUL inside a head");
    return toBytes(
        RequestHead{cleaned(head.method), cleaned(head.target), head.minorVersion, cleaned(head.headers)});
}

QByteArray toBytes(const ResponseHead &head)
{
    const QByteArrayView version = head.minorVersion == 0 ? "HTTP/1.0 " : "HTTP/1.1 ";
    std::array<char, 12> digits = {};
    const auto *end = std::to_chars(digits.data(), digits.data() + digits.size(), head.status).ptr;
    const QByteArrayView status(digits.data(), end);
    QByteArray result(version.size() + status.size() + head.reason.size() + 3 + sizeOf(head.headers),
                      Qt::Uninitialized);
    auto *out = put(result.data(), version);
    out = put(out, status);
    out = put(out, " ");
    out = put(out, head.reason);
    out = put(out, "\r\n");
    putFields(out, head.headers);
    if (isClean(result, head.headers))
        return result;
    Q_ASSERT_X(false, "http writer", "CR, LF or NUL inside a head");
    return toBytes(ResponseHead{head.status, cleaned(head.reason), head.minorVersion, cleaned(head.headers)});
}

ChunkHead::ChunkHead(qsizetype dataSize)
{
    auto *end = std::to_chars(m_bytes.data(), m_bytes.data() + m_bytes.size(), dataSize, 16).ptr;
    *end++ = '\r';
    *end++ = '\n';
    m_size = end - m_bytes.data();
}

} // namespace sluice::http
