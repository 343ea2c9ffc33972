// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/credential_file.h"
#include "engine/storage/lock_set_job.h"

namespace sluice {

//! One more try to write tokens back, under all of the CLI's locks. Emits finished exactly once, never from
//! inside start(). Deleting it gives up.
class SaveLoginJob : public QObject
{
    Q_OBJECT

public:
    SaveLoginJob(const CredentialFile &file, const UnsavedLogin &login, Clock &clock, Random &random,
                 QObject *parent);
    void start();

signals:
    void finished(const sluice::Status &status); //!< fails as CredentialFile::save() does

private:
    void onLocked(const Status &status);

    CredentialFile m_file;
    UnsavedLogin m_login;
    std::unique_ptr<LockSetJob> m_locks;
};

} // namespace sluice
