// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/storage/file_facts.h"
#include "engine/storage/held_lock.h"

#include <cstdint>

namespace sluice {

//! What stands where a DirectoryLock is made.
struct LockSight
{
    enum class State : std::uint8_t { Free, Held, Stale, StaleNotEmpty, NoDirectory };
    State state = State::Free;
    milliseconds age = {}; //!< since it was made or last renewed
};

LockSight lookAtLock(const LockSpec &spec, SystemTime now);

//! A held lock as the npm package proper-lockfile makes them: a directory whose modification time is renewed
//! every 5 s. It is ours as long as the path names the directory we made, with the time we last set; a lock
//! that is not ours any more is never renewed, removed or written under. Destroying it releases.
class DirectoryLock final : public HeldLock
{
public:
    //! One try. LockBusy when another holds it, or something that is no empty directory is in its place;
    //! a lock older than `spec.stale` is taken over.
    static Result<std::unique_ptr<DirectoryLock>> acquire(const LockSpec &spec, Clock &clock);
    ~DirectoryLock() override;
    Q_DISABLE_COPY_MOVE(DirectoryLock)

    Status verify() const override;
    const QString &path() const { return m_spec.path; }

private:
    DirectoryLock(LockSpec spec, Clock &clock, int directory);
    Status renew();
    void scheduleHeartbeat();

    LockSpec m_spec;
    Clock &m_clock;
    int m_directory; // open on what we made: it can be renewed without touching a successor
    FileFacts m_facts; // as last set
    bool m_isLost = false;
    std::unique_ptr<Deadline> m_heartbeat;
};

} // namespace sluice
