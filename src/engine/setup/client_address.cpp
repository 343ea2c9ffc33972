// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/setup/client_address.h"

#include "engine/storage/settings.h"
#include "engine/transport/server_identity.h"

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! The hosts by which a client on this computer reaches one that listens on `host`, the plainest first.
QStringList hostsHere(const QString &host)
{
    if (host == "::"_L1)
        return {u"127.0.0.1"_s, u"localhost"_s, u"::1"_s};
    if (host == "0.0.0.0"_L1 || host == "127.0.0.1"_L1)
        return {u"127.0.0.1"_s, u"localhost"_s};
    if (host == "::1"_L1)
        return {host, u"localhost"_s};
    return {host};
}

QString urlOf(bool tls, const QString &host, quint16 port)
{
    const auto form = host.contains(u':') ? u"%1://[%2]:%3"_s : u"%1://%2:%3"_s;
    return form.arg(tls ? u"https"_s : u"http"_s, host, QString::number(port));
}

//! Of an entry of gateway.allowed_hosts, which may have brackets and a port.
QString hostOf(const QString &entry)
{
    if (entry.startsWith(u'['))
        return entry.sliced(1).section(u']', 0, 0);
    return entry.count(u':') > 1 ? entry : entry.section(u':', 0, 0);
}

} // namespace

Result<QString> coveredClientAddress(const std::optional<QSslCertificate> &certificate,
                                     const GatewaySettings &gateway, const QString &host, quint16 port)
{
    auto hosts = hostsHere(host);
    if (!certificate)
        return urlOf(false, hosts.constFirst(), port);
    const auto here = hosts.join(u" or "_s);
    for (const auto &entry : gateway.allowedHosts)
        hosts.append(hostOf(entry));
    const auto covered =
        std::ranges::find_if(hosts, [&](const QString &each) { return isFor(*certificate, each); });
    if (covered != hosts.end())
        return urlOf(true, *covered, port);
    return failure(
        ErrorCode::InvalidInput,
        u"gateway.tls: the certificate is neither for %1 nor for a host in gateway.allowed_hosts, so no CLI "
        "would take it; get one for localhost, or add a name that it is for and that leads to this "
        "computer to gateway.allowed_hosts"_s.arg(here));
}

Result<QString> configuredClientAddress(const GatewaySettings &gateway)
{
    if (gateway.port == 0)
        return failure(ErrorCode::InvalidInput,
                       u"gateway.port is 0, a free one at each start, so nobody knows yet where to reach the "
                       "gateway; set a port, or start Sluice first"_s);
    if (gateway.tlsCertificate.isEmpty())
        return coveredClientAddress({}, gateway, gateway.listen, gateway.port);
    const auto chain = readCertificates(gateway.tlsCertificate);
    return chain ? coveredClientAddress(chain->first(), gateway, gateway.listen, gateway.port)
                 : failure(chain.error());
}

} // namespace sluice
