// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/engine_core.h"

#include "engine/base/descriptor_limit.h"
#include "engine/base/heap.h"
#include "engine/base/logging.h"
#include "engine/setup/client_address.h"
#include "engine/setup/client_files.h"
#include "engine/storage/settings_check.h"
#include "engine/transport/byte_stream.h"
#include "engine/transport/endpoint.h"

#include <QtNetwork/QHostAddress>
#include <QtNetwork/QNetworkInterface>

#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds snapshotInterval = 250ms;
constexpr milliseconds quietBeforeTrim = 500ms; // after the last snapshot
constexpr milliseconds retryPause = 15s; // before the address is tried again

//! The literal addresses that reach a listener on `host`, as far as they are there now.
QStringList reachableAddresses(const QString &host)
{
    const QHostAddress address(host);
    if (isLoopbackHost(host))
        return {host, u"127.0.0.1"_s, u"::1"_s};
    if (address != QHostAddress(QHostAddress::Any) && address != QHostAddress(QHostAddress::AnyIPv4)
        && address != QHostAddress(QHostAddress::AnyIPv6))
        return {host};
    QStringList result;
    for (const auto &each : QNetworkInterface::allAddresses())
        result.append(QHostAddress(each.toIPv6Address()).toString().section(u'%', 0, 0));
    for (const auto &each : QNetworkInterface::allAddresses())
        result.append(each.toString().section(u'%', 0, 0));
    return result;
}

//! Whether listen() would do the same with both, but for the certificate that it shows.
bool listensAlike(const GatewaySettings &a, const GatewaySettings &b)
{
    const bool needsLeave = a.tlsCertificate.isEmpty() && !isLoopbackHost(a.listen);
    return a.listen == b.listen && a.port == b.port
        && a.tlsCertificate.isEmpty() == b.tlsCertificate.isEmpty() && a.maxConnections == b.maxConnections
        && (!needsLeave || a.allowPlainHttp == b.allowPlainHttp);
}

//! Whether time alone may end it: who holds the port ends, the network of the address comes up.
bool mayPass(const Error &fault)
{
    return fault.code == ErrorCode::AddressInUse || fault.reason == ErrorReason::AddressElsewhere;
}

//! How many connections there may be at a time: further ones wait, while requests without a descriptor fail.
int connectionsWithin(int wanted)
{
    const auto needed = descriptorsFor(wanted);
    const auto allowed = allowDescriptors(needed);
    const auto result = clientsWithin(allowed, wanted);
    if (result < wanted)
        qCWarning(lcEngine) << "gateway.max_connections:" << wanted << "clients need" << needed
                            << "descriptors, and the system allows" << allowed << "(ulimit -Hn): serving"
                            << result << "at a time";
    return result;
}

} // namespace

EngineCore::EngineCore(const Start &start, ProviderRegistry providers)
    : m_clock(start.clock)
    , m_environment(start.environment)
    , m_settings(start.settings)
    , m_users(start.users)
    , m_demo(start.demo)
    , m_windowLengths(start.windowLengths)
    , m_providers(std::move(providers))
    , m_state(start.environment.stateFile(), m_clock)
    , m_keychain(start.stores.keychain, nullptr)
    , m_vault(start.stores.vault, nullptr)
    , m_tcpDialer(m_clock)
    , m_dialer(m_tcpDialer, m_clock, nullptr)
    , m_connections({}, m_clock, nullptr)
    , m_roster(m_providers, {m_dialer, m_clock, m_random},
               LoginHomes(start.environment, {m_keychain, m_vault}, m_clock), m_state, nullptr)
    , m_gateway(m_providers, m_roster, Upstreams(m_dialer, m_connections), m_clock, m_random, nullptr)
    , m_listener(m_clock, nullptr)
{
    m_gateway.setSnapshotSource([this] { return takeSnapshot(); });
    connect(this, &EngineCore::snapshotReady, &m_gateway, &Gateway::changed);
    connect(&m_listener, &TcpListener::streamAccepted, &m_gateway, &Gateway::accept);
    connect(&m_gateway, &Gateway::drained, this, &EngineCore::onDrained);
    connect(&m_roster, &Roster::changed, this, &EngineCore::stateChanged);
    connect(&m_roster, &Roster::changed, this, &EngineCore::finishStop);
    connect(&m_roster, &Roster::ownerLearned, this, &EngineCore::ownerLearned);
    updateAccess();
    updateClientAddress();
    m_roster.apply(m_settings);
}

EngineCore::~EngineCore()
{
    m_roster.save();
    m_roster.saveSessions();
    // What still runs ends with the gateway, after the deadlines that a change would arm.
    disconnect(&m_roster, nullptr, this, nullptr);
}

void EngineCore::listen()
{
    if (const auto opened = openListener(); !opened) {
        setFault(opened.error());
        emit snapshotReady(takeSnapshot()); // first: whoever hears of the failure may ask for the state
        emit failed(m_fault);
        return;
    }
    onListening();
}

