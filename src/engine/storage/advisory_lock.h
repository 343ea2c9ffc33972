// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/file_facts.h"
#include "engine/storage/held_lock.h"

namespace sluice {

//! A held `flock` on a file that is made when it is missing and never removed. The system releases it when
//! the process dies, so it is never stale. It is ours as long as the path names the file that we locked.
class AdvisoryLock final : public HeldLock
{
public:
    //! One try. LockBusy when another holds it; FileFailed when the file cannot be made or opened.
    static Result<std::unique_ptr<AdvisoryLock>> acquire(const QString &path);
    ~AdvisoryLock() override;
    Q_DISABLE_COPY_MOVE(AdvisoryLock)

    Status verify() const override;

private:
    AdvisoryLock(QString path, int file);

    QString m_path;
    int m_file; // open: closing it unlocks
    FileFacts m_facts;
};

} // namespace sluice
