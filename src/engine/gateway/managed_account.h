// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/account_snapshot.h"
#include "engine/accounts/account_limits.h"
#include "engine/accounts/availability.h"
#include "engine/accounts/credential.h"
#include "engine/accounts/login_rejection.h"
#include "engine/accounts/proxy_rest.h"
#include "engine/accounts/usage_poller.h"
#include "engine/providers/provider.h"
#include "engine/routing/candidate.h"
#include "engine/storage/settings.h"
#include "engine/transport/watched_dialer.h"

#include <QtCore/QObject>

namespace sluice {

//! One configured account as it runs: its login, what is known of its limits, what it is doing.
class ManagedAccount : public QObject
{
    Q_OBJECT

public:
    //! The injected world, alike for all accounts.
    struct World
    {
        WatchedDialer &dialer;
        Clock &clock;
        Random &random;
    };

    ManagedAccount(const AccountSettings &settings, Credential::Place place, const Provider &provider,
                   const World &world, QObject *parent);
    ~ManagedAccount() override;

    const QString &id() const { return m_settings.id; }
    const AccountSettings &settings() const { return m_settings; }
    const Provider &provider() const { return m_provider; }
    const AccountLimits &limits() const { return m_limits; }
    const AccountOwner &limitsOwner() const { return m_limitsOwner; } //!< whose they are, as far as known
    Credential &credential() { return m_credential; }

    void startPolling(milliseconds interval) { m_poller.start(interval); } //!< `usage.poll_minutes`
    void setPollInterval(milliseconds interval) { m_poller.setInterval(interval); }
    void applySettings(const AccountSettings &settings); //!< same id and provider
    void moveTo(Credential::Place place) { m_credential.moveTo(std::move(place)); } //!< its limits stay
    bool isRefreshing() const { return m_credential.isRefreshing(); } //!< its outcome must not be lost
    void restore(const AccountLimits &limits, const AccountOwner &owner);

    // What exchanges report.
    void requestStarted();
    void requestFinished();
    void learn(const RateLimitReport &report);
    void refused(const Refusal &refusal, const QString &model);
    void loginRefused(const Secret &accessToken); //!< though fresh: only other credentials help
    //! A 401 inside an answer, which cannot be asked again: another token is fetched for the next request.
    //! False where this token was fetched for such a 401 already; then the account pauses.
    bool renewLogin(const Secret &accessToken);
    void used(const RequestUsage &usage, const QString &model); //!< served
    void count(const RequestUsage &usage); //!< of an answer that failed
    void identityLearned(const AccountIdentity &identity); //!< whose login it is, as the provider says
    void unreached(const QString &why); //!< its own proxy gave no connection: it rests for a moment
    void reached();
    bool isResting() const; //!< after unreached()

    double weight() const;
    bool isMetered() const; //!< paid by use: an API key
    std::optional<Error> outage() const; //!< why its provider cannot be reached; no obstacle to a choice
    Caps caps() const;
    //! When a login that cannot be used is tried again; absent where nothing waits for a time.
    std::optional<SystemTime> retryAt() const;
    LoginHealth health() const;
    CandidateFacts facts() const;
    Availability availability() const;
    //! All but the sessions, which the routers know, and the token count.
    AccountSnapshot snapshot(SystemTime now) const;
    std::optional<SystemTime> nextChange(SystemTime now) const; //!< when its state changes by itself

signals:
    void changed(); //!< anything that a choice or a snapshot depends on
    void requestEnded(); //!< whoever ended it; no choice depends on it, only what is shown
    void cooldownBegan(); //!< a refusal has said something new of its limits
    void tokensUsed(qint64 tokens);
    void ownerLearned(const sluice::AccountOwner &owner); //!< where the settings do not name it yet

private:
    struct Plan
    {
        QString name = {};
        QString tier = {};
    };

    void onUsage(const RateLimitReport &report);
    void rejected(std::optional<SystemTime> until);
    bool isRejected() const;
    void limitsChanged();
    void planPolling(); //!< from what is known of the limits
    AccountPhase phase(const LimitVerdict &verdict) const;
    void tellOwner();
    Plan plan() const;
    void describeLogin(AccountSnapshot &result) const;
    AccountOwner owner() const; //!< of the login in its home now, as far as known

    AccountSettings m_settings;
    const Provider &m_provider;
    const WatchedDialer &m_dialer;
    Clock &m_clock;
    Random &m_random;
    Credential m_credential;
    UsagePoller m_poller;
    AccountLimits m_limits;
    Secret m_renewed; // what renewLogin() has brought
    AccountOwner m_limitsOwner; // perhaps of the last run, and no more than that: see identityLearned()
    AccountIdentity m_identity;
    LoginRejection m_rejection;
    ProxyRest m_rest;
    int m_activeRequests = 0;
};

} // namespace sluice
