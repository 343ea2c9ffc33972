// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/credential.h"
#include "engine/accounts/usage_schedule.h"
#include "engine/base/alarm.h"

#include <QtCore/QObject>

namespace sluice {

namespace http {
class ApiCallJob;
}

//! Asks a provider for one account's usage and, while something about its owner is unknown, its profile: off
//! the request path, one call at a time, at the times of UsagePolling. No outcome makes an account unusable:
//! without an answer the numbers are stale, no more (spec/claude.md 5.4).
class UsagePoller : public QObject
{
    Q_OBJECT

public:
    struct Upstream
    {
        Dialer &dialer;
        QUrl proxy = {};
    };

    UsagePoller(Credential &credential, const OAuthProfile &profile, const Upstream &upstream, Clock &clock,
                Random &random, QObject *parent);
    ~UsagePoller() override;

    void start(milliseconds interval); //!< the first poll follows at once
    void setInterval(milliseconds interval); //!< from now on, also for the wait that has begun
    void setProxy(const QUrl &proxy) { m_upstream.proxy = proxy; }
    void noteHeaders(); //!< a response brought numbers: no need to ask
    void noteServed();
    void noteDoubt(); //!< a refusal does not fit what is known: asks soon
    void noteOutage(); //!< the provider cannot be reached: looks soon whether it can
    void noteNewLogin(); //!< perhaps of somebody else: asks soon, also whose it is
    void setNextReset(std::optional<SystemTime> reset);
    void setLimited(bool limited);
    //! When the provider is asked next; nothing while it is being asked, or where this login does not allow
    //! it.
    std::optional<SystemTime> nextCall() const;

signals:
    //! After identityLearned(), where the owner was not known: the numbers are those of this owner.
    void usageLearned(const sluice::RateLimitReport &report);
    void identityLearned(const sluice::AccountIdentity &identity);

private:
    void schedule();
    void onDue();
    void poll();
    void onUsage(const Result<http::Reply> &reply);
    void tellUsage();
    void renew();
    void onProfile(const Result<http::Reply> &reply);
    void call(http::ApiRequest request, void (UsagePoller::*receiver)(const Result<http::Reply> &));
    void fail(const QString &why);

    Credential &m_credential;
    const OAuthProfile &m_profile;
    Upstream m_upstream;
    Clock &m_clock;
    Random &m_random;

    UsagePolling m_polling;
    TokenSet m_tokens;
    RateLimitReport m_usage; // this poll's, until it is told
    Secret m_renewed; // an access token that a 401 has brought: asked for no other when it is refused too
    bool m_identityKnown = false;
    QObject *m_job = nullptr; // our child: the call under way
    SystemTime m_due = {}; // the next poll
    Alarm m_alarm; // for m_due
};

} // namespace sluice