Status EngineCore::openListener()
{
    const auto &gateway = m_settings.gateway;
    // The parser looked at the file; --listen may have replaced the address since. A token that the keychain
    // has not given yet counts: until it has, its user is refused.
    if (const auto exposure = findExposure(m_settings, tokenCount(m_settings)))
        return failure(*exposure);
    m_listener.setPlain();
    if (!gateway.tlsCertificate.isEmpty()) {
        if (const auto ready = m_listener.setTls(gateway.tlsCertificate, gateway.tlsKey); !ready)
            return ready;
    }
    return m_listener.listen(gateway.listen, gateway.port);
}

void EngineCore::onListening()
{
    const auto &gateway = m_settings.gateway;
    if (!isLoopbackHost(gateway.listen) && gateway.tlsCertificate.isEmpty())
        qCWarning(lcGateway) << "allow_plain_http: tokens and prompts cross the network unprotected";
    m_listener.setMaxConnections(connectionsWithin(gateway.maxConnections));
    m_retry.reset();
    m_address = {m_listener.host(), m_listener.port()};
    m_gatewayState = GatewayState::Listening;
    m_problem.clear();
    updateAccess();
    updateClientAddress();
    m_gateway.reopen();
    emit snapshotReady(takeSnapshot()); // whoever hears of the address may ask for the state at once
    emit listening(m_listener.host(), m_listener.port());
}

void EngineCore::setFault(const Error &fault)
{
    m_gatewayState = GatewayState::Failed;
    m_fault = fault;
    m_problem = fault.detail;
    m_retry = mayPass(fault) ? m_clock.after(retryPause, [this] { listenAgain(); }) : nullptr;
}

void EngineCore::listenAgain()
{
    const auto opened = openListener();
    if (opened) {
        onListening();
        return;
    }
    const auto before = m_fault;
    setFault(opened.error());
    if (m_fault != before)
        emit snapshotReady(takeSnapshot());
}

//! What a reload must not do. The parser looked at the address in the file; until the next listen() the one
//! that is bound counts.
std::optional<QString> EngineCore::findOpenDoor(const Settings &settings) const
{
    const auto host = m_listener.host();
    if (!m_listener.isListening() || settings.gateway.requireToken || isLoopbackHost(host))
        return {};
    return u"gateway.require_token: is false, but the gateway listens on %1, which is not a loopback "
           u"address; "
           "set it to true, or start Sluice anew on a loopback address"_s.arg(host);
}

Status EngineCore::apply(const Settings &settings, const QList<GatewayUser> &users)
{
    if (const auto open = findOpenDoor(settings))
        return failure(ErrorCode::InvalidInput, *open);
    if (settings.providers != m_settings.providers)
        qCWarning(lcEngine) << "changes of providers take effect at the next start";
    if (m_listener.isListening() && !listensAlike(settings.gateway, m_settings.gateway))
        qCWarning(lcEngine)
            << "changes of gateway.listen, port, max_connections, allow_plain_http and whether"
            << "there is tls take effect once the gateway is switched off and on, or at the"
            << "next start";
    renewCertificate(settings.gateway);
    m_settings = settings;
    m_users = users;
    updateAccess();
    updateClientAddress();
    m_roster.apply(settings);
    return Done{};
}

//! Certificates are renewed in their place. Connections to come see what the files hold now; files that do
//! not go together, as halfway through a renewal, change nothing.
void EngineCore::renewCertificate(const GatewaySettings &gateway)
{
    if (!m_listener.isListening() || !m_listener.hasTls() || gateway.tlsCertificate.isEmpty())
        return;
    if (const auto taken = m_listener.setTls(gateway.tlsCertificate, gateway.tlsKey); !taken)
        qCWarning(lcEngine).noquote()
            << "gateway.tls: the certificate read before holds:" << taken.error().detail;
}

void EngineCore::setConfigurationProblem(const QString &problem)
{
    if (std::exchange(m_configurationProblem, problem) != problem)
        stateChanged();
}

void EngineCore::setEnabled(bool enabled)
{
    if (m_stop != StopStage::None)
        return;
    if (enabled && !m_listener.isListening()) {
        listen();
    } else if (!enabled && m_gatewayState != GatewayState::Off) {
        m_retry.reset();
        m_listener.close();
        m_address.reset();
        updateClientAddress();
        m_gateway.drain();
        m_gatewayState = GatewayState::Off;
        m_problem.clear();
        stateChanged();
    }
}

void EngineCore::drain()
{
    if (m_stop != StopStage::None)
        return; // the time that requests have runs already
    m_stop = StopStage::Requests;
    m_retry.reset();
    m_gatewayState = GatewayState::Draining;
    stateChanged();
    m_listener.close();
    m_drainEnd = m_clock.after(m_settings.gateway.drain, [this] { breakRequests(); });
    m_gateway.drain();
}

