// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/lock_set_job.h"

namespace sluice {

namespace {

constexpr auto longestWait = 10s;

} // namespace

LockSetJob::LockSetJob(const QList<LockSpec> &locks, Clock &clock, Random &random, QObject *parent)
    : QObject(parent)
    , m_wanted(locks)
    , m_clock(clock)
    , m_random(random)
{
}

LockSetJob::~LockSetJob()
{
    while (!m_held.empty())
        m_held.pop_back();
}

void LockSetJob::start()
{
    m_giveUpAt = m_clock.steadyNow() + longestWait;
    m_retry = m_clock.after(0ms, [this] { proceed(); });
}

Status LockSetJob::verify() const
{
    for (const auto &lock : m_held) {
        if (auto status = lock->verify(); !status)
            return status;
    }
    return Done{};
}

void LockSetJob::proceed()
{
    while (static_cast<qsizetype>(m_held.size()) < m_wanted.size()) {
        auto lock = acquireLock(m_wanted.at(static_cast<qsizetype>(m_held.size())), m_clock);
        if (lock) {
            m_held.push_back(std::move(*lock));
            continue;
        }
        const auto wait = 1s + milliseconds{m_random.bounded(1000)};
        if (lock.error().code != ErrorCode::LockBusy || m_clock.steadyNow() + wait > m_giveUpAt) {
            emit finished(failure(lock.error()));
            return;
        }
        m_retry = m_clock.after(wait, [this] { proceed(); });
        return;
    }
    emit finished(verify());
}

} // namespace sluice
