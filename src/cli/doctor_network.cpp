// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/doctor_network.h"

#include "engine/base/clock.h"
#include "engine/http/api_call_job.h"
#include "engine/transport/port_holder.h"
#include "engine/transport/tcp_dialer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QLocale>
#include <QtNetwork/QSslCertificate>
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
    const auto address = u"%1:%2"_s.arg(gateway.listen).arg(gateway.port);
    const QHostAddress host(gateway.listen);
    QTcpServer probe;
    if (probe.listen(host, gateway.port))
        findings.good(isRunning ? u"port: %1 is free; the running instance listens elsewhere"_s.arg(address)
                                : u"port: %1 is free"_s.arg(address));
    else if (isRunning)
        findings.good(u"port: the running instance holds %1"_s.arg(address));
    else if (const auto holder = portHolder(host, gateway.port); !holder.isEmpty())
        findings.bad(u"port: %1 is in use by %2"_s.arg(address, holder),
                     u"end that program, or set another gateway.port"_s);
    else
        findings.bad(u"port: %1 cannot be used (%2)"_s.arg(address, probe.errorString()),
                     u"stop the program that holds it, or set another gateway.port"_s);
}

void checkCertificate(Findings &findings, const GatewaySettings &gateway)
{
    if (gateway.tlsCertificate.isEmpty())
        return;
    const auto what = u"certificate: %1"_s.arg(gateway.tlsCertificate);
    const auto chain = QSslCertificate::fromPath(gateway.tlsCertificate);
    const auto now = QDateTime::currentDateTimeUtc();
    if (chain.isEmpty())
        findings.bad(u"%1 holds no certificate that can be read"_s.arg(what),
                     u"give gateway.tls.certificate a PEM file"_s);
    else if (chain.first().expiryDate() < now)
        findings.bad(u"%1 has expired"_s.arg(what), u"renew it"_s);
    else if (chain.first().effectiveDate() > now)
        findings.bad(u"%1 is not valid yet"_s.arg(what), u"look at this computer's clock"_s);
    else if (now.daysTo(chain.first().expiryDate()) < renewalDays)
        findings.warn(u"%1 expires in %2 days"_s.arg(what).arg(now.daysTo(chain.first().expiryDate())),
                      u"renew it"_s);
    else
        findings.good(what);
    if (QFile key(gateway.tlsKey); !key.open(QIODevice::ReadOnly))
        findings.bad(u"certificate: cannot read its key %1 (%2)"_s.arg(gateway.tlsKey, key.errorString()),
                     u"give gateway.tls.key the PEM file of its key"_s);
}

void checkProvider(Findings &findings, const Provider &provider)
{
    SystemClock clock;
    for (const auto &endpoint : endpointsOf(provider)) {
        const auto what = u"%1: %2"_s.arg(provider.info().name, endpoint.host);
        const auto reply = askNow(endpoint, clock);
        if (!reply) {
            findings.bad(u"%1: %2"_s.arg(what, reply.error().detail),
                         u"check the network, the proxy and the providers' URLs in the configuration"_s);
            continue;
        }
        findings.good(u"%1 answers"_s.arg(what));
        const auto skew = skewFrom(*reply, clock.now());
        if (skew && std::abs(*skew) > tolerableSkew)
            findings.bad(u"clock: %1 s %2 that of %3"_s.arg(std::abs(*skew))
                             .arg(*skew > 0 ? u"ahead of"_s : u"behind"_s, endpoint.host),
                         u"set this computer's clock; resets and expiries are wrong until then"_s);
    }
}

} // namespace sluice
