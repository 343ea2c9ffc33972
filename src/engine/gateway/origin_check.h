// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"

#include <QtCore/QList>
#include <QtCore/QStringList>

#include <cstdint>

namespace sluice {

enum class OriginVerdict : std::uint8_t { Accepted, ForeignHost, ForeignOrigin };

//! Keeps web pages out. Loopback is not authentication, so this holds on every path.
class OriginCheck
{
public:
    //! `addresses`: the literal addresses the gateway listens on. `localhost` is always allowed.
    OriginCheck(const QStringList &addresses, const QStringList &allowedHosts,
                const QStringList &allowedOrigins);

    //! `reached`: the address at which this client got here, a host of ours like the others. A name that
    //! leads to it is none: it may be anybody's.
    OriginVerdict check(const http::Headers &headers, const QString &reached = {}) const;

private:
    QList<QByteArray> m_hosts; // lower case, without port; IPv6 without brackets
    QList<QByteArray> m_origins; // lower case
};

} // namespace sluice
