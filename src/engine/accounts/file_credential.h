// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/oauth_profile.h"
#include "engine/accounts/token_job.h"
#include "engine/base/random.h"

#include <memory>

namespace sluice {

enum class CredentialState : std::uint8_t {
    Loading, //!< being read, or its first refresh is under way
    Available,
    Missing, //!< no file, or no login in it
    Invalid, //!< the file cannot be read or parsed
    NotWritable, //!< a refresh is due and could not be saved, so none is made; current() holds until expiry
    RefreshFailing, //!< expired or refused, and no refresh has worked yet; retried at retryAt()
    SignInNeeded, //!< rejected for good until the file holds another login; current() may hold until expiry
};

//! The login in a CLI's own file: read, watched, refreshed under the CLI's locks five minutes ahead of
//! expiry, written back. One refresh at a time; a token is used only after it was saved.
class FileCredential : public QObject
{
    Q_OBJECT

public:
    struct Place
    {
        QString file = {}; //!< the CLI's credentials file, absolute
        QString recoveryFile = {}; //!< our own, for tokens that could not be written back
        QUrl proxy = {}; //!< the account's, for refreshes
    };

    FileCredential(const Place &place, const OAuthProfile &profile, Dialer &dialer, Clock &clock,
                   Random &random, QObject *parent);
    ~FileCredential() override;

    CredentialState state() const;
    //! English, without secrets; also set while Available when something needs attention.
    const QString &problem() const;
    //! When a failed refresh is tried again.
    std::optional<SystemTime> retryAt() const;

    //! Tokens that can be used right now: a due refresh does not hold them back before they really expire.
    std::optional<TokenSet> current() const;
    //! Waits for a due refresh, for which all callers share one. The job is a child of `parent` and deletes
    //! itself once it has finished.
    TokenJob *fetch(QObject *parent);
    //! After a 401: tokens other than the failed ones, from the file or by a refresh.
    TokenJob *recover(const Secret &failedAccessToken, QObject *parent);

signals:
    void changed(); //!< state(), problem() or current()

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice
