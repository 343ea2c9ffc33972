// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/request_parser.h"

#include "engine/http/framing.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace sluice::http {

namespace {

Failure violation(const QString &detail)
{
    return failure(ErrorCode::ProtocolViolation, detail);
}

bool isVisible(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

struct Target
{
    QByteArrayView authority = {}; // of the absolute form alone
    QByteArrayView rest = {}; // path and query; after an authority perhaps without the slash
};

//! Of `http://host/path?query`. User information before the host is an error (RFC 9110, 4.2.4).
std::optional<Target> absoluteTarget(QByteArrayView text)
{
    for (const QByteArrayView scheme : {"http://", "https://"}) {
        if (!startsWithName(text, scheme))
            continue;
        text = text.sliced(scheme.size());
        const auto end = std::ranges::find_if(text, [](char c) { return c == '/' || c == '?'; });
        const auto authority = text.first(end - text.begin());
        if (authority.isEmpty() || authority.contains('@'))
            return {};
        return Target{authority, text.sliced(authority.size())};
    }
    return {};
}

//! nullopt for what does not go with the method (RFC 9112, 3.2). CONNECT is left to whoever refuses it.
std::optional<Target> targetOf(QByteArrayView method, QByteArrayView text)
{
    if (!isVisible(text))
        return {};
    if (text.startsWith('/') || method == "CONNECT" || (text == "*" && method == "OPTIONS"))
        return Target{{}, text};
    return absoluteTarget(text);
}

} // namespace

RequestParser::RequestParser(qint64 maxHeadBytes) : HeadParser(maxHeadBytes, EmptyLine::SkippedOnce) { }

void RequestParser::reset()
{
    resetLines();
    m_head = {};
    m_authority.clear();
    m_framing = {};
}

Status RequestParser::onStartLine(QByteArrayView line)
{
    const auto methodEnd = line.indexOf(' ');
    const auto targetEnd = line.lastIndexOf(' ');
    if (methodEnd < 0 || targetEnd == methodEnd)
        return violation(u"malformed request line"_s);
    const auto method = line.first(methodEnd);
    const auto target = targetOf(method, line.sliced(methodEnd + 1, targetEnd - methodEnd - 1));
    const auto version = line.sliced(targetEnd + 1);
    if (!isToken(method) || !target)
        return violation(u"malformed request line"_s);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return violation(u"not HTTP/1.1 or HTTP/1.0"_s);
    m_head.headers.reserve(typicalFields);
    m_head.method = kept(method);
    m_authority = kept(target->authority);
    const bool lacksSlash = !m_authority.isEmpty() && !target->rest.startsWith('/');
    m_head.target = lacksSlash ? '/' + target->rest.toByteArray() : kept(target->rest);
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
    if (hosts == 1 && !m_authority.isEmpty() && !equalNames(m_authority, m_head.headers.value("Host")))
        return violation(u"the target names another host than Host does"_s);
    const auto framing = requestFraming(m_head);
    if (!framing)
        return failure(framing.error());
    m_framing = *framing;
    return Done{};
}

} // namespace sluice::http
