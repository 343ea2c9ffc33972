// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"

#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QString>

#include <list>
#include <optional>

namespace sluice {

//! Which account a session stays on: for 24 h since its last use, for the 20,000 sessions used last. Every
//! function costs the same however many sessions there are.
class Affinity
{
public:
    struct Bounds
    {
        qsizetype sessions = 20'000;
        milliseconds lifetime = 24h;
        milliseconds recent = 10min;
        qsizetype stored = 2'000; //!< of them in toJson(), those used last
    };

    explicit Affinity(const Bounds &bounds);
    Affinity() : Affinity(Bounds{}) { }
    ~Affinity() = default;
    Q_DISABLE_COPY_MOVE(Affinity)

    struct Bond
    {
        QString account = {};
        bool hasMoved = false; //!< was with another before, so it may hold what only that one can read
        bool operator==(const Bond &) const = default;
    };
    //! Where the session is, and counts as a use.
    std::optional<Bond> find(const QByteArray &session, SystemTime now);
    //! Binds, or binds anew; binding to another account than before is remembered.
    Bond bind(const QByteArray &session, const QString &account, SystemTime now);
    //! The session goes to another account once and stays bound; that is remembered as a move is.
    Bond lend(const QByteArray &session);
    //! All its sessions choose anew.
    void releaseAccount(const QString &account);

    //! Sessions on this account that were used in the last 10 minutes.
    int countRecent(const QString &account, SystemTime now);
    int countRecent(SystemTime now);
    qsizetype size() const { return static_cast<qsizetype>(m_entries.size()); }

    //! For a restart; sessions stand as digests.
    QJsonArray toJson() const;
    //! Adds what was stored; leaves out what has expired or makes no sense.
    void restore(const QJsonArray &json, SystemTime now);

private:
    struct Entry
    {
        QByteArray key; // a digest: names of clients may be long, and are nobody's business on disk
        QString account;
        quint64 generation = 0; // older than its account's: released
        SystemTime usedAt = {};
        bool isCounted = false; // as recent
        bool hasMoved = false;
    };
    using Entries = std::list<Entry>;
    struct Account
    {
        quint64 generation = 0;
        int recent = 0;
    };

    bool isReleased(const Entry &entry) const;
    void use(Entries::iterator entry, SystemTime now);
    void stopCounting(Entries::iterator entry);
    void remove(Entries::iterator entry);
    void expire(SystemTime now);

    Bounds m_bounds;
    Entries m_entries; // last used first
    Entries::iterator m_firstUncounted; // those before it count as recent
    QHash<QByteArray, Entries::iterator> m_byKey;
    QHash<QString, Account> m_accounts;
    int m_recent = 0;
};

} // namespace sluice
