// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/doctor_network.h"

#include "engine/base/clock.h"
#include "engine/http/api_call_job.h"
#include "engine/transport/listen_address.h"
#include "engine/transport/port_holder.h"
#include "engine/transport/server_identity.h"
#include "engine/transport/tcp_dialer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpServer>

#include <algorithm>
#include <cmath>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto patience = 15s;
constexpr qint64 tolerableSkew = 60; // seconds; a token's expiry is looked at 5 minutes ahead
constexpr qint64 renewalDays = 14;

//! Where a provider is asked for anything: requests, new tokens, usage.
QList<Endpoint> endpointsOf(const Provider &provider)
{
    QList<Endpoint> result;
    for (const auto &endpoint : {provider.upstream({}), provider.oauth().refreshRequest({}).endpoint,
                                 provider.oauth().usageRequest({}).endpoint}) {
        const auto isSame = [&](const Endpoint &known) { return known.authority() == endpoint.authority(); };
        if (!endpoint.host.isEmpty() && std::ranges::none_of(result, isSame))
            result.append(endpoint);
    }
    return result;
}

//! The proxies of the provider's accounts that are switched on; an empty one for the direct way, which is
//! also that of a provider without accounts.
QList<QUrl> waysTo(const Provider &provider, const QList<AccountSettings> &accounts)
{
    QList<QUrl> result;
    for (const auto &account : accounts) {
        if (account.provider == provider.info().id && account.enabled && !result.contains(account.proxy))
            result.append(account.proxy);
    }
    return result.isEmpty() ? QList<QUrl>{QUrl()} : result;
}

//! Each address by each way.
QList<Endpoint> routesTo(const Provider &provider, const QList<AccountSettings> &accounts)
{
    const auto ways = waysTo(provider, accounts);
    QList<Endpoint> result;
    for (const auto &endpoint : endpointsOf(provider)) {
        for (const auto &way : ways) {
            result.append(endpoint);
            result.last().proxy = way;
        }
    }
    return result;
}

//! For people, so without the proxy's password.
QString nameOf(const Endpoint &endpoint)
{
    if (endpoint.proxy.isEmpty())
        return endpoint.host;
    return u"%1 by the proxy %2"_s.arg(endpoint.host, endpoint.proxy.toString(QUrl::RemoveUserInfo));
}

//! How far our clock is ahead of the one that answered, in seconds; nothing where it does not say.
std::optional<qint64> skewFrom(const http::Reply &reply, SystemTime now)
{
    const auto date = QString::fromLatin1(reply.head.headers.value("Date"));
    const auto theirs = QLocale::c().toDateTime(date, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!theirs.isValid())
        return std::nullopt;
    const QDateTime utc(theirs.date(), theirs.time(), Qt::UTC);
    return toUnixMilliseconds(now) / 1000 - utc.toSecsSinceEpoch();
}

Result<http::Reply> askNow(const Endpoint &endpoint, Clock &clock)
{
    TcpDialer dialer(clock);
    Result<http::Reply> result = http::Reply();
    http::ApiCallJob job({.method = "HEAD", .endpoint = endpoint}, dialer, clock, patience, nullptr);
    QObject::connect(&job, &http::ApiCallJob::finished, &job, [&result](const Result<http::Reply> &reply) {
        result = reply;
        QCoreApplication::exit();
    });
    job.start();
    QCoreApplication::exec();
    return result;
}

} // namespace

void checkPort(Findings &findings, const GatewaySettings &gateway, bool isRunning)
{
    const auto address = gateway.port == 0 ? u"a free one of %1 at each start"_s.arg(gateway.listen)
                                           : u"%1:%2"_s.arg(gateway.listen).arg(gateway.port);
    QTcpServer probe;
    const auto host = listenOn(probe, gateway.listen, gateway.port);
    if (!probe.isListening() && !isRunning) {
        const auto holder = portHolder(host, gateway.port);
        findings.bad(holder.isEmpty() ? u"port: %1 cannot be used (%2)"_s.arg(address, probe.errorString())
                                      : u"port: %1 is in use by %2"_s.arg(address, holder),
                     u"end the program that holds it, or set another gateway.port"_s);
    } else if (gateway.port == 0)
        findings.good(u"port: %1"_s.arg(address));
    else if (!probe.isListening())
        findings.good(u"port: the running instance holds %1"_s.arg(address));
    else
        findings.good(isRunning ? u"port: %1 is free; the running instance listens elsewhere"_s.arg(address)
                                : u"port: %1 is free"_s.arg(address));
}

