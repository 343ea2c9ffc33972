// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/save_kept_job.h"

#include "engine/accounts/recovery_file.h"

#include <QtCore/QFileInfo>

namespace sluice {

using namespace Qt::StringLiterals;

SaveKeptJob::SaveKeptJob(const AccountSettings &account, LoginWorld &world, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_world(world)
    , m_profile(world.providerOf(account).oauth())
    , m_home(world.homeOf(account))
    , m_file(recoveryFile(account.id, world.environment))
{
}

void SaveKeptJob::start()
{
    read(&SaveKeptJob::onSeen);
}

void SaveKeptJob::read(Next next)
{
    connect(m_world.places.read(m_home, m_profile, this), &SecretJob::finished, this, next);
}

Result<std::optional<Secret>> SaveKeptJob::merged(const Result<Secret> &login) const
{
    const auto tokens =
        login ? m_profile.parseCredentials(login->reveal()) : Result<TokenSet>(failure(login.error()));
    const bool isMissing = !tokens && tokens.error().code == ErrorCode::CredentialMissing;
    if (isMissing || !QFileInfo::exists(m_file))
        return std::optional<Secret>();
    if (!tokens)
        return failure(tokens.error());
    const auto kept = RecoveryFile(m_file, m_profile).kept({.content = login->reveal(), .tokens = *tokens});
    if (!kept)
        return std::optional<Secret>();
    const auto updated = m_profile.updatedCredentials(login->reveal(), kept->tokens);
    if (!updated)
        return failure(updated.error());
    return std::optional(Secret(*updated));
}

//! Whoever has nothing to save waits for no lock.
void SaveKeptJob::onSeen(const Result<Secret> &login)
{
    const auto wanted = merged(login);
    if (!wanted || !*wanted) {
        finish(wanted ? Status(Done{}) : failure(wanted.error()));
        return;
    }
    m_locks = std::make_unique<LockSetJob>(m_world.locksFor(m_home, m_account), m_world.clock, m_world.random,
                                           nullptr);
    connect(m_locks.get(), &LockSetJob::finished, this, &SaveKeptJob::onLocked);
    m_locks->start();
}

void SaveKeptJob::onLocked(const Status &locked)
{
    locked ? read(&SaveKeptJob::onRead) : finish(locked);
}

void SaveKeptJob::onRead(const Result<Secret> &login)
{
    const auto wanted = merged(login);
    const auto held = wanted ? m_locks->verify() : failure(wanted.error());
    if (!held || !*wanted) {
        finish(held);
        return;
    }
    connect(m_world.places.write(m_home, m_profile, **wanted, this), &SecretJob::finished, this,
            &SaveKeptJob::onWritten);
}

void SaveKeptJob::onWritten(const Result<Secret> &written)
{
    if (written)
        RecoveryFile(m_file, m_profile).forget();
    finish(written ? Status(Done{}) : failure(written.error()));
}

void SaveKeptJob::finish(const Status &status)
{
    m_locks.reset();
    emit finished(status ? status
                         : failure(status.error().code,
                                   u"the newest tokens of %1 wait in %2, for %3 cannot be written: %4"_s.arg(
                                       m_account.id, m_file, m_home.name, status.error().detail)));
}

} // namespace sluice
