// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/engine.h"

#include "engine/base/logging.h"
#include "engine/control/control_server.h"
#include "engine/control/snapshot_json.h"
#include "engine/engine_core.h"
#include "engine/provider_list.h"
#include "engine/storage/settings_store.h"
#ifdef Q_OS_LINUX
#include "engine/base/epoll_dispatcher.h"
#endif

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QThread>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

Result<Secret> resolve(const TokenSource &source, const QString &user)
{
    switch (source.kind) {
    case TokenSource::Kind::Inline:
        return source.inlineToken;
    case TokenSource::Kind::Environment: {
        const auto value = qgetenv(source.name.toLocal8Bit().constData());
        if (value.isEmpty())
            return failure(
                ErrorCode::InvalidInput,
                u"users: the token of %1 should be in the environment variable %2, which is not set"_s.arg(
                    user, source.name));
        return Secret(value);
    }
    case TokenSource::Kind::File: {
        QFile file(source.name);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode::InvalidInput,
                           u"users: the token of %1 cannot be read from %2: %3"_s.arg(user, source.name,
                                                                                      file.errorString()));
        return Secret(file.readAll().trimmed());
    }
    case TokenSource::Kind::Keychain:
        return failure(
            ErrorCode::StoreUnavailable,
            u"users: the token of %1 is in the keychain, which this build cannot read"_s.arg(user));
    case TokenSource::Kind::None:
        break;
    }
    return failure(ErrorCode::InvalidInput, u"users: %1 has no token"_s.arg(user));
}

Result<QList<GatewayUser>> resolveUsers(const Settings &settings)
{
    QList<GatewayUser> result;
    for (const auto &user : settings.users) {
        const auto token = resolve(user.token, user.name);
        if (!token)
            return failure(token.error());
        result.append({user.name, *token, user.pools});
    }
    return result;
}

//! `~/` in every path that is not an account's, whose credential expands its own.
void expandPaths(Settings &settings, const Environment &environment)
{
    settings.gateway.tlsCertificate = environment.expanded(settings.gateway.tlsCertificate);
    settings.gateway.tlsKey = environment.expanded(settings.gateway.tlsKey);
    for (auto &provider : settings.providers)
        provider.caFile = environment.expanded(provider.caFile);
    for (auto &user : settings.users) {
        if (user.token.kind == TokenSource::Kind::File)
            user.token.name = environment.expanded(user.token.name);
    }
}

//! `HOST:PORT` or `[V6]:PORT` over the file's address.
Status overrideListen(GatewaySettings &gateway, const QString &listen)
{
    const auto colon = listen.lastIndexOf(u':');
    bool isNumber = false;
    const auto port = listen.sliced(colon + 1).toUShort(&isNumber);
    auto host = colon > 0 ? listen.first(colon) : QString();
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    if (!isNumber || host.isEmpty())
        return failure(ErrorCode::InvalidInput, u"--listen: \"%1\" is not HOST:PORT"_s.arg(listen));
    gateway.listen = host;
    gateway.port = port;
    return Done{};
}

} // namespace

class Engine::Private
{
public:
    Private(const Options &engineOptions, Engine &engine)
        : options(engineOptions)
        , store(engineOptions.configFile.isEmpty() ? engineOptions.environment.configFile()
                                                   : engineOptions.configFile,
                providerIds(), random)
        , control([this](const QJsonObject &request) { return answer(request); }, &engine)
        , q(engine)
    {
    }

    Result<Settings> effectiveSettings() const
    {
        auto settings = store.settings();
        expandPaths(settings, options.environment);
        if (!options.listen.isEmpty()) {
            if (const auto parsed = overrideListen(settings.gateway, options.listen); !parsed)
                return failure(parsed.error());
        }
        return settings;
    }

    Status applyToCore();
    void edited(const Status &status, const QString &accountId);
    Result<QJsonObject> answer(const QJsonObject &request);
    Status reload();
    EngineSnapshot freshSnapshot() const;

    template <typename Call>
    void post(Call call)
    {
        if (core)
            QMetaObject::invokeMethod(core, [core = core, call = std::move(call)] { call(*core); });
    }

    Options options;
    SystemRandom random;
    SettingsStore store;
    EngineSnapshot snapshot;
    QThread thread;
    EngineCore *core = nullptr; // lives and dies on the gateway thread
    ControlServer control;
    Engine &q;
};

Status Engine::Private::applyToCore()
{
    const auto settings = effectiveSettings();
    if (!settings)
        return failure(settings.error());
    const auto users = resolveUsers(*settings);
    if (!users)
        return failure(users.error());
    // Waits: whoever removed a user may rely on the token being refused from now on.
    if (core)
        QMetaObject::invokeMethod(
            core, [&] { core->apply(*settings, *users); }, Qt::BlockingQueuedConnection);
    return Done{};
}

void Engine::Private::edited(const Status &status, const QString &accountId)
{
    const auto applied = status ? applyToCore() : status;
    emit q.commandFinished(accountId, applied ? Error{} : applied.error());
}

//! As it is now, with the last choices: what a person asks for must not be a quarter of a second old.
EngineSnapshot Engine::Private::freshSnapshot() const
{
    EngineSnapshot result;
    if (core)
        QMetaObject::invokeMethod(
            core, [&] { result = core->fullSnapshot(); }, Qt::BlockingQueuedConnection);
    return result;
}

