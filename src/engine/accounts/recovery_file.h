// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/oauth_profile.h"

namespace sluice {

//! Tells one login from another without holding a secret: a hash over both tokens.
QByteArray loginMark(const TokenSet &tokens);

//! A login as its home held it at one moment.
struct StoredLogin
{
    QByteArray content = {};
    TokenSet tokens = {};
};

//! Tokens that the provider has given us but that are not in its home yet.
struct UnsavedLogin
{
    TokenSet tokens = {};
    QByteArray replaced = {}; //!< loginMark() of what the home held before, used up since
};

//! Our own 0600 file for the tokens of one account that are not in their home yet: the provider has used up
//! what the home holds, so that there is no other copy.
class RecoveryFile
{
public:
    RecoveryFile(const QString &path, const OAuthProfile &profile);

    //! FileFailed unless keep() would find room now for tokens that belong to the text `basis`.
    Status checkRoom(const QByteArray &basis) const;
    //! `basis` is the text that the tokens belong to.
    Status keep(const UnsavedLogin &login, const QByteArray &basis) const;
    //! What was kept, if it replaces the login that `stored` holds.
    std::optional<UnsavedLogin> kept(const StoredLogin &stored) const;
    void forget() const;

private:
    QString m_path;
    const OAuthProfile *m_profile;
};

} // namespace sluice
