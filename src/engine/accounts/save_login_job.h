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
    void
    finished(const sluice::Status &status); //!< fails as LoginRecord::merged() and LoginHome::replace() do

private:
    void onLocked(const Status &status);
    void finish(const Status &status);

    LoginRecord m_record;
    UnsavedLogin m_login;
    std::unique_ptr<LockSetJob> m_locks;
};

} // namespace sluice
