// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/login_record.h"
#include "engine/storage/lock_set_job.h"

namespace sluice {

//! One more try to write tokens back, under all of the home's locks. Emits finished exactly once, never from
//! inside start(). Deleting it gives up.
class SaveLoginJob : public QObject
{
    Q_OBJECT

public:
    SaveLoginJob(const LoginRecord &record, const UnsavedLogin &login, Clock &clock, Random &random,
                 QObject *parent);
    void start();

signals:
    //! CredentialMissing: nobody wants these tokens any more; else as LoginHome::replace() fails.
    void finished(const sluice::Status &status);

private:
    void onLocked(const Status &status);
    void onPrepared(const Status &writable);
    void finish(const Status &status);

    LoginRecord m_record;
    UnsavedLogin m_login;
    std::unique_ptr<LockSetJob> m_locks;
};

} // namespace sluice
