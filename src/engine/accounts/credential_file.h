// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/oauth_profile.h"

namespace sluice {

//! Tells one login from another without holding a secret: a hash over both tokens.
QByteArray loginMark(const TokenSet &tokens);

//! A credentials file as read at one moment.
struct StoredLogin
{
    QByteArray content = {};
    TokenSet tokens = {};
};

//! Tokens that the provider has given us but that are not in the credentials file yet.
struct UnsavedLogin
{
    TokenSet tokens = {};
    QByteArray replaced = {}; //!< loginMark() of what the file held before, used up since
};

//! One CLI's credentials file and our own recovery file for it. Knows no locks: take them before writing.
class CredentialFile
{
public:
    CredentialFile(const QString &path, const QString &recoveryPath, const OAuthProfile &profile);

    const QString &path() const { return m_path; }
    const OAuthProfile &profile() const { return m_profile; }

    //! CredentialMissing: no file, or no login in it. InvalidInput, FileFailed: not readable or not parsable.
    Result<StoredLogin> read() const;
    //! Puts the tokens into the file as it is now. LockLost where the file holds another login by now: then
    //! that one is right and ours is not wanted.
    Status save(const UnsavedLogin &login) const;

    //! Keeps tokens that save() could not write in a 0600 file of our own; `basis` is the file they belong
    //! to.
    Status keep(const UnsavedLogin &login, const QByteArray &basis) const;
    //! What was kept, if it replaces the login that `stored` holds.
    std::optional<UnsavedLogin> kept(const StoredLogin &stored) const;
    void forgetKept() const;

private:
    QString m_path;
    QString m_recoveryPath;
    const OAuthProfile &m_profile;
};

} // namespace sluice
