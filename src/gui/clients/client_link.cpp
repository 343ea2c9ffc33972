// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/clients/client_link.h"

#include "engine/setup/client_files.h"
#include "engine/setup/client_version_job.h"

#include <QtCore/QProcess>
#include <QtCore/QTimer>

#include <chrono>

namespace sluice {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto trialTimeout = 120s;

QString lastLine(const QByteArray &output)
{
    const auto lines = QString::fromUtf8(output).split(u'\n', Qt::SkipEmptyParts);
    return lines.isEmpty() ? QString() : lines.last().trimmed().left(200);
}

} // namespace

ClientLink::ClientLink(const ClientSetup &client, const Environment &environment, QObject *parent)
    : QObject(parent)
    , m_environment(environment)
    , m_files(client, environment)
{
}

ClientLink::~ClientLink()
{
    delete m_asked;
    endTrial();
}

void ClientLink::endTrial()
{
    if (auto *ended = std::exchange(m_tried, nullptr)) {
        ended->disconnect(this);
        ended->kill();
        ended->waitForFinished(1000); // a killed process is gone at once
        ended->deleteLater();
    }
}

void ClientLink::setTarget(const ClientTarget &target)
{
    if (target.address == m_target.address && target.token == m_target.token
        && target.problem == m_target.problem)
        return;
    m_target = target;
    refresh();
}

void ClientLink::refresh()
{
    m_problem.clear();
    const auto plan = m_files.planSetup(m_target);
    if (!plan) {
        m_problem = plan.error().detail;
        m_state = State::Unreadable;
    } else if (!m_target.problem.isEmpty()) {
        m_problem = m_target.problem;
        m_state = State::Unreadable;
    } else if (m_target.address.isEmpty()) {
        m_state = State::NoAddress;
    } else {
        m_state = plan->changesFile() ? State::Elsewhere : State::Here;
    }
    m_program = clientProgram(info(), m_environment);
    if (const auto stamp = programStamp(m_program); std::exchange(m_stamp, stamp) != stamp)
        askVersion();
    emit changed();
}

QString ClientLink::title() const
{
    return m_version.isEmpty() ? info().name : info().name + u' ' + m_version;
}

QString ClientLink::change() const
{
    const auto plan = m_files.planSetup(m_target);
    return plan ? m_files.client().toDiff(*plan, m_target).trimmed() : plan.error().detail;
}

void ClientLink::apply()
{
    run(m_files.planSetup(m_target));
}

void ClientLink::undo()
{
    run(m_files.planUndo());
}

void ClientLink::run(const Result<SetupPlan> &plan)
{
    const auto applied = plan ? m_files.apply(*plan) : Status(failure(plan.error()));
    refresh();
    if (!applied)
        emit failed(applied.error());
}

void ClientLink::askVersion()
{
    delete std::exchange(m_asked, nullptr);
    m_version.clear();
    if (m_program.isEmpty())
        return;
    m_asked = new ClientVersionJob(m_program, m_environment, m_clock, this);
    connect(m_asked, &ClientVersionJob::finished, this, [this](const QString &version) {
        std::exchange(m_asked, nullptr)->deleteLater();
        m_version = version;
        emit changed();
    });
    m_asked->start();
}

void ClientLink::tryOut()
{
    endTrial();
    m_trial = Trial::Running;
    m_trialError.clear();
    m_tried = new QProcess(this);
    m_tried->setProcessEnvironment(m_environment.variables);
    m_tried->setWorkingDirectory(m_environment.homeDirectory);
    m_tried->setStandardInputFile(QProcess::nullDevice());
    connect(m_tried, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        onTrialEnded(code == 0 && status == QProcess::NormalExit);
    });
    connect(m_tried, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onTrialEnded(false);
    });
    QTimer::singleShot(trialTimeout, m_tried, &QProcess::kill);
    m_tried->start(m_program, info().trial);
    emit changed();
}

void ClientLink::onTrialEnded(bool good)
{
    m_trial = good ? Trial::None : Trial::Failed;
    if (!good) {
        m_trialError = lastLine(m_tried->readAllStandardError());
        if (m_trialError.isEmpty())
            m_trialError = lastLine(m_tried->readAllStandardOutput());
    }
    std::exchange(m_tried, nullptr)->deleteLater();
    emit changed();
}

} // namespace sluice