Result<QJsonObject> Engine::Private::answer(const QJsonObject &request)
{
    const auto command = request.value("command"_L1).toString();
    if (command == "status"_L1)
        return toJson(freshSnapshot());
    if (command == "activate"_L1) {
        emit q.activated();
        return QJsonObject();
    }
    if (command == "configuration"_L1)
        return QJsonObject{{u"file"_s, store.file()}};
    if (command == "reload"_L1) {
        const auto done = reload();
        return done ? Result<QJsonObject>(QJsonObject()) : Result<QJsonObject>(failure(done.error()));
    }
    return failure(ErrorCode::InvalidInput,
                   u"the running instance does not know the command \"%1\""_s.arg(command));
}

Status Engine::Private::reload()
{
    if (const auto loaded = store.load(); !loaded)
        return loaded;
    for (const auto &warning : store.warnings())
        qCWarning(lcStorage).noquote() << store.file() << "unknown key" << warning;
    return applyToCore();
}

Engine::Engine(const Options &options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(options, *this))
{
    qRegisterMetaType<EngineSnapshot>();
    qRegisterMetaType<Error>();
}

Engine::~Engine()
{
    if (d->core)
        d->core->deleteLater();
    d->thread.quit();
    d->thread.wait();
}

Status Engine::start()
{
    if (const auto loaded = d->store.load(); !loaded)
        return loaded;
    for (const auto &warning : d->store.warnings())
        qCWarning(lcStorage).noquote() << d->store.file() << "unknown key" << warning;
    if (const auto user = d->store.ensureUser(); !user)
        return user;
    const auto settings = d->effectiveSettings();
    if (!settings)
        return failure(settings.error());
    const auto users = resolveUsers(*settings);
    if (!users)
        return failure(users.error());
    if (const auto opened = d->control.listen(d->options.environment.controlSocket()); !opened)
        return opened;

#ifdef Q_OS_LINUX
    d->thread.setEventDispatcher(new EpollDispatcher);
#endif
    d->thread.setObjectName(u"gateway"_s);
    d->thread.start();
    // The core is made on its own thread, so that everything in it belongs there from the beginning.
    QObject starter;
    starter.moveToThread(&d->thread);
    QMetaObject::invokeMethod(
        &starter,
        [&] {
            d->core = new EngineCore({d->options.environment, *settings, *users, d->options.demo},
                                     makeProviders(*settings));
            starter.moveToThread(thread());
        },
        Qt::BlockingQueuedConnection);
    connect(d->core, &EngineCore::listening, this, &Engine::listening);
    connect(d->core, &EngineCore::failed, this, &Engine::gatewayFailed);
    connect(d->core, &EngineCore::drained, this, &Engine::stopped);
    connect(d->core, &EngineCore::snapshotReady, this, [this](const EngineSnapshot &snapshot) {
        d->snapshot = snapshot;
        if (d->control.hasWatchers())
            d->control.publish(toJson(snapshot));
        emit snapshotChanged(d->snapshot);
    });
    d->post([](EngineCore &core) { core.listen(); });
    return Done{};
}

void Engine::stop()
{
    d->post([](EngineCore &core) { core.drain(); });
}

const EngineSnapshot &Engine::snapshot() const
{
    return d->snapshot;
}

Settings Engine::settings() const
{
    return d->store.settings();
}

void Engine::setGatewayEnabled(bool enabled)
{
    d->post([enabled](EngineCore &core) { core.setEnabled(enabled); });
}

void Engine::setAccountEnabled(const QString &accountId, bool enabled)
{
    d->edited(d->store.setAccountEnabled(accountId, enabled), accountId);
}

void Engine::renameAccount(const QString &accountId, const QString &name)
{
    d->edited(d->store.setAccountName(accountId, name), accountId);
}

void Engine::setAccountLimit(const QString &accountId, WindowKind window, std::optional<int> percent)
{
    const auto which =
        window == WindowKind::FiveHour ? SettingsStore::Window::FiveHour : SettingsStore::Window::Weekly;
    d->edited(d->store.setAccountLimit(accountId, which, percent), accountId);
}

void Engine::setAccountPriority(const QString &accountId, int priority)
{
    d->edited(d->store.setAccountPriority(accountId, static_cast<Priority>(priority)), accountId);
}

void Engine::importLogin(const ImportOrder &order)
{
    AccountSettings account;
    account.id = order.name;
    account.name = order.name;
    account.provider = order.provider;
    account.store = CredentialStore::File;
    account.path = order.path;
    d->edited(d->store.addAccount(account), order.name);
}

void Engine::removeAccount(const RemoveOrder &order)
{
    d->edited(d->store.removeAccount(order.accountId), order.accountId);
}

void Engine::pasteLogin(const PasteOrder &) { }
void Engine::useAccount(const QString &) { }
void Engine::acceptOwner(const QString &) { }
void Engine::signIn(const SignInOrder &) { }
void Engine::answerSignIn(const QString &) { }
void Engine::cancelSignIn() { }
void Engine::retryStores() { }

void Engine::addUser(const QString &name, const QStringList &pools)
{
    const auto token = d->store.addUser(name, pools);
    if (!token) {
        d->edited(failure(token.error()), {});
        return;
    }
    d->edited(Done{}, {});
    emit userAdded(name, *token);
}

void Engine::removeUser(const QString &name)
{
    d->edited(d->store.removeUser(name), {});
}

void Engine::setNotifications(const NotificationSettings &notifications)
{
    d->edited(d->store.setNotifications(notifications), {});
}

void Engine::reload()
{
    if (const auto reloaded = d->reload(); !reloaded)
        qCWarning(lcEngine).noquote() << "the configuration was not taken over:" << reloaded.error().detail;
}

} // namespace sluice
