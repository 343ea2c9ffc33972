// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_journal.h"
#include "engine/logins/login_world.h"
#include "engine/storage/lock_set_job.h"

#include <memory>

namespace sluice {

//! Moves one login, so that a crash at any point loses nothing and leaves nothing twice: write the new home,
//! read it back, clear the old one, then the configuration; a journal entry stands until all is done. Holds
//! the locks of both ends throughout. Emits finished exactly once, never from inside start() or resume().
//! Deleting it is like a crash.
class MoveLoginJob : public QObject
{
    Q_OBJECT

public:
    MoveLoginJob(const LoginMove &move, LoginWorld &world, QObject *parent);

    void start(); //!< from the beginning; `mark` is filled in
    void start(const Secret &login); //!< the same for what comes from nowhere
    void resume(); //!< one that was interrupted, also by a failure

    //! As it is now, with the mark.
    const LoginMove &move() const { return m_move; }
    //! Something may have been written, so that the journal has to know of the move.
    bool hasBegun() const { return m_hasBegun; }

signals:
    //! LockBusy: another program uses the login. StoreLocked, StoreUnavailable, FileFailed: an end does not
    //! answer; what had begun is undone, or stays in the journal until the end answers.
    void finished(const sluice::Status &status);

private:
    using Next = void (MoveLoginJob::*)(const Result<Secret> &);

    void takeLocks(void (MoveLoginJob::*onLocked)(const Status &));
    void await(SecretJob *job, Next next);

    void begin(const Status &locked);
    void onSource(const Result<Secret> &login);
    void saveKept(const Result<Secret> &saved);
    void lookAtTarget();
    void onTarget(const Result<Secret> &present);
    void commit();
    void onWritten(const Result<Secret> &written);
    void onReadBack(const Result<Secret> &present);
    void clearSource();
    void onSourceChecked(const Result<Secret> &login);
    void onSourceCleared(const Result<Secret> &cleared);
    void settle();
    void finishWith(const Status &status);

    void inspect(const Status &locked);
    void lookAtSource();
    void onSourceSeen(const Result<Secret> &login);
    void onTargetSeen(const Result<Secret> &login);
    Resumption nextStep(Found target) const;
    void onTargetCleared(const Result<Secret> &cleared);
    Found found(const LoginPlace &place, const Result<Secret> &login) const;
    bool isOurs(const LoginPlace &place, const TokenSet &tokens) const;
    Status configure();
    void failed(const Error &error);

    LoginMove m_move;
    LoginWorld &m_world;
    const OAuthProfile &m_profile;
    std::unique_ptr<LockSetJob> m_locks; // held until we finish
    Secret m_login;
    Found m_foundSource = Found::Unknown;
    bool m_hasBegun = false;
    std::optional<Error> m_error; // why the first try did not work
};

} // namespace sluice
