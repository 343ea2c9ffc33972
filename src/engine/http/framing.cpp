// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/framing.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace sluice::http {

namespace {

//! The framing the fields name; Kind::None where they name none.
Result<BodyFraming> namedFraming(int minorVersion, const Headers &headers)
{
    const QByteArray *length = nullptr;
    const QByteArray *coding = nullptr;
    for (const auto &field : headers.fields()) {
        if (equalNames(field.name, "Content-Length")) {
            if (length)
                return failure(ErrorCode::ProtocolViolation, u"more than one Content-Length"_s);
            length = &field.value;
        } else if (equalNames(field.name, "Transfer-Encoding")) {
            if (coding)
                return failure(ErrorCode::ProtocolViolation, u"more than one Transfer-Encoding"_s);
            coding = &field.value;
        }
    }
    if (length && coding)
        return failure(ErrorCode::ProtocolViolation, u"both Content-Length and Transfer-Encoding"_s);
    if (coding) {
        if (!equalNames(*coding, "chunked"))
            return failure(ErrorCode::ProtocolViolation, u"Transfer-Encoding other than chunked"_s);
        if (minorVersion == 0)
            return failure(ErrorCode::ProtocolViolation, u"Transfer-Encoding in HTTP/1.0"_s);
        return BodyFraming{BodyFraming::Kind::Chunked};
    }
    if (!length)
        return BodyFraming{};
    const auto bytes = parseLength(*length);
    if (!bytes)
        return failure(ErrorCode::ProtocolViolation, u"Content-Length is not a number of bytes"_s);
    return BodyFraming{BodyFraming::Kind::Length, *bytes};
}

} // namespace

Result<BodyFraming> requestFraming(const RequestHead &head)
{
    return namedFraming(head.minorVersion, head.headers);
}

Result<BodyFraming> responseFraming(const ResponseHead &head, QByteArrayView requestMethod)
{
    auto framing = namedFraming(head.minorVersion, head.headers);
    if (!framing)
        return framing;
    if (requestMethod == "HEAD" || head.status < 200 || head.status == 204 || head.status == 304)
        return BodyFraming{};
    if (framing->kind == BodyFraming::Kind::None)
        return BodyFraming{BodyFraming::Kind::UntilClose};
    return framing;
}

void joinEqualLengths(Headers &headers)
{
    const auto stated = headers.joined("Content-Length");
    if (!stated.contains(','))
        return;
    const auto lengths = stated.split(',');
    const auto first = lengths.first().trimmed();
    if (std::ranges::all_of(lengths,
                            [&first](const QByteArray &length) { return length.trimmed() == first; }))
        headers.set("Content-Length", first);
}

bool isKeptAlive(int minorVersion, const Headers &headers)
{
    if (headers.hasToken("Connection", "close"))
        return false;
    return minorVersion > 0 || headers.hasToken("Connection", "keep-alive");
}

std::optional<qint64> parseLength(QByteArrayView text)
{
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    qint64 result = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        const int digit = c - '0';
        if (result > (largest - digit) / 10)
            return std::nullopt;
        result = result * 10 + digit;
    }
    return text.isEmpty() ? std::nullopt : std::optional(result);
}

} // namespace sluice::http
