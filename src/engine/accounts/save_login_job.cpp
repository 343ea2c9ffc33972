// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/save_login_job.h"

namespace sluice {

using namespace Qt::StringLiterals;

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
    if (status)
        connect(m_record.home().prepare(this), &HomeJob::finished, this, &SaveLoginJob::onPrepared);
    else
        finish(status);
}

void SaveLoginJob::onPrepared(const Status &writable)
{
    const auto merged =
        writable ? m_record.merged(m_login) : Result<std::optional<QByteArray>>(failure(writable.error()));
    if (!merged)
        finish(failure(merged.error()));
    else if (!*merged)
        finish(failure(ErrorCode::CredentialMissing, u"its home holds another login by now"_s));
    else
        connect(m_record.home().replace(**merged, this), &HomeJob::finished, this, &SaveLoginJob::finish);
}

void SaveLoginJob::finish(const Status &status)
{
    m_locks.reset();
    emit finished(status);
}

} // namespace sluice
