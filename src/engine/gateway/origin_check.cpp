// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/origin_check.h"

#include <algorithm>

namespace sluice {

namespace {

//! `host`, `host:port`, `[v6]`, `[v6]:port` without port and brackets.
QByteArrayView withoutPort(QByteArrayView host)
{
    if (host.startsWith('[')) {
        const auto end = host.indexOf(']');
        return end < 0 ? host : host.sliced(1, end - 1);
    }
    const auto colon = host.indexOf(':');
    return colon < 0 ? host : host.first(colon);
}

} // namespace

OriginCheck::OriginCheck(const QStringList &addresses, const QStringList &allowedHosts,
                         const QStringList &allowedOrigins)
{
    m_hosts.append("localhost");
    for (const auto &host : addresses + allowedHosts) {
        const auto bytes = host.toLatin1().toLower();
        // A bare IPv6 address has colons of its own and no port.
        m_hosts.append(bytes.count(':') > 1 && !bytes.startsWith('[') ? bytes
                                                                      : withoutPort(bytes).toByteArray());
    }
    for (const auto &origin : allowedOrigins)
        m_origins.append(origin.toLatin1().toLower());
}

OriginVerdict OriginCheck::check(const http::Headers &headers) const
{
    const auto host = withoutPort(headers.value("host"));
    const auto isOurs = [host](const QByteArray &known) { return http::equalNames(known, host); };
    if (std::ranges::none_of(m_hosts, isOurs))
        return OriginVerdict::ForeignHost;
    if (headers.contains("origin")) {
        const auto origins = headers.values("origin");
        const auto isAllowed = [this](const QByteArray &origin) {
            return m_origins.contains(origin.toLower());
        };
        return std::ranges::all_of(origins, isAllowed) ? OriginVerdict::Accepted
                                                       : OriginVerdict::ForeignOrigin;
    }
    return http::equalNames(headers.value("sec-fetch-site").trimmed(), "cross-site")
        ? OriginVerdict::ForeignOrigin
        : OriginVerdict::Accepted;
}

} // namespace sluice
