// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/save_login_job.h"

namespace sluice {

SaveLoginJob::SaveLoginJob(const LoginRecord &record, const UnsavedLogin &login, Clock &clock, Random &random,
                           QObject *parent)
    : QObject(parent)
    , m_record(record)
    , m_login(login)
    , m_locks(std::make_unique<LockSetJob>(record.home().refreshLocks() + record.home().writeLocks(), clock,
                                           random, nullptr))
{
    connect(m_locks.get(), &LockSetJob::finished, this, &SaveLoginJob::onLocked);
}

void SaveLoginJob::start()
{
    m_locks->start();
}

void SaveLoginJob::onLocked(const Status &status)
{
    const auto merged = status ? m_record.merged(m_login) : failure(status.error());
    if (merged)
        connect(m_record.home().replace(*merged, this), &HomeJob::finished, this, &SaveLoginJob::finish);
    else
        finish(failure(merged.error()));
}

void SaveLoginJob::finish(const Status &status)
{
    m_locks.reset();
    emit finished(status);
}

} // namespace sluice
