// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/application.h"

#include "engine/base/logging.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QSaveFile>

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

Application::Application(Engine &engine, Clock &clock, const QString &memoryFile, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_memoryFile(memoryFile)
    , m_shell(clock, readMemory(memoryFile))
{
    connect(&engine, &Engine::snapshotChanged, this, [this](const EngineSnapshot &snapshot) {
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
    connect(&m_shell, &Shell::removeRequested, &m_engine, &Engine::removeAccount);
    connect(&m_shell, &Shell::importRequested, this, &Application::importAccount);
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

void Application::importAccount(const QString &path)
{
    // The folder tells one login from another: ~/.claude-work/.credentials.json is "claude-work".
    auto name = QFileInfo(path).dir().dirName();
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    m_engine.importAccount(u"claude"_s, path, name);
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
