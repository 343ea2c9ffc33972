// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/origin_check.h"

#include "engine/http/framing.h"

#include <algorithm>
#include <optional>

namespace sluice {

namespace {

bool isPort(QByteArrayView text)
{
    const auto number = text.size() <= 5 ? http::parseLength(text) : std::nullopt;
    return number && *number <= 65'535;
}

//! Of `host`, `host:port`, `[v6]` or `[v6]:port` the host; nothing for anything else, such as
//! `host:80@elsewhere`, whose host is another one to whoever reads it as a URL.
std::optional<QByteArrayView> hostOf(QByteArrayView authority)
{
    const bool isBracketed = authority.startsWith('[');
    const auto end = authority.indexOf(isBracketed ? ']' : ':');
    if (isBracketed && end < 0)
        return {};
    auto host = end < 0 ? authority : authority.first(end);
    auto port = end < 0 ? QByteArrayView() : authority.sliced(end);
    if (isBracketed) {
        host = host.sliced(1);
        port = port.sliced(1);
        if (!host.contains(':'))
            return {};
    } else if (host.endsWith('.')) {
        host.chop(1); // the root of all names: the same host
    }
    const bool isWhole = port.isEmpty() || (port.front() == ':' && isPort(port.sliced(1)));
    return isWhole && !host.isEmpty() ? std::optional(host) : std::nullopt;
}

} // namespace

OriginCheck::OriginCheck(const QStringList &addresses, const QStringList &allowedHosts,
                         const QStringList &allowedOrigins)
{
    m_hosts.append("localhost");
    for (const auto &host : addresses + allowedHosts) {
        const auto bytes = host.toLatin1().toLower();
        // A bare IPv6 address has colons of its own and no port.
        if (bytes.count(':') > 1 && !bytes.startsWith('['))
            m_hosts.append(bytes);
        else if (const auto name = hostOf(bytes))
            m_hosts.append(name->toByteArray());
    }
    for (const auto &origin : allowedOrigins)
        m_origins.append(origin.toLatin1().toLower());
}

OriginVerdict OriginCheck::check(const http::Headers &headers, const QString &reached) const
{
    const auto host = hostOf(headers.value("host"));
    const auto isOurs = [&host](const QByteArray &known) { return http::equalNames(known, *host); };
    if (!host || (std::ranges::none_of(m_hosts, isOurs) && !isOurs(reached.toLatin1())))
        return OriginVerdict::ForeignHost;
    if (headers.contains("origin")) {
        const auto origins = headers.values("origin");
        const auto isAllowed = [this](const QByteArray &origin) {
            return m_origins.contains(origin.toLower());
        };
        return std::ranges::all_of(origins, isAllowed) ? OriginVerdict::Accepted
                                                       : OriginVerdict::ForeignOrigin;
    }
    // Browsers send one; whichever of several says it, says it.
    return headers.hasToken("sec-fetch-site", "cross-site") ? OriginVerdict::ForeignOrigin
                                                            : OriginVerdict::Accepted;
}

} // namespace sluice
