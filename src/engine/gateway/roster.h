// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/login_homes.h"
#include "engine/base/alarm.h"
#include "engine/gateway/account_pool.h"
#include "engine/gateway/client_key_check.h"
#include "engine/gateway/managed_account.h"
#include "engine/gateway/removed_accounts.h"
#include "engine/providers/registry.h"
#include "engine/snapshot.h"
#include "engine/storage/state_store.h"

#include <QtCore/QDate>
#include <QtCore/QObject>

#include <map>
#include <memory>
#include <vector>

namespace sluice {

//! All configured accounts and pools as they run. Remembers limits and today's token counts over a restart.
class Roster : public QObject
{
    Q_OBJECT

public:
    Roster(const ProviderRegistry &providers, const ManagedAccount::World &world, const LoginHomes &homes,
           StateStore &state, QObject *parent);
    ~Roster() override;

    //! Takes over what the configuration says now; accounts that stay keep their state and their requests.
    void apply(const Settings &settings);
    //! The pool of this provider that `user` may use (null: the default one); null where there is none. Who
    //! has an exchange in it keeps it: the configuration may drop it meanwhile.
    std::shared_ptr<AccountPool> poolFor(const Provider &provider, const GatewayUser *user) const;

    //! Accounts, pools, sessions and today's counts.
    void fill(EngineSnapshot &snapshot);
    QList<DecisionTrace> decisions() const;
    void countRequest();
    void save(); //!< hands what must survive a restart to the state store
    void saveSessions(); //!< likewise; happens a minute after a session was used

    void retryStores(); //!< keychain and vault are read again
    bool isRefreshing() const; //!< the outcome must not be lost

signals:
    void changed();
    //! Worth keeping in the configuration, which does not name the owner yet.
    void ownerLearned(const QString &accountId, const sluice::AccountOwner &owner);

private:
    std::shared_ptr<AccountPool> makePool(const PoolSettings &settings, const Provider &provider);
    void applyAccount(const AccountSettings &settings, const Provider &provider);
    void applyPools(const QList<PoolSettings> &pools);
    void addAccount(const AccountSettings &settings, const Provider &provider);
    void retire(std::unique_ptr<ManagedAccount> account);
    void onAccountChanged();
    void onCooldownBegan();
    void onTokensUsed(const QString &accountId, qint64 tokens);
    void rollDay();
    void watchTime();

    const ProviderRegistry &m_providers;
    ManagedAccount::World m_world;
    LoginHomes m_homes;
    StateStore &m_state;
    milliseconds m_pollInterval = 60min;
    QStringList m_order; // account ids as configured
    std::map<QString, std::unique_ptr<ManagedAccount>> m_accounts;
    std::vector<std::unique_ptr<ManagedAccount>> m_leaving; // until their refreshes have ended
    std::map<QString, std::shared_ptr<AccountPool>> m_pools;
    std::map<QString, AccountLimits> m_savedLimits; // as save() last saw them
    RemovedAccounts m_removed;
    QDate m_day; // of the two counters below, in local time
    SystemTime m_dayBegins = {};
    SystemTime m_dayEnds = {};
    QHash<QString, qint64> m_tokensToday;
    quint64 m_requestsToday = 0;
    Alarm m_nextChange;
    std::unique_ptr<Deadline> m_sessionsSave;
    std::unique_ptr<Deadline> m_cooldownSave;
    SteadyTime m_cooldownsSaved = {}; // when last
};

} // namespace sluice
