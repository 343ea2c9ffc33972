// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/application.h"

#include "engine/base/logging.h"
#include "engine/setup/client_address.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QSaveFile>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

NoticeMemory readMemory(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return NoticeMemory::fromJson(QJsonDocument::fromJson(file.readAll()).object());
}

} // namespace

Application::Application(Engine &engine, Clock &clock, const Environment &environment,
                         const QString &memoryFile, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_memoryFile(memoryFile)
    , m_shell(clock, environment, readMemory(memoryFile))
{
    connect(&engine, &Engine::snapshotChanged, this, [this](const EngineSnapshot &snapshot) {
        m_shell.setClientTarget(clientTarget());
        m_shell.setSnapshot(snapshot, m_engine.settings().notifications);
    });
    connect(&engine, &Engine::gatewayFailed, &m_shell, &Shell::showError);
    connect(&engine, &Engine::activated, &m_shell, &Shell::bringForward);
    connect(&engine, &Engine::stopped, this, &Application::finished);
    connect(&engine, &Engine::commandFinished, this, [this](const QString &, const Error &error) {
        if (!error.detail.isEmpty())
            m_shell.showError(error);
    });
    connectCommands();
}

void Application::connectCommands()
{
    connect(&m_shell, &Shell::gatewayToggled, &m_engine, &Engine::setGatewayEnabled);
    connect(&m_shell, &Shell::accountToggled, &m_engine, &Engine::setAccountEnabled);
    connect(&m_shell, &Shell::accountRenamed, &m_engine, &Engine::renameAccount);
    connect(&m_shell, &Shell::limitChosen, &m_engine, &Engine::setAccountLimit);
    connect(&m_shell, &Shell::priorityChosen, &m_engine, &Engine::setAccountPriority);
    connect(&m_shell, &Shell::removeRequested, this,
            [this](const QString &accountId) { m_engine.removeAccount({.accountId = accountId}); });
    connect(&m_shell, &Shell::importRequested, this, &Application::importAccount);
    connect(&m_shell, &Shell::notificationsChosen, &m_engine, &Engine::setNotifications);
    connect(&m_shell, &Shell::quitRequested, this, &Application::quit);
    connect(&m_shell, &Shell::memoryChanged, this, &Application::saveMemory);
}

void Application::start()
{
    m_shell.setSnapshot(m_engine.snapshot(), m_engine.settings().notifications);
    m_shell.start();
}

void Application::quit()
{
    if (std::exchange(m_quitting, true))
        emit finished();
    else
        m_engine.stop();
}

void Application::importAccount(const QString &providerId, const QString &path)
{
    // The folder tells one login from another: ~/.claude-work/.credentials.json is "claude-work".
    auto name = QFileInfo(path).dir().dirName();
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    const auto taken = [this](const QString &id) {
        const auto accounts = m_engine.settings().accounts;
        return std::ranges::find(accounts, id, &AccountSettings::id) != accounts.end();
    };
    auto free = name;
    for (int number = 2; taken(free); ++number)
        free = u"%1-%2"_s.arg(name).arg(number);
    m_engine.importLogin({.provider = providerId, .path = path, .name = free});
}

ClientTarget Application::clientTarget() const
{
    const auto &snapshot = m_engine.snapshot();
    const auto settings = m_engine.settings();
    const auto &users = settings.users;
    const auto user = std::ranges::find(users, TokenSource::Kind::Inline,
                                        [](const UserSettings &each) { return each.token.kind; });
    if (snapshot.state != GatewayState::Listening || user == users.end())
        return {};
    return {clientAddress(settings.gateway, snapshot.host, snapshot.port), user->token.inlineToken};
}

void Application::saveMemory(const NoticeMemory &memory)
{
    if (m_memoryFile.isEmpty())
        return;
    QDir().mkpath(QFileInfo(m_memoryFile).path());
    QSaveFile file(m_memoryFile);
    if (!file.open(QIODevice::WriteOnly)) {
        qCWarning(lcGui) << "cannot write" << m_memoryFile << file.errorString();
        return;
    }
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QJsonDocument(memory.toJson()).toJson(QJsonDocument::Compact));
    if (!file.commit())
        qCWarning(lcGui) << "cannot write" << m_memoryFile << file.errorString();
}

} // namespace sluice
