// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/environment.h"
#include "engine/engine.h"
#include "engine/providers/setup_plan.h"
#include "gui/shell.h"

#include <QtCore/QObject>

namespace sluice {

//! Joins what the person sees to the engine. The only place in the gui that talks to it.
class Application : public QObject
{
    Q_OBJECT

public:
    //! `memoryFile`: where told notices are kept; empty keeps them in memory alone.
    Application(Engine &engine, Clock &clock, const Environment &environment, const QString &memoryFile,
                QObject *parent = nullptr);

    void start();
    //! Lets running requests finish, then emits finished(). Asked again, it breaks them off.
    void quit();

signals:
    void finished();

protected:
    //! The session ends, or the system's own menu says so: Qt would end the program at once, and with it
    //! requests and refreshes.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectCommands();
    void connectLogins();
    void tellSettings();
    ClientTarget clientTarget() const;
    void saveMemory(const NoticeMemory &memory);

    Engine &m_engine;
    const QStringList m_providerIds;
    QString m_memoryFile;
    Shell m_shell;
    bool m_quitting = false;
    bool m_isFinished = false;
};

} // namespace sluice
