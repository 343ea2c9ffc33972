// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/clients/client_setup.h"

namespace sluice {

ClientSetup::ClientSetup(const Environment &environment, QObject *parent)
    : QObject(parent)
    , m_files(environment)
{
}

void ClientSetup::setTarget(const ClaudeCodeTarget &target)
{
    if (target.baseUrl == m_target.baseUrl && target.token == m_target.token)
        return;
    m_target = target;
    refresh();
}

void ClientSetup::refresh()
{
    m_problem.clear();
    const auto plan = m_files.planSetup(m_target);
    if (!plan) {
        m_problem = plan.error().detail;
        m_state = State::Unreadable;
    } else if (m_target.baseUrl.isEmpty()) {
        m_state = State::NoAddress;
    } else {
        m_state = plan->changesFile() ? State::Elsewhere : State::Here;
    }
    emit changed();
}

QString ClientSetup::change() const
{
    const auto plan = m_files.planSetup(m_target);
    return plan ? toDiff(*plan, m_target).trimmed() : plan.error().detail;
}

void ClientSetup::apply()
{
    run(m_files.planSetup(m_target));
}

void ClientSetup::undo()
{
    run(m_files.planUndo());
}

void ClientSetup::run(const Result<SetupPlan> &plan)
{
    const auto applied = plan ? m_files.apply(*plan) : Status(failure(plan.error()));
    refresh();
    if (!applied)
        emit failed(applied.error());
}

} // namespace sluice
