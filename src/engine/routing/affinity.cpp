// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/routing/affinity.h"

#include <QtCore/QCryptographicHash>

namespace sluice {

namespace {

constexpr qsizetype kLongestKey = 64;

//! Clients name their sessions; a long name must not cost memory 20,000 times.
QByteArray keyFor(const QByteArray &session)
{
    if (session.size() <= kLongestKey)
        return session;
    return QCryptographicHash::hash(session, QCryptographicHash::Sha256);
}

} // namespace

Affinity::Affinity(const Bounds &bounds) : m_bounds(bounds), m_firstUncounted(m_entries.end()) { }

std::optional<QString> Affinity::find(const QByteArray &session, SystemTime now)
{
    expire(now);
    const auto found = m_byKey.constFind(keyFor(session));
    if (found == m_byKey.cend())
        return {};
    const auto entry = *found;
    if (isReleased(*entry)) {
        remove(entry);
        return {};
    }
    use(entry, now);
    return entry->account;
}

void Affinity::bind(const QByteArray &session, const QString &account, SystemTime now)
{
    expire(now);
    const auto key = keyFor(session);
    if (const auto found = m_byKey.constFind(key); found != m_byKey.cend())
        remove(*found);
    m_entries.push_front({.key = key, .account = account, .generation = m_accounts[account].generation});
    m_byKey.insert(key, m_entries.begin());
    use(m_entries.begin(), now);
    if (size() > m_bounds.sessions)
        remove(std::prev(m_entries.end()));
}

void Affinity::drop(const QByteArray &session)
{
    if (const auto found = m_byKey.constFind(keyFor(session)); found != m_byKey.cend())
        remove(*found);
}

void Affinity::releaseAccount(const QString &account)
{
    Account &released = m_accounts[account];
    ++released.generation;
    m_recent -= std::exchange(released.recent, 0);
}

int Affinity::countRecent(const QString &account, SystemTime now)
{
    expire(now);
    return m_accounts.value(account).recent;
}

int Affinity::countRecent(SystemTime now)
{
    expire(now);
    return m_recent;
}

bool Affinity::isReleased(const Entry &entry) const
{
    return entry.generation != m_accounts.value(entry.account).generation;
}

void Affinity::use(Entries::iterator entry, SystemTime now)
{
    if (entry == m_firstUncounted)
        ++m_firstUncounted;
    m_entries.splice(m_entries.begin(), m_entries, entry);
    entry->usedAt = now;
    if (entry->isCounted)
        return;
    entry->isCounted = true;
    ++m_accounts[entry->account].recent;
    ++m_recent;
}

void Affinity::stopCounting(Entries::iterator entry)
{
    if (!entry->isCounted)
        return;
    entry->isCounted = false;
    if (isReleased(*entry))
        return; // went out of the count with its account
    --m_accounts[entry->account].recent;
    --m_recent;
}

void Affinity::remove(Entries::iterator entry)
{
    stopCounting(entry);
    if (entry == m_firstUncounted)
        ++m_firstUncounted;
    m_byKey.remove(entry->key);
    m_entries.erase(entry);
}

void Affinity::expire(SystemTime now)
{
    while (m_firstUncounted != m_entries.begin()
           && std::prev(m_firstUncounted)->usedAt + m_bounds.recent <= now)
        stopCounting(--m_firstUncounted);
    while (!m_entries.empty() && m_entries.back().usedAt + m_bounds.lifetime <= now)
        remove(std::prev(m_entries.end()));
}

} // namespace sluice