void EngineCore::save()
{
    m_roster.save();
    m_roster.saveSessions();
    m_state.writeNow();
}

void EngineCore::breakRequests()
{
    if (m_stop != StopStage::Requests)
        return;
    qCWarning(lcGateway) << "breaking" << m_gateway.connectionCount() << "connections to stop";
    m_gateway.breakAll();
    onDrained();
}

void EngineCore::onDrained()
{
    if (m_stop != StopStage::Requests)
        return;
    m_stop = StopStage::Logins;
    m_drainEnd.reset();
    if (m_roster.isRefreshing())
        qCInfo(lcEngine) << "the stop waits for a login that is being refreshed: the provider's answer holds"
                         << "the only copy of its new tokens";
    finishStop();
}

//! Nothing cuts a refresh short but its own timeouts.
void EngineCore::finishStop()
{
    if (m_stop != StopStage::Logins || m_roster.isRefreshing())
        return;
    m_stop = StopStage::Done;
    m_roster.save();
    m_roster.saveSessions();
    if (const auto saved = m_state.flush(); !saved)
        qCWarning(lcStorage).noquote() << saved.error().detail;
    emit drained();
}

void EngineCore::updateAccess()
{
    const auto &gateway = m_settings.gateway;
    const auto host = m_listener.isListening() ? m_listener.host() : gateway.listen;
    http::ServerLimits limits;
    limits.maxBodyBytes = qint64{gateway.maxBodyMib} * 1024 * 1024;
    m_gateway.setAccess(
        {OriginCheck(reachableAddresses(host), gateway.allowedHosts, gateway.allowedOrigins),
         ClientKeyCheck(
             m_users, gateway.requireToken ? ClientKeyCheck::Mode::Required : ClientKeyCheck::Mode::Optional),
         limits});
}

void EngineCore::updateClientAddress()
{
    const auto &gateway = m_settings.gateway;
    m_clientAddress = m_address
        ? coveredClientAddress(m_listener.certificate(), gateway, m_address->host, m_address->port)
        : configuredClientAddress(gateway);
}

//! Gathers what happens within a quarter of a second; while nothing happens, nothing runs.
void EngineCore::stateChanged()
{
    if (m_pendingSnapshot)
        return;
    m_pendingSnapshot = m_clock.after(snapshotInterval, [this] {
        m_pendingSnapshot.reset();
        m_roster.save();
        trimLater();
        emit snapshotReady(takeSnapshot());
    });
}

EngineSnapshot EngineCore::fullSnapshot()
{
    auto result = takeSnapshot();
    result.decisions = m_roster.decisions();
    return result;
}

void EngineCore::markCliLogins(EngineSnapshot &snapshot) const
{
    for (auto &account : snapshot.accounts) {
        const auto *provider = m_providers.byId(account.providerId);
        if (!provider || !provider->client())
            continue;
        account.isCliLogin = account.store == "file"_L1
            && m_environment.expanded(account.path)
                == credentialsFile(provider->client()->info(), m_environment);
        account.canBeCliLogin = account.canBeCliLogin && !account.isCliLogin;
    }
}

void EngineCore::setLengths(EngineSnapshot &snapshot) const
{
    for (auto &account : snapshot.accounts) {
        for (auto &window : account.windows)
            window.length = m_windowLengths.of(window.kind);
    }
    for (auto &pool : snapshot.pools)
        pool.lengths = m_windowLengths;
}

//! Once what just ended is gone, and once more when the connections that it left in the pool are.
void EngineCore::trimLater()
{
    m_trim = m_clock.after(quietBeforeTrim, [this] {
        releaseUnusedMemory();
        const auto poolIsEmpty = http::ConnectionPool::Limits{}.idleTimeout + 1s;
        m_trim = m_clock.after(poolIsEmpty, [] { releaseUnusedMemory(); });
    });
}

EngineSnapshot EngineCore::takeSnapshot()
{
    EngineSnapshot result;
    result.at = m_clock.now();
    result.state = m_gatewayState;
    result.problem = m_problem;
    if (m_gatewayState == GatewayState::Failed)
        result.fault = m_fault;
    result.configurationProblem = m_configurationProblem;
    const auto &gateway = m_settings.gateway;
    // Changed settings show once they are listened on.
    const auto address = m_address.value_or(ListenAddress{gateway.listen, gateway.port});
    result.host = address.host;
    result.port = address.port;
    result.tls = m_address ? m_listener.hasTls() : !gateway.tlsCertificate.isEmpty();
    if (m_clientAddress)
        result.address = *m_clientAddress;
    else
        result.addressProblem = m_clientAddress.error().detail;
    result.demo = m_demo;
    m_roster.fill(result);
    markCliLogins(result);
    setLengths(result);
    return result;
}

} // namespace sluice
