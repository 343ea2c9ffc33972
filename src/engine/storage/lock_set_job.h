// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/random.h"
#include "engine/storage/held_lock.h"

#include <QtCore/QList>
#include <QtCore/QObject>

#include <vector>

namespace sluice {

//! Takes several locks in order, trying a busy one again after 1 to 2 s, for at most 10 s in all. Emits
//! finished exactly once, never from inside start(). The locks are held until the job is deleted, then
//! released in reverse order.
class LockSetJob : public QObject
{
    Q_OBJECT

public:
    LockSetJob(const QList<LockSpec> &locks, Clock &clock, Random &random, QObject *parent);
    ~LockSetJob() override;

    void start();
    //! LockLost if any of the locks taken so far is not ours any more.
    Status verify() const;

signals:
    //! LockBusy after 10 s; anything else failed at once.
    void finished(const sluice::Status &status);

private:
    void proceed();

    QList<LockSpec> m_wanted;
    Clock &m_clock;
    Random &m_random;
    SteadyTime m_giveUpAt;
    std::vector<std::unique_ptr<HeldLock>> m_held;
    std::unique_ptr<Deadline> m_retry;
};

} // namespace sluice
