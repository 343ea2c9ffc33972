// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/pool_status.h"
#include "engine/gateway/managed_account.h"
#include "engine/routing/account_bound_values.h"
#include "engine/routing/router.h"
#include "engine/snapshot.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <deque>

namespace sluice {

//! The accounts that serve one group of users, and the router that chooses among them.
class AccountPool : public QObject
{
    Q_OBJECT

public:
    AccountPool(const PoolSettings &settings, const Provider &provider, Clock &clock, Random &random,
                QObject *parent);

    const PoolSettings &settings() const { return m_settings; }
    const Provider &provider() const { return m_provider; }

    //! All accounts of the pool in its order; they outlive the next call.
    void setAccounts(const PoolSettings &settings, const QList<ManagedAccount *> &accounts);
    void forgetCandidates(); //!< something that a choice depends on has changed

    struct Selection
    {
        ManagedAccount *account = nullptr; //!< null: none can serve
        bool wasElsewhere = false; //!< the session may hold what only another account can read
    };
    //! The account for this request; `tried` have refused it. Leaves a trace.
    Selection select(const RequestTraits &traits, const QStringList &tried, quint64 exchange);

    enum class Outlook : std::uint8_t {
        Usable,
        Throttled,
        Limited,
        Unreachable, //!< a login cannot be used for the moment
        NeedsSignIn,
        WrongLogin,
        Unavailable,
    };
    //! Why nothing can be chosen, if so; what passes soonest comes first.
    Outlook outlook(const RequestTraits &traits);
    //! When the first login that cannot be used is tried again; nothing where none waits for a time.
    std::optional<SystemTime> retryAt() const;
    //! What users may know; at most a second old.
    const PoolStatus &status();
    //! The same with the end of the limit that holds for `model`.
    PoolStatus status(const QString &model);

    //! Another account than this one could serve such a request now.
    bool hasOther(const QString &accountId, const RequestTraits &traits);
    void touch(const QByteArray &session); //!< it was used without a choice

    int recentSessions(const QString &accountId);
    int recentSessions();
    void releaseAccount(const QString &accountId) { m_router.releaseAccount(accountId); }
    //! The sessions as they survive a restart.
    QJsonArray sessions() const { return m_router.sessions(); }
    void restoreSessions(const QJsonArray &json) { m_router.restoreSessions(json, m_clock.now()); }
    //! Who gave which Provider::accountBoundField().
    AccountBoundValues &boundValues() { return m_boundValues; }
    PoolSnapshot snapshot();
    //! The last 200, oldest first.
    QList<DecisionTrace> decisions() const;

signals:
    void chosen(); //!< sessions may have moved

private:
    QList<Candidate> candidatesFor(const RequestTraits &traits);
    const QList<Candidate> &candidates(const QString &model);
    std::optional<SystemTime> firstBack(const QString &model, QString *accountId,
                                        std::optional<WindowKind> *window);

    struct Trace
    {
        quint64 exchange = 0;
        Decision decision = {};
    };

    PoolSettings m_settings;
    const Provider &m_provider;
    Clock &m_clock;
    Router m_router;
    AccountBoundValues m_boundValues;
    QList<ManagedAccount *> m_accounts;
    std::deque<Trace> m_traces;
    // What a choice looks at, by model; kept for a second at most, so that a hundred accounts cost like two.
    struct KnownCandidates
    {
        QList<Candidate> list = {};
        SystemTime at = {};
    };
    QHash<QString, KnownCandidates> m_candidates;
    std::optional<PoolStatus> m_status;
    SystemTime m_statusAt = {};
};

} // namespace sluice
