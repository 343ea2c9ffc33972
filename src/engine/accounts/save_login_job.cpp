// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/save_login_job.h"

namespace sluice {

SaveLoginJob::SaveLoginJob(const CredentialFile &file, const UnsavedLogin &login, Clock &clock,
                           Random &random, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_login(login)
    , m_locks(std::make_unique<LockSetJob>(file.profile().refreshLocks(file.path())
                                               + file.profile().writeLocks(file.path()),
                                           clock, random, nullptr))
{
    connect(m_locks.get(), &LockSetJob::finished, this, &SaveLoginJob::onLocked);
}

void SaveLoginJob::start()
{
    m_locks->start();
}

void SaveLoginJob::onLocked(const Status &status)
{
    const auto saved = status ? m_file.save(m_login) : status;
    m_locks.reset();
    emit finished(saved);
}

} // namespace sluice
