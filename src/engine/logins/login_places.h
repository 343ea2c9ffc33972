// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/login_homes.h"
#include "engine/logins/login_place.h"

namespace sluice {

//! loginMark() of what read() has given; empty where that is no login.
QByteArray markOf(const Secret &login, const OAuthProfile &profile);

//! Reads, writes and clears a login wherever it can be. Takes no locks. The login is the text that
//! OAuthProfile::loginIn() gives; in a CLI's file everything else stays.
class LoginPlaces
{
public:
    LoginPlaces(const SecretStores &stores, const QString &privateRoot)
        : m_stores(stores)
        , m_privateRoot(privateRoot)
    {
    }

    //! CredentialMissing: there is certainly none.
    SecretJob *read(const LoginPlace &place, const OAuthProfile &profile, QObject *parent) const;
    //! Certain only once a read has given it back.
    SecretJob *write(const LoginPlace &place, const OAuthProfile &profile, const Secret &login,
                     QObject *parent) const;
    //! A private directory goes whole.
    SecretJob *clear(const LoginPlace &place, const OAuthProfile &profile, QObject *parent) const;

private:
    SecretStore &storeOf(const LoginPlace &place) const;
    Status clearPrivate(const QString &file) const;

    SecretStores m_stores;
    QString m_privateRoot; // nothing outside it is removed
};

} // namespace sluice
