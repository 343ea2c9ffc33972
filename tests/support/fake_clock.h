// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"

#include <QtCore/QList>

namespace sluice {

//! Time that stands still until the test moves it. Deadlines fire inside advance(), in order of their time.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(SystemTime start = fromUnixMilliseconds(1'774'000'000'000)) : m_now(start) { }
    ~FakeClock() override;

    SystemTime now() const override { return m_now; }
    SteadyTime steadyNow() const override { return SteadyTime{m_elapsed + 1h}; }
    [[nodiscard]] std::unique_ptr<Deadline> after(milliseconds delay, std::function<void()> action) override;

    void advance(milliseconds duration);
    //! The system's clock is set, or the machine slept: steady time and deadlines do not notice.
    void jump(milliseconds by) { m_now += by; }
    int pendingDeadlines() const { return static_cast<int>(m_pending.size()); }

private:
    class Pending;
    void step(milliseconds to);

    SystemTime m_now;
    milliseconds m_elapsed = 0ms;
    QList<Pending *> m_pending; // owned by those who asked; each removes itself when destroyed
};

} // namespace sluice
