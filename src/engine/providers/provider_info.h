// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/token_set.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace sluice {

//! A token or key that a person may paste in place of signing in, as OAuthProfile::loginFromPasted() takes
//! it.
struct PastableToken
{
    LoginKind kind = LoginKind::ApiKey; //!< Subscription: a set-up token
    QString prefix = {}; //!< what it begins with
    QString command = {}; //!< for a set-up token: the command line that prints it
    int years = 1; //!< how long a set-up token lasts
    bool operator==(const PastableToken &) const = default;
};

//! What people and configuration call a provider, and what windows show of it.
struct ProviderInfo
{
    QString id = {}; //!< `claude`: as in config.json
    QString name = {}; //!< `Claude`
    QString glyph = {}; //!< one letter for the account's badge
    std::optional<quint32> badgeColor = {}; //!< 0xRRGGBB under that letter; absent: one made from the id
    QList<PastableToken> pastables = {};
    QStringList settings = {}; //!< keys in config.json beside `headers`, `ca_file` and `user_agent`
    QString namelessScopeEnd = {}; //!< how scopes end that are told by a name which says nothing to people

    bool isNameless(const QString &scope) const
    {
        return !namelessScopeEnd.isEmpty() && scope.endsWith(namelessScopeEnd);
    }
};

} // namespace sluice
