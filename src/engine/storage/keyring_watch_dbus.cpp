// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/units.h"
#include "engine/storage/keyring_watch.h"
#include "engine/storage/libsecret_session.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusConnectionInterface>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusServiceWatcher>

#include <optional>
#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds answerLimit = 15s; // less than a job of the keychain may take

constexpr auto secretService = "org.freedesktop.secrets"_L1;
constexpr auto servicePath = "/org/freedesktop/secrets"_L1;
constexpr auto serviceInterface = "org.freedesktop.Secret.Service"_L1;
constexpr auto collectionInterface = "org.freedesktop.Secret.Collection"_L1;
constexpr auto propertiesInterface = "org.freedesktop.DBus.Properties"_L1;

//! The wallet that QtKeychain prefers to the Secret Service in this session; empty outside KDE.
QString walletService()
{
    const auto isKde = qEnvironmentVariable("XDG_CURRENT_DESKTOP") == "KDE"_L1
        || qEnvironmentVariable("DESKTOP_SESSION").startsWith("kde"_L1)
        || !qEnvironmentVariableIsEmpty("KDE_FULL_SESSION");
    const auto version = qEnvironmentVariable("KDE_SESSION_VERSION");
    if (!isKde || version.isEmpty())
        return {};
    return version == "4"_L1 ? u"org.kde.kwalletd"_s : u"org.kde.kwalletd"_s + version;
}

KeyringState stateOf(const QDBusError &error)
{
    switch (error.type()) {
    case QDBusError::UnknownObject:
    case QDBusError::UnknownInterface:
    case QDBusError::UnknownMethod: // gnome-keyring, of an object that is not there
        return KeyringState::NoDefault;
    case QDBusError::NoReply:
    case QDBusError::TimedOut:
    case QDBusError::Timeout:
        return KeyringState::NoAnswer;
    case QDBusError::Disconnected:
    case QDBusError::NoServer:
        return KeyringState::NoBus;
    default:
        return KeyringState::NoService; // not there, or could not be started
    }
}

} // namespace

//! Our own connection: unlike QtDBus's shared one it can be made again after the bus has gone.
class KeyringWatch::Bus
{
public:
    explicit Bus(KeyringWatch &watch)
        : m_watch(watch)
        , m_name(u"sluice-keyring-%1"_s.arg(quintptr(&watch), 0, 16))
    {
        connect();
    }
    ~Bus() { QDBusConnection::disconnectFromBus(m_name); }
    Q_DISABLE_COPY_MOVE(Bus)

    using Answer = std::function<void(KeyringState)>;
    //! Calls `then` from the event loop; not at all if the watch goes first.
    void ask(const Answer &then)
    {
        if (!connect()) {
            QMetaObject::invokeMethod(
                &m_watch, [then] { then(KeyringState::NoBus); }, Qt::QueuedConnection);
            return;
        }
        const auto wallet = walletService();
        if (wallet.isEmpty()) {
            askSecretService(then);
            return;
        }
        auto call = QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                                   u"org.freedesktop.DBus"_s, u"NameHasOwner"_s);
        call << wallet;
        send(call, [this, then](const QDBusPendingCall &ended) {
            const QDBusPendingReply<bool> hasOwner = ended;
            if (hasOwner.isValid() && hasOwner.value())
                then(KeyringState::Open); // KWallet says itself whether it is open
            else
                askSecretService(then);
        });
    }

    //! Keeps the state and gives the one before.
    std::optional<KeyringState> note(KeyringState state) { return std::exchange(m_lastState, state); }

private:
    bool connect()
    {
        if (QDBusConnection(m_name).isConnected())
            return true;
        m_owners.reset();
        QDBusConnection::disconnectFromBus(m_name);
        auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_name);
        if (!bus.isConnected())
            return false;
        outliveSessionBus();
        m_owners = std::make_unique<QDBusServiceWatcher>();
        m_owners->setConnection(bus);
        m_owners->setWatchMode(QDBusServiceWatcher::WatchForOwnerChange);
        m_owners->addWatchedService(secretService);
        if (const auto wallet = walletService(); !wallet.isEmpty())
            m_owners->addWatchedService(wallet);
        QObject::connect(m_owners.get(), &QDBusServiceWatcher::serviceOwnerChanged, &m_watch,
                         [this](const QString &, const QString &before, const QString &owner) {
                             onOwnerChanged(before, owner);
                         });
        // By interface, whoever sends it: to name the sender would cost a blocking question.
        bus.connect(QString(), QString(), propertiesInterface, u"PropertiesChanged"_s, {collectionInterface},
                    QString(), &m_watch, SLOT(onKeyringChanged()));
        for (const auto &signal : {u"CollectionCreated"_s, u"CollectionChanged"_s})
            bus.connect(QString(), servicePath, serviceInterface, signal, &m_watch, SLOT(onKeyringChanged()));
        return true;
    }

    void onOwnerChanged(const QString &before, const QString &owner)
    {
        forgetSecretSession();
        m_lastState = KeyringState::NoService;
        if (!before.isEmpty())
            emit m_watch.serviceGone();
        if (!owner.isEmpty())
            m_watch.onKeyringChanged();
    }

    void askSecretService(const Answer &then)
    {
        auto call =
            QDBusMessage::createMethodCall(secretService, servicePath, serviceInterface, u"ReadAlias"_s);
        call << u"default"_s;
        send(call, [this, then](const QDBusPendingCall &ended) {
            const QDBusPendingReply<QDBusObjectPath> keyring = ended;
            if (keyring.isError())
                then(stateOf(keyring.error()));
            else if (keyring.value().path() == "/"_L1)
                then(KeyringState::NoDefault);
            else
                askLocked(keyring.value().path(), then);
        });
    }

    void askLocked(const QString &keyring, const Answer &then)
    {
        auto call = QDBusMessage::createMethodCall(secretService, keyring, propertiesInterface, u"Get"_s);
        call << QString(collectionInterface) << u"Locked"_s;
        send(call, [then](const QDBusPendingCall &ended) {
            const QDBusPendingReply<QDBusVariant> isLocked = ended;
            if (isLocked.isError())
                then(stateOf(isLocked.error()));
            else
                then(isLocked.value().variant().toBool() ? KeyringState::Locked : KeyringState::Open);
        });
    }

    void send(const QDBusMessage &call, const std::function<void(const QDBusPendingCall &)> &then)
    {
        const auto pending = QDBusConnection(m_name).asyncCall(call, static_cast<int>(answerLimit.count()));
        auto *watcher = new QDBusPendingCallWatcher(pending, &m_watch);
        QObject::connect(watcher, &QDBusPendingCallWatcher::finished, &m_watch, [watcher, then] {
            watcher->deleteLater();
            then(*watcher);
        });
    }

    KeyringWatch &m_watch;
    QString m_name;
    std::unique_ptr<QDBusServiceWatcher> m_owners; // of the connection as it is now
    std::optional<KeyringState> m_lastState;
};

KeyringWatch::KeyringWatch(QObject *parent) : QObject(parent), m_bus(std::make_unique<Bus>(*this)) { }

KeyringWatch::~KeyringWatch() = default;

void KeyringWatch::ask(std::function<void(KeyringState)> then)
{
    m_bus->ask([this, then = std::move(then)](KeyringState state) {
        m_bus->note(state);
        then(state);
    });
}

void KeyringWatch::onKeyringChanged()
{
    m_bus->ask([this](KeyringState state) {
        const auto before = m_bus->note(state);
        if (state == KeyringState::Open && before && *before != KeyringState::Open)
            emit becameUsable();
    });
}

} // namespace sluice
