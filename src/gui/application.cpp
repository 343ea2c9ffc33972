// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/application.h"

#include "engine/base/logging.h"
#include "engine/base/read_file.h"
#include "engine/provider_list.h"
#include "engine/setup/client_token.h"
#include "engine/storage/atomic_file.h"
#include "engine/storage/settings_parser.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>

#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

NoticeMemory readMemory(const QString &path)
{
    if (path.isEmpty())
        return {};
    const auto content = readFile(path);
    return content ? NoticeMemory::fromJson(QJsonDocument::fromJson(*content).object()) : NoticeMemory();
}

} // namespace

Application::Application(Engine &engine, Clock &clock, const Environment &environment,
                         const QString &memoryFile, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_providerIds(providerIds())
    , m_memoryFile(memoryFile)
    , m_shell(clock, environment, readMemory(memoryFile))
{
    connect(&engine, &Engine::snapshotChanged, this, [this](const EngineSnapshot &snapshot) {
        tellSettings();
        m_shell.setSnapshot(snapshot, m_engine.settings().notifications);
    });
    connect(&engine, &Engine::gatewayFailed, &m_shell, &Shell::showGatewayFailure);
    connect(&engine, &Engine::activated, &m_shell, &Shell::bringForward);
    connect(&engine, &Engine::stopped, this, [this] {
        m_isFinished = true;
        emit finished();
    });
    connect(&engine, &Engine::commandFinished, this, [this](const QString &, const Error &error) {
        if (!error.detail.isEmpty()) {
            m_shell.showError(error);
            return;
        }
        m_shell.forgetError();
        tellSettings(); // users are no part of a snapshot
    });
    connectCommands();
    connectLogins();
    QCoreApplication::instance()->installEventFilter(this);
}

void Application::connectCommands()
{
    connect(&m_shell, &Shell::gatewayToggled, &m_engine, &Engine::setGatewayEnabled);
    connect(&m_shell, &Shell::accountToggled, &m_engine, &Engine::setAccountEnabled);
    connect(&m_shell, &Shell::accountRenamed, &m_engine, &Engine::renameAccount);
    connect(&m_shell, &Shell::stopChosen, &m_engine, &Engine::setAccountStop);
    connect(&m_shell, &Shell::priorityChosen, &m_engine, &Engine::setAccountPriority);
    connect(&m_shell, &Shell::notificationsChosen, &m_engine, &Engine::setNotifications);
    connect(&m_shell, &Shell::quitRequested, this, &Application::quit);
    connect(&m_shell, &Shell::memoryChanged, this, &Application::saveMemory);
}

void Application::connectLogins()
{
    connect(&m_shell, &Shell::importRequested, &m_engine, &Engine::importLogin);
    connect(&m_shell, &Shell::pasteRequested, &m_engine, &Engine::pasteLogin);
    connect(&m_shell, &Shell::removeRequested, &m_engine, &Engine::removeAccount);
    connect(&m_shell, &Shell::useRequested, &m_engine, &Engine::useAccount);
    connect(&m_shell, &Shell::ownerAccepted, &m_engine, &Engine::acceptOwner);
    connect(&m_shell, &Shell::storesRetried, &m_engine, &Engine::retryStores);
    connect(&m_shell, &Shell::signInRequested, &m_engine, &Engine::signIn);
    connect(&m_shell, &Shell::signInAnswered, &m_engine, &Engine::answerSignIn);
    connect(&m_shell, &Shell::signInCancelled, &m_engine, &Engine::cancelSignIn);
    connect(&m_engine, &Engine::loginFinished, &m_shell, &Shell::showLoginEnd);
    connect(&m_engine, &Engine::signInChanged, &m_shell, &Shell::showSignIn);
    connect(&m_shell, &Shell::userAddRequested, &m_engine, &Engine::addUser);
    connect(&m_shell, &Shell::userRemoveRequested, &m_engine, &Engine::removeUser);
    connect(&m_engine, &Engine::userAdded, this, [this](const QString &name, const Secret &token) {
        tellSettings();
        m_shell.showUserToken(name, token);
    });
}

//! What windows show of the configuration; a snapshot does not hold it.
void Application::tellSettings()
{
    const auto settings = m_engine.settings();
    m_shell.setClientTarget(clientTarget());
    m_shell.setUsers(settings.users, effectivePools(settings, m_providerIds));
}

void Application::start()
{
    tellSettings();
    m_shell.setSnapshot(m_engine.snapshot(), m_engine.settings().notifications);
    m_shell.start();
}

void Application::quit()
{
    if (std::exchange(m_quitting, true))
        m_engine.stopNow();
    else
        m_engine.stop();
}

bool Application::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Quit || m_isFinished)
        return QObject::eventFilter(watched, event);
    quit();
    return true;
}

ClientTarget Application::clientTarget() const
{
    const auto &snapshot = m_engine.snapshot();
    const auto token = clientToken(m_engine.settings().users);
    if (snapshot.state != GatewayState::Listening || !token)
        return {};
    return {.address = snapshot.address, .token = *token, .problem = snapshot.addressProblem};
}

void Application::saveMemory(const NoticeMemory &memory)
{
    if (m_memoryFile.isEmpty())
        return;
    auto written = makePrivateDirectory(QFileInfo(m_memoryFile).path());
    if (written)
        written = replaceFile(m_memoryFile, QJsonDocument(memory.toJson()).toJson(QJsonDocument::Compact));
    if (!written)
        qCWarning(lcGui).noquote() << written.error().detail;
}

} // namespace sluice
