// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/logins/login_world.h"
#include "engine/storage/lock_set_job.h"

#include <memory>

namespace sluice {

//! Brings the tokens that wait in an account's recovery file into the account's home, under its locks: there
//! is no other copy of them. Emits finished exactly once, never from inside start(). Deleting it gives up.
class SaveKeptJob : public QObject
{
    Q_OBJECT

public:
    SaveKeptJob(const AccountSettings &account, LoginWorld &world, QObject *parent);
    void start();

signals:
    //! Done also where none wait, or the home holds no login or another one by now.
    void finished(const sluice::Status &status);

private:
    using Next = void (SaveKeptJob::*)(const Result<Secret> &);

    void read(Next next);
    //! The home's text with the kept tokens in it; nothing where none of them belong there.
    Result<std::optional<Secret>> merged(const Result<Secret> &login) const;
    void onSeen(const Result<Secret> &login);
    void onLocked(const Status &locked);
    void onRead(const Result<Secret> &login);
    void onWritten(const Result<Secret> &written);
    void finish(const Status &status);

    AccountSettings m_account;
    LoginWorld &m_world;
    const OAuthProfile &m_profile;
    LoginPlace m_home;
    QString m_file; // the recovery file
    std::unique_ptr<LockSetJob> m_locks; // null until there is something to save
};

} // namespace sluice
