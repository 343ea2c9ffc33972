// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/response_parser.h"

#include "engine/http/framing.h"

using namespace Qt::StringLiterals;

namespace sluice::http {

namespace {

//! Of `200` or `200 OK`; 0 for anything else.
int parseStatus(QByteArrayView text)
{
    if (text.size() < 3 || (text.size() > 3 && text[3] != ' '))
        return 0;
    int status = 0;
    for (const char c : text.first(3)) {
        if (c < '0' || c > '9')
            return 0;
        status = status * 10 + (c - '0');
    }
    return status >= 100 ? status : 0;
}

} // namespace

ResponseParser::ResponseParser(qint64 maxHeadBytes, QByteArray requestMethod)
    : HeadParser(maxHeadBytes)
    , m_requestMethod(std::move(requestMethod))
{
}

void ResponseParser::reset()
{
    resetLines();
    m_head = {};
    m_framing = {};
}

void ResponseParser::start(QByteArray requestMethod)
{
    m_requestMethod = std::move(requestMethod);
    reset();
}

Status ResponseParser::onStartLine(QByteArrayView line)
{
    if (!line.startsWith("HTTP/1.1 ") && !line.startsWith("HTTP/1.0 "))
        return failure(ErrorCode::ProtocolViolation, u"not HTTP/1.1 or HTTP/1.0"_s);
    const auto rest = line.sliced(9);
    const auto reason = rest.sliced(std::min<qsizetype>(4, rest.size()));
    m_head.status = parseStatus(rest);
    if (m_head.status == 0 || !isFieldValue(reason))
        return failure(ErrorCode::ProtocolViolation, u"malformed status line"_s);
    m_head.headers.reserve(typicalFields);
    m_head.reason = kept(reason);
    m_head.minorVersion = line[7] - '0';
    return Done{};
}

void ResponseParser::onField(const FieldView &field)
{
    m_head.headers.append(kept(field.name), kept(field.value));
}

Status ResponseParser::onEnd()
{
    joinEqualLengths(m_head.headers);
    const auto framing = responseFraming(m_head, m_requestMethod);
    if (!framing)
        return failure(framing.error());
    m_framing = *framing;
    return Done{};
}

} // namespace sluice::http
