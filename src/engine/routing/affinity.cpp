// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/routing/affinity.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonObject>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype keyBytes = 16;
constexpr milliseconds clockSlack = 2min;

QByteArray keyFor(const QByteArray &session)
{
    return QCryptographicHash::hash(session,
                                    QCryptographicHash::Blake2s_128); // a third of the time of SHA-256
}

} // namespace

Affinity::Affinity(const Bounds &bounds) : m_bounds(bounds), m_firstUncounted(m_entries.end()) { }

std::optional<Affinity::Bond> Affinity::find(const QByteArray &session, SystemTime now)
{
    expire(now);
    const auto found = m_byKey.constFind(keyFor(session));
    if (found == m_byKey.cend())
        return {};
    const auto entry = *found;
    if (isReleased(*entry))
        return {}; // kept: bind() must know that it was there
    use(entry, now);
    return Bond{entry->account, entry->hasMoved};
}

Affinity::Bond Affinity::bind(const QByteArray &session, const QString &account, SystemTime now)
{
    expire(now);
    const auto key = keyFor(session);
    bool hasMoved = false;
    if (const auto found = m_byKey.constFind(key); found != m_byKey.cend()) {
        hasMoved = (*found)->hasMoved || (*found)->account != account;
        remove(*found);
    }
    m_entries.push_front(
        {.key = key, .account = account, .generation = m_accounts[account].generation, .hasMoved = hasMoved});
    m_byKey.insert(key, m_entries.begin());
    use(m_entries.begin(), now);
    if (size() > m_bounds.sessions)
        remove(std::prev(m_entries.end()));
    return {account, hasMoved};
}

Affinity::Bond Affinity::lend(const QByteArray &session)
{
    const auto found = m_byKey.constFind(keyFor(session));
    if (found == m_byKey.cend())
        return {};
    (*found)->hasMoved = true;
    return {(*found)->account, true};
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

QJsonArray Affinity::toJson() const
{
    QJsonArray result;
    for (const Entry &each : m_entries) {
        if (result.size() >= m_bounds.stored)
            break;
        if (isReleased(each))
            continue;
        result.append(QJsonObject{{u"session"_s, QString::fromLatin1(each.key.toHex())},
                                  {u"account"_s, each.account},
                                  {u"used"_s, toUnixMilliseconds(each.usedAt)},
                                  {u"moved"_s, each.hasMoved}});
    }
    return result;
}

void Affinity::restore(const QJsonArray &json, SystemTime now)
{
    for (const auto &value : json) { // last used first, so each goes to the end
        const auto object = value.toObject();
        Entry entry = {.key = QByteArray::fromHex(object.value("session"_L1).toString().toLatin1()),
                       .account = object.value("account"_L1).toString(),
                       .usedAt = fromUnixMilliseconds(object.value("used"_L1).toInteger()),
                       .hasMoved = object.value("moved"_L1).toBool()};
        const bool isPast = entry.usedAt <= now + clockSlack && entry.usedAt + m_bounds.lifetime > now;
        const bool isInOrder = m_entries.empty() || entry.usedAt <= m_entries.back().usedAt;
        if (entry.key.size() != keyBytes || entry.account.isEmpty() || !isPast || !isInOrder
            || m_byKey.contains(entry.key) || size() >= m_bounds.sessions)
            continue;
        entry.generation = m_accounts[entry.account].generation;
        m_entries.push_back(std::move(entry));
        m_byKey.insert(m_entries.back().key, std::prev(m_entries.end()));
    }
    m_firstUncounted = m_entries.begin();
    while (m_firstUncounted != m_entries.end() && m_firstUncounted->isCounted)
        ++m_firstUncounted;
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
