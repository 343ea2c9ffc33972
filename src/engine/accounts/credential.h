// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/account_fault.h"
#include "engine/accounts/login_home.h"
#include "engine/accounts/oauth_profile.h"
#include "engine/accounts/refresh_claims.h"
#include "engine/accounts/token_job.h"
#include "engine/base/random.h"

#include <memory>

namespace sluice {

enum class CredentialState : std::uint8_t {
    Loading, //!< being read, or its first refresh is under way
    Available,
    Missing, //!< its home holds no login
    Invalid, //!< what its home holds cannot be read or parsed
    StoreUnavailable, //!< keychain or vault do not answer, and nothing usable is known from before
    NotWritable, //!< a refresh is due and could not be saved, so none is made; current() holds until expiry
    RefreshFailing, //!< expired or refused, and no refresh has worked yet; retried at retryAt()
    SignInNeeded, //!< rejected for good until its home holds another login; current() may hold until expiry
};

//! A login in its home: read, watched, refreshed under the home's locks five minutes ahead of expiry, written
//! back. One refresh at a time; a token is used only after it was saved, or kept in the recovery file.
class Credential : public QObject
{
    Q_OBJECT

public:
    struct Place
    {
        std::unique_ptr<LoginHome> home = {};
        QString recoveryFile = {}; //!< our own, for tokens that are not in the home yet
        QUrl proxy = {}; //!< the account's, for refreshes
        RefreshClaimant claimant = {};
    };

    Credential(Place place, const OAuthProfile &profile, Dialer &dialer, Clock &clock, Random &random,
               QObject *parent);
    ~Credential() override;

    //! The login has moved. What is known goes on until the new home has answered; a refresh under way ends
    //! first.
    void moveTo(Place place);
    void setProxy(const QUrl &proxy);
    //! A home that does not notice changes by itself is looked at again, and what waits after a failed
    //! refresh waits no longer.
    void retry();

    CredentialState state() const;
    //! English, without secrets; also set while Available when something needs attention.
    const QString &problem() const;
    const AccountFault &fault() const; //!< what problem() says, as a value
    bool waitsForStore() const; //!< keychain or vault do not answer; problem() says why
    //! A refresh whose outcome must not be lost is under way.
    bool isRefreshing() const;
    //! When a failed refresh is tried again.
    std::optional<SystemTime> retryAt() const;

    //! Tokens that can be used right now: a due refresh does not hold them back before they really expire.
    std::optional<TokenSet> current() const;
    //! Waits for a due refresh, for which all callers share one. The job is a child of `parent` and deletes
    //! itself once it has finished.
    TokenJob *fetch(QObject *parent);
    //! After a 401: tokens other than the failed ones, from the home or by a refresh. Those that a refresh
    //! has brought within the last minute are given once more.
    TokenJob *recover(const Secret &failedAccessToken, QObject *parent);
    //! The same after a 401 to something beside requests, such as usage: the tokens may well serve requests
    //! (spec/claude.md 5.5), so they do until others are there.
    TokenJob *renew(const Secret &doubtedAccessToken, QObject *parent);

signals:
    void changed(); //!< state(), problem() or current()
    void refreshEnded(); //!< well or not: isRefreshing() may have changed
    void loginReplaced(); //!< somebody else has put another login, or a renewed one, into its home

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
