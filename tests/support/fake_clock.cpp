// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/fake_clock.h"

#include <algorithm>

namespace sluice {

class FakeClock::Pending final : public Deadline
{
public:
    Pending(FakeClock *clock, milliseconds due, std::function<void()> action)
        : m_clock(clock)
        , m_due(due)
        , m_action(std::move(action))
    {
        m_clock->m_pending.append(this);
    }
    ~Pending() override
    {
        if (m_clock)
            m_clock->m_pending.removeOne(this);
    }

    milliseconds due() const { return m_due; }
    void orphan() { m_clock = nullptr; }
    void fire()
    {
        m_clock->m_pending.removeOne(this);
        m_clock = nullptr;
        const auto action = m_action; // the action may destroy this
        action();
    }

private:
    FakeClock *m_clock; // null once fired or when the clock went first
    milliseconds m_due;
    std::function<void()> m_action;
};

FakeClock::~FakeClock()
{
    for (auto *pending : std::as_const(m_pending))
        pending->orphan();
}

std::unique_ptr<Deadline> FakeClock::after(milliseconds delay, std::function<void()> action)
{
    return std::make_unique<Pending>(this, m_elapsed + std::max(delay, 0ms), std::move(action));
}

void FakeClock::step(milliseconds to)
{
    m_now += to - m_elapsed;
    m_elapsed = to;
}

void FakeClock::advance(milliseconds duration)
{
    const auto end = m_elapsed + duration;
    for (;;) {
        const auto next = std::ranges::min_element(m_pending, {}, &Pending::due);
        if (next == m_pending.end() || (*next)->due() > end)
            break;
        auto *pending = *next;
        step(std::max(m_elapsed, pending->due()));
        pending->fire();
    }
    step(end);
}

} // namespace sluice
