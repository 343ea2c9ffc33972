// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/queued_secret_store.h"

#include "engine/storage/secret_answer.h"

#include <algorithm>

namespace sluice {

QueuedSecretStore::QueuedSecretStore(Clock &clock, milliseconds limit, const Error &overdue, QObject *parent)
    : SecretStore(parent)
    , m_clock(clock)
    , m_limit(limit)
    , m_overdue(overdue)
{
}

QueuedSecretStore::~QueuedSecretStore()
{
    for (const auto &entry : m_entries) {
        if (entry.job)
            answerLater(entry.job, shuttingDown());
    }
}

SecretJob *QueuedSecretStore::read(const QString &name, QObject *parent)
{
    return enqueue({.kind = Kind::Read, .name = name}, parent);
}

SecretJob *QueuedSecretStore::write(const QString &name, const Secret &value, QObject *parent)
{
    return enqueue({.kind = Kind::Write, .name = name, .value = value}, parent);
}

SecretJob *QueuedSecretStore::remove(const QString &name, QObject *parent)
{
    return enqueue({.kind = Kind::Remove, .name = name}, parent);
}

SecretJob *QueuedSecretStore::enqueue(Call call, QObject *parent)
{
    auto *job = new SecretJob(parent);
    if (m_isBusy && m_entries.front().isOverdue) {
        answerLater(job, failure(m_overdue));
        return job;
    }
    const auto number = ++m_lastNumber;
    auto deadline = m_clock.after(m_limit, [this, number] { onOverdue(number); });
    m_entries.push_back(
        {.number = number, .call = std::move(call), .job = job, .deadline = std::move(deadline)});
    if (m_entries.size() == 1)
        scheduleNext();
    return job;
}

void QueuedSecretStore::scheduleNext()
{
    QMetaObject::invokeMethod(this, &QueuedSecretStore::begin, Qt::QueuedConnection);
}

void QueuedSecretStore::begin()
{
    while (!m_entries.empty() && m_entries.front().isOverdue)
        m_entries.pop_front();
    if (m_entries.empty())
        return;
    m_isBusy = true;
    const auto call = m_entries.front().call; // the entry may be gone before carryOut() returns
    carryOut(call);
}

void QueuedSecretStore::finish(const Result<Secret> &value)
{
    const auto entry = std::move(m_entries.front());
    m_entries.pop_front();
    m_isBusy = false;
    if (!m_entries.empty())
        scheduleNext();
    if (entry.isOverdue)
        emit availabilityChanged(); // it answers again
    else if (entry.job)
        answer(entry.job, value);
}

void QueuedSecretStore::onOverdue(quint64 number)
{
    const auto entry =
        std::ranges::find_if(m_entries, [number](const Entry &each) { return each.number == number; });
    const auto isUnderWay = m_isBusy && entry == m_entries.begin();
    if (!isUnderWay && !entry->job)
        return; // nobody has been told that it fails, so it still gets its turn
    entry->isOverdue = true;
    if (auto *job = std::exchange(entry->job, nullptr).data())
        answer(job, failure(m_overdue));
}

} // namespace sluice
