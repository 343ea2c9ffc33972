// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/endpoint.h"

#include <QtNetwork/QHostAddress>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 ownPort(Security security)
{
    return security == Security::Tls ? 443 : 80;
}

} // namespace

Endpoint Endpoint::ofUrl(const QUrl &url)
{
    const auto security = url.scheme() == "http"_L1 ? Security::Plain : Security::Tls;
    return {
        .security = security, .host = url.host(), .port = static_cast<quint16>(url.port(ownPort(security)))};
}

QByteArray Endpoint::authority() const
{
    auto result = host.contains(u':') ? '[' + host.toUtf8() + ']' : QUrl::toAce(host);
    if (port != ownPort(security))
        result += ':' + QByteArray::number(port);
    return result;
}

bool isLoopbackHost(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace sluice
