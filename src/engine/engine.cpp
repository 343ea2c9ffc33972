// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/logging.h"
#include "engine/base/start_thread.h"
#include "engine/engine_p.h"
#include "engine/snapshot_json.h"
#include "engine/storage/settings_files.h"
#ifdef Q_OS_LINUX
#include "engine/base/epoll_dispatcher.h"
#endif

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto recoveryPatience = 3s;

} // namespace

Settings Engine::Private::effectiveSettings() const
{
    auto settings = withExpandedPaths(store.settings(), options.environment);
    if (options.listen) {
        settings.gateway.listen = options.listen->host;
        settings.gateway.port = options.listen->port;
    }
    const auto held = holdsBack ? desk.heldAccounts() : QStringList();
    settings.accounts.removeIf([&held](const AccountSettings &account) { return held.contains(account.id); });
    return settings;
}

//! Who may use the gateway; a mistake is named with its place in the file.
Result<QList<GatewayUser>> Engine::Private::resolvedUsers(const Settings &settings)
{
    auto users = tokens.resolve(settings);
    return users ? users : failure(users.error().code, store.file() + u": "_s + users.error().detail);
}

Status Engine::Private::tryToApply()
{
    const auto settings = effectiveSettings();
    const auto users = resolvedUsers(settings);
    if (!users)
        return failure(users.error());
    Status applied = Done{};
    // Waits: whoever removed a user may rely on the token being refused from now on.
    if (core)
        QMetaObject::invokeMethod(
            core, [&] { applied = core->apply(settings, *users); }, Qt::BlockingQueuedConnection);
    return applied ? applied : failure(applied.error().code, store.file() + u": "_s + applied.error().detail);
}

Status Engine::Private::applyToCore()
{
    auto applied = tryToApply();
    if (applied)
        inForce = store.settings();
    refusal = applied ? QString() : applied.error().detail;
    tellConfigurationProblem();
    return applied;
}

//! A file that cannot be read leaves the store as it was, and that can still be applied.
void Engine::Private::tellConfigurationProblem()
{
    const auto problem = store.problem().isEmpty() ? refusal : store.problem();
    post([problem](EngineCore &running) { running.setConfigurationProblem(problem); });
}

void Engine::Private::edited(const Status &status, const QString &accountId)
{
    if (!status)
        tellConfigurationProblem(); // an edit begins by reading the file
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
    if (command == "activate"_L1 && !options.hasWindow)
        return failure(
            ErrorCode::InvalidInput,
            u"the gateway already runs without a window, as `sluice serve` (pid %1); end that first"_s.arg(
                QCoreApplication::applicationPid()));
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
    if (auto loaded = store.load(); !loaded) {
        tellConfigurationProblem();
        return loaded;
    }
    post([](EngineCore &running) { running.retryStores(); }); // the command line may have changed a login
    if (core && desk.hasUnfinished())
        desk.recover();
    warnOfUnknownKeys();
    tokens.expire(); // one in the keychain may be another, or revoked
    return applyToCore();
}

void Engine::Private::warnOfUnknownKeys() const
{
    const auto keys = store.warnings() + providers.unknownSettings(store.settings().providers);
    for (const auto &key : keys)
        qCWarning(lcStorage).noquote() << store.file() << "unknown key" << key;
}

Engine::Engine(const Options &options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(options, *this))
{
    qRegisterMetaType<EngineSnapshot>();
    qRegisterMetaType<Error>();
    connect(&d->desk, &LoginDesk::signInChanged, this, &Engine::signInChanged);
    connect(&d->desk, &LoginDesk::finished, this, &Engine::loginFinished);
    connect(&d->desk, &LoginDesk::configurationChanged, this, [this] {
        if (const auto applied = d->applyToCore(); !applied)
            emit commandFinished({}, applied.error());
        d->post([](EngineCore &core) { core.retryStores(); }); // a login may be another one in the same place
    });
    connect(&d->tokens, &UserTokens::changed, this, [this] { (void)d->applyToCore(); });
}

