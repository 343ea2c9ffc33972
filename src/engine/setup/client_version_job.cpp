// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/setup/client_version_job.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds timeToAnswer = 10s;

} // namespace

ClientVersionJob::ClientVersionJob(const QString &program, const Environment &environment, Clock &clock,
                                   QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_process.setProgram(program);
    m_process.setArguments({u"--version"_s});
    auto variables = environment.variables;
    variables.insert(u"HOME"_s, m_home.path()); // some make their folder there before they say anything
    m_process.setProcessEnvironment(variables);
    m_process.setStandardInputFile(QProcess::nullDevice());
    // Queued, since a program that cannot be started fails inside start().
    connect(&m_process, &QProcess::finished, this, &ClientVersionJob::finish, Qt::QueuedConnection);
    connect(
        &m_process, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                finish();
        },
        Qt::QueuedConnection);
}

ClientVersionJob::~ClientVersionJob()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill(); // it only talks: there is nothing it could leave half done
    m_process.waitForFinished();
}

void ClientVersionJob::start()
{
    m_timeout = m_clock.after(timeToAnswer, [this] { m_process.kill(); });
    m_process.start();
}

void ClientVersionJob::finish()
{
    static const QRegularExpression version(u"\\d+\\.\\d+(?:\\.\\d+)?(?:-[0-9A-Za-z.]+)?"_s);
    m_timeout.reset();
    emit finished(version.match(QString::fromUtf8(m_process.readAllStandardOutput())).captured());
}

QString programStamp(const QString &program)
{
    const QFileInfo file(QFileInfo(program).canonicalFilePath());
    return u"%1 %2"_s.arg(file.filePath()).arg(file.lastModified().toMSecsSinceEpoch());
}

} // namespace sluice
