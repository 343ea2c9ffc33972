// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/request_parser.h"

#include "engine/http/framing.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sluice::http {

namespace {

Failure violation(const QString &detail)
{
    return failure(ErrorCode::ProtocolViolation, detail);
}

bool isTarget(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace

RequestParser::RequestParser(qint64 maxHeadBytes) : HeadParser(maxHeadBytes, EmptyLine::SkippedOnce) { }

void RequestParser::reset()
{
    resetLines();
    m_head = {};
    m_framing = {};
}

Status RequestParser::onStartLine(QByteArrayView line)
{
    const auto methodEnd = line.indexOf(' ');
    const auto targetEnd = line.lastIndexOf(' ');
    if (methodEnd < 0 || targetEnd == methodEnd)
        return violation(u"malformed request line"_s);
    const auto method = line.first(methodEnd);
    const auto target = line.sliced(methodEnd + 1, targetEnd - methodEnd - 1);
    const auto version = line.sliced(targetEnd + 1);
    if (!isToken(method) || !isTarget(target))
        return violation(u"malformed request line"_s);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return violation(u"not HTTP/1.1 or HTTP/1.0"_s);
    m_head.headers.reserve(typicalFields);
    m_head.method = kept(method);
    m_head.target = kept(target);
    m_head.minorVersion = version.back() - '0';
    return Done{};
}

void RequestParser::onField(const FieldView &field)
{
    m_head.headers.append(kept(field.name), kept(field.value));
}

Status RequestParser::onEnd()
{
    const auto hosts = std::ranges::count_if(
        m_head.headers.fields(), [](const Header &field) { return equalNames(field.name, "Host"); });
    if (hosts > 1 || (hosts == 0 && m_head.minorVersion > 0))
        return violation(hosts == 0 ? u"no Host"_s : u"more than one Host"_s);
    const auto framing = requestFraming(m_head);
    if (!framing)
        return failure(framing.error());
    m_framing = *framing;
    return Done{};
}

} // namespace sluice::http