Engine::~Engine()
{
    // While its thread still has turns: streams that it holds go in the next one.
    if (d->core)
        QMetaObject::invokeMethod(
            d->core, [core = d->core] { delete core; }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
}

Status Engine::start()
{
    // Whoever names a file means one that is there: a new one would only hide the mistake.
    if (const auto &named = d->options.configFile; !named.isEmpty() && !QFileInfo::exists(named))
        return failure(ErrorCode::InvalidInput, u"there is no configuration file %1"_s.arg(named));
    if (const auto loaded = d->store.load(); !loaded)
        return loaded;
    d->warnOfUnknownKeys();
    if (const auto user = d->store.ensureUser(); !user)
        return user;
    d->inForce = d->store.settings();
    const auto settings = d->effectiveSettings();
    if (const auto users = d->resolvedUsers(settings); !users)
        return failure(users.error());
    if (auto wrong = findWrongFile(settings)) {
        wrong->detail.prepend(d->store.file() + u": "_s);
        return failure(*wrong);
    }
    if (d->options.demo)
        qCInfo(lcEngine).noquote() << "the demo's configuration, with the token of its user,"
                                   << "is here until it ends:" << logField("file"_L1, d->store.file());
    if (const auto opened = d->control.listen(d->options.environment.controlSocket()); !opened)
        return opened;
    if (!d->desk.hasUnfinished())
        return d->startCore();
    // A login that was being moved must not be refreshed before it is where it belongs.
    d->holdsBack = true;
    connect(&d->desk, &LoginDesk::recovered, this, [this] {
        d->holdsBack = d->desk.hasUnfinished();
        if (d->core)
            (void)d->applyToCore();
        d->startLate();
    });
    d->patience = d->clock.after(recoveryPatience, [this] { d->startLate(); });
    d->desk.recover();
    return Done{};
}

//! When nobody waits for the outcome of start() any more.
void Engine::Private::startLate()
{
    patience.reset();
    if (core)
        return;
    if (const auto started = startCore(); !started)
        emit q.gatewayFailed(started.error());
}

Status Engine::Private::startCore()
{
    const auto settings = effectiveSettings();
    const auto users = resolvedUsers(settings);
    if (!users)
        return failure(users.error());
#ifdef Q_OS_LINUX
    if (!thread.eventDispatcher()) // of a start that failed
        thread.setEventDispatcher(new EpollDispatcher);
#endif
    thread.setObjectName(u"gateway"_s);
    if (auto started = startThread(thread); !started)
        return started;
    // The core is made on its own thread, so that everything in it belongs there from the beginning.
    QObject starter;
    starter.moveToThread(&thread);
    QMetaObject::invokeMethod(
        &starter,
        [&] {
            core = new EngineCore(
                {options.environment, settings, *users, stores(), clock, options.demo, options.windowLengths},
                makeProviders(settings));
            starter.moveToThread(q.thread());
        },
        Qt::BlockingQueuedConnection);
    connect(core, &EngineCore::listening, &q, &Engine::listening);
    connect(core, &EngineCore::failed, &q, &Engine::gatewayFailed);
    connect(core, &EngineCore::drained, &q, &Engine::stopped);
    connect(core, &EngineCore::ownerLearned, &q, [this](const QString &id, const AccountOwner &owner) {
        if (const auto kept = store.setAccountOwner(id, owner); kept)
            (void)applyToCore();
    });
    connect(core, &EngineCore::snapshotReady, &q, [this](const EngineSnapshot &fresh) {
        snapshot = fresh;
        if (control.hasWatchers())
            control.publish(toJson(snapshot));
        emit q.snapshotChanged(snapshot);
    });
    tellConfigurationProblem();
    post([](EngineCore &running) { running.listen(); });
    return Done{};
}

void Engine::stop()
{
    if (d->core)
        d->post([](EngineCore &core) { core.drain(); });
    else
        emit stopped();
}

void Engine::save()
{
    d->post([](EngineCore &core) { core.save(); });
}

void Engine::stopNow()
{
    stop();
    d->post([](EngineCore &core) { core.breakRequests(); });
}

const EngineSnapshot &Engine::snapshot() const
{
    return d->snapshot;
}

Settings Engine::settings() const
{
    return d->inForce;
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

void Engine::setAccountStop(const QString &accountId, WindowKind window, const AccountStop &stop)
{
    d->edited(d->store.setAccountStop(accountId, window, stop), accountId);
}

void Engine::setAccountPriority(const QString &accountId, Priority priority)
{
    d->edited(d->store.setAccountPriority(accountId, priority), accountId);
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
