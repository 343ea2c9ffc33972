// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/routing/affinity.h"
#include "engine/routing/decision.h"

namespace sluice {

//! Chooses the account for each request of one pool. A choice is made and remembered in one call, so that two
//! first requests of a session get the same account.
class Router
{
public:
    struct Policy
    {
        Strategy strategy = Strategy::LeastUsed;
        double rebalanceThreshold = 0; //!< percent points at weight 1; 0 is off
        bool spreadsEquals = false; //!< PickRequest::spreadsEquals
    };
    struct Request
    {
        QByteArray session = {}; //!< empty: chosen anew each time
        QString model = {}; //!< for the trace; the candidates are already made for it
        QStringList tried = {}; //!< accounts that refused this request
    };

    Router(const Policy &policy, Random &random);

    void setPolicy(const Policy &policy) { m_policy = policy; }
    //! `candidates`: all accounts of the pool in its order.
    Decision select(const Request &request, const QList<Candidate> &candidates, SystemTime now);

    //! The account was switched off: its sessions choose anew, also once it is back. Those of one that was
    //! removed or lost its login do so when their next request comes, if it still cannot be chosen then.
    void releaseAccount(const QString &account) { m_affinity.releaseAccount(account); }
    void touch(const QByteArray &session, SystemTime now) { m_affinity.find(session, now); }
    int recentSessions(const QString &account, SystemTime now)
    {
        return m_affinity.countRecent(account, now);
    }
    int recentSessions(SystemTime now) { return m_affinity.countRecent(now); }

    QJsonArray sessions() const { return m_affinity.toJson(); }
    void restoreSessions(const QJsonArray &json, SystemTime now) { m_affinity.restore(json, now); }

private:
    bool mayLeave() const; //!< rebalancing may take a session off its account

    Policy m_policy;
    Random &m_random;
    Affinity m_affinity;
    quint64 m_turn = 0;
};

} // namespace sluice
