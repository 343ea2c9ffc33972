// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/login_home.h"
#include "engine/accounts/recovery_file.h"

namespace sluice {

//! A login in its home, and our own recovery file for it. Knows no locks: take them before writing.
class LoginRecord
{
public:
    //! The home stays the caller's and outlives the record.
    LoginRecord(LoginHome &home, const QString &recoveryPath, const OAuthProfile &profile);

    LoginHome &home() const { return *m_home; }
    const OAuthProfile &profile() const { return *m_profile; }

    //! Fails as LoginHome::content() and OAuthProfile::parseCredentials() do.
    Result<StoredLogin> read() const;
    //! What the home is to hold: its text as it is now, with the tokens in it. Nothing where it holds another
    //! login by now: then that one is right and ours is not wanted.
    Result<std::optional<QByteArray>> merged(const UnsavedLogin &login) const;
    //! For tokens that are not in the home yet.
    const RecoveryFile &recovery() const { return m_recovery; }

private:
    LoginHome *m_home;
    RecoveryFile m_recovery;
    const OAuthProfile *m_profile;
};

} // namespace sluice
