// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"

#include <memory>
#include <set>
#include <utility>

namespace sluice {

//! What a StreamTicker calls.
class Ticking
{
public:
    virtual ~Ticking() = default;
    virtual void tick() = 0; //!< may call wakeAt() again
};

//! One deadline for any number of paced streams, where a timer for each would cost more than the streams.
class StreamTicker
{
public:
    explicit StreamTicker(Clock &clock) : m_clock(clock) { }

    SteadyTime now() const { return m_clock.steadyNow(); }
    //! Calls `who` once, when `due` has come. The pair names the call for cancel().
    void wakeAt(SteadyTime due, Ticking *who);
    void cancel(SteadyTime due, Ticking *who);

private:
    void arm();
    void onDue();

    Clock &m_clock;
    std::set<std::pair<SteadyTime, Ticking *>> m_waiting; // each cancels its own before it goes
    std::unique_ptr<Deadline> m_deadline;
    SteadyTime m_armedFor = {};
};

} // namespace sluice
