// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/storage/lock_spec.h"

#include <memory>

namespace sluice {

//! A lock that is ours. Destroying it releases.
class HeldLock
{
public:
    HeldLock() = default;
    virtual ~HeldLock() = default;
    Q_DISABLE_COPY_MOVE(HeldLock)

    //! LockLost once another has taken it; call it before each write that the lock protects.
    virtual Status verify() const = 0;
};

//! One try. LockBusy when another holds it, or something else is in its place; FileFailed. The clock outlives
//! the lock.
Result<std::unique_ptr<HeldLock>> acquireLock(const LockSpec &spec, Clock &clock);

} // namespace sluice
