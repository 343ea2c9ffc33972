// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/base/environment.h"
#include "engine/base/random.h"
#include "engine/gateway/gateway.h"
#include "engine/gateway/roster.h"
#include "engine/http/connection_pool.h"
#include "engine/storage/relayed_secret_store.h"
#include "engine/storage/state_store.h"
#include "engine/transport/listen_address.h"
#include "engine/transport/tcp_dialer.h"
#include "engine/transport/tcp_listener.h"
#include "engine/transport/watched_dialer.h"

#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace sluice {

//! Everything that lives on the gateway thread. Made, used and destroyed there; Engine speaks to it with
//! values.
class EngineCore : public QObject
{
    Q_OBJECT

public:
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): stores and clock are references
    struct Start
    {
        Environment environment = {};
        Settings settings = {};
        QList<GatewayUser> users = {};
        SecretStores stores; //!< on the main thread; they outlive the core
        Clock &clock; //!< outlives it too; of any thread
        bool demo = false;
        WindowLengths windowLengths = {};
    };

    EngineCore(const Start &start, ProviderRegistry providers);
    ~EngineCore() override;

    //! Ends with listening() or failed(). A port in use and an address that is not here are tried again from
    //! time to time, without a further failed().
    void listen();
    //! InvalidInput, and all stays as it was: the address listened on would be open to anybody.
    Status apply(const Settings &settings, const QList<GatewayUser> &users);
    //! What the status says of a file that was not taken over; empty where it was.
    void setConfigurationProblem(const QString &problem);
    void setEnabled(bool enabled);
    void retryStores() { m_roster.retryStores(); } //!< keychain and vault are read again
    //! Stops accepting, waits for running requests up to the drain time and for logins that are being
    //! refreshed, emits drained(). Said again, it changes nothing.
    void drain();
    void save(); //!< what can wait is on its way to the disk
    void breakRequests(); //!< while draining: they get no more time
    EngineSnapshot fullSnapshot(); //!< with the last choices

signals:
    void listening(const QString &host, quint16 port);
    void failed(const sluice::Error &error);
    void snapshotReady(const sluice::EngineSnapshot &snapshot);
    void drained();
    //! The configuration does not name the owner of this account yet.
    void ownerLearned(const QString &accountId, const sluice::AccountOwner &owner);

private:
    //! What a stop waits for.
    enum class StopStage : std::uint8_t { None, Requests, Logins, Done };

    Status openListener();
    void onListening();
    void setFault(const Error &fault);
    void listenAgain();
    void renewCertificate(const GatewaySettings &gateway);
    std::optional<QString> findOpenDoor(const Settings &settings) const;
    void updateAccess();
    void updateClientAddress();
    void stateChanged();
    void trimLater();
    EngineSnapshot takeSnapshot();
    void markCliLogins(EngineSnapshot &snapshot) const;
    void setLengths(EngineSnapshot &snapshot) const;
    void onDrained();
    void finishStop();

    Clock &m_clock;
    SystemRandom m_random;
    Environment m_environment;
    Settings m_settings;
    QList<GatewayUser> m_users;
    bool m_demo = false;
    WindowLengths m_windowLengths;
    ProviderRegistry m_providers;
    StateStore m_state;
    RelayedSecretStore m_keychain;
    RelayedSecretStore m_vault;
    TcpDialer m_tcpDialer;
    WatchedDialer m_dialer;
    http::ConnectionPool m_connections;
    Roster m_roster;
    Gateway m_gateway;
    TcpListener m_listener;
    GatewayState m_gatewayState = GatewayState::Starting;
    QString m_problem;
    QString m_configurationProblem;
    Error m_fault; // why it last failed
    std::optional<ListenAddress> m_address; // as bound; also while a stop waits for what came there
    Result<QString> m_clientAddress = QString(); // the certificate is looked at when it changes only
    StopStage m_stop = StopStage::None;
    std::unique_ptr<Deadline> m_pendingSnapshot;
    std::unique_ptr<Deadline> m_trim;
    std::unique_ptr<Deadline> m_drainEnd;
    std::unique_ptr<Deadline> m_retry; // of listen()
};

} // namespace sluice