void checkCertificate(Findings &findings, const GatewaySettings &gateway)
{
    if (gateway.tlsCertificate.isEmpty()) {
        if (gateway.allowPlainHttp)
            findings.warn(u"certificate: none, and allow_plain_http is true"_s,
                          u"tokens and prompts cross the network unprotected; set gateway.tls"_s);
        else
            findings.good(u"certificate: none: loopback only"_s);
        return;
    }
    const auto what = u"certificate: %1"_s.arg(gateway.tlsCertificate);
    const auto chain = readCertificates(gateway.tlsCertificate);
    if (!chain) {
        findings.bad(u"certificate: %1"_s.arg(chain.error().detail),
                     u"give gateway.tls.certificate a PEM file"_s);
        return;
    }
    const auto key = readPrivateKey(gateway.tlsKey);
    const auto now = QDateTime::currentDateTimeUtc();
    const auto left = now.daysTo(chain->first().expiryDate());
    if (!key)
        findings.bad(u"certificate: %1"_s.arg(key.error().detail),
                     u"give gateway.tls.key the PEM file of its key"_s);
    else if (!isKeyOf(*key, chain->first()))
        findings.bad(u"%1 does not belong to the key %2"_s.arg(what, gateway.tlsKey),
                     u"give gateway.tls the files of one pair"_s);
    else if (chain->first().expiryDate() < now)
        findings.bad(u"%1 has expired"_s.arg(what), u"renew it"_s);
    else if (chain->first().effectiveDate() > now)
        findings.bad(u"%1 is not valid yet"_s.arg(what), u"look at this computer's clock"_s);
    else if (left < renewalDays)
        findings.warn(u"%1 expires in %2 days"_s.arg(what).arg(left), u"renew it"_s);
    else
        findings.good(what);
}

QList<ClockSkew> checkProvider(Findings &findings, const Provider &provider,
                               const QList<AccountSettings> &accounts)
{
    SystemClock clock;
    QList<ClockSkew> skews;
    for (const auto &endpoint : routesTo(provider, accounts)) {
        const auto what = u"%1: %2"_s.arg(provider.info().name, nameOf(endpoint));
        const auto reply = askNow(endpoint, clock);
        if (!reply) {
            findings.bad(u"%1: %2"_s.arg(what, reply.error().detail),
                         u"check the network, the proxy and the providers' URLs in the configuration"_s);
            continue;
        }
        findings.good(u"%1 answers"_s.arg(what));
        if (const auto skew = skewFrom(*reply, clock.now()))
            skews.append({*skew, endpoint.host});
    }
    return skews;
}

void checkClock(Findings &findings, const QList<ClockSkew> &skews)
{
    const auto worst =
        std::ranges::max_element(skews, {}, [](const ClockSkew &skew) { return std::abs(skew.seconds); });
    if (worst == skews.end())
        findings.warn(u"clock: no provider has said what time it is"_s,
                      u"look yourself whether this computer's clock is right"_s);
    else if (std::abs(worst->seconds) > tolerableSkew)
        findings.bad(u"clock: %1 s %2 that of %3"_s.arg(std::abs(worst->seconds))
                         .arg(worst->seconds > 0 ? u"ahead of"_s : u"behind"_s, worst->host),
                     u"set this computer's clock; resets and expiries are wrong until then"_s);
    else
        findings.good(u"clock: agrees with that of %1"_s.arg(worst->host));
}

} // namespace sluice
