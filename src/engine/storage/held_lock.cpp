// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/held_lock.h"

#include "engine/storage/advisory_lock.h"
#include "engine/storage/directory_lock.h"

namespace sluice {

namespace {

template <typename Lock>
Result<std::unique_ptr<HeldLock>> asHeld(Result<std::unique_ptr<Lock>> lock)
{
    if (!lock)
        return failure(lock.error());
    return std::unique_ptr<HeldLock>(*std::move(lock));
}

} // namespace

Result<std::unique_ptr<HeldLock>> acquireLock(const LockSpec &spec, Clock &clock)
{
    switch (spec.kind) {
    case LockSpec::Kind::Directory:
        return asHeld(DirectoryLock::acquire(spec, clock));
    case LockSpec::Kind::Advisory:
        return asHeld(AdvisoryLock::acquire(spec.path));
    }
    Q_UNREACHABLE();
}

} // namespace sluice
