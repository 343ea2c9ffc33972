// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/base/environment.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

namespace sluice {

//! Asks an installed CLI for its version.
class ClientVersionJob : public QObject
{
    Q_OBJECT

public:
    //! `program` as clientProgram() has found it.
    ClientVersionJob(const QString &program, const Environment &environment, Clock &clock,
                     QObject *parent = nullptr);
    ~ClientVersionJob() override;

    void start();

signals:
    //! `2.1.330`; empty where the program does not say it within ten seconds.
    void finished(const QString &version);

private:
    void finish();

    Clock &m_clock;
    QTemporaryDir m_home; // outlives the process
    QProcess m_process;
    std::unique_ptr<Deadline> m_timeout;
};

//! Changes when another program, or another version of it, is found at that path.
QString programStamp(const QString &program);

} // namespace sluice
