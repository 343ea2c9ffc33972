// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/secret.h"

#include <QtCore/QJsonArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <memory>
#include <optional>

namespace sluice {

//! Which account has sent which refresh token. Where two homes hold copies of one login, the second one to
//! send it would make the provider revoke both. Knows hashes, no tokens.
class RefreshClaims
{
public:
    //! The other account that has it; where there is none it is `accountId`'s from now on.
    std::optional<QString> claim(const Secret &refreshToken, const QString &accountId);
    void release(const Secret &refreshToken); //!< it was not used up

    //! What a restart must not forget: the tokens that a second account has asked for.
    QJsonArray toJson() const;
    void restore(const QJsonArray &json);

private:
    struct Claim
    {
        QString mark = {}; // of the token
        QString accountId = {};
        bool isContested = false;
    };

    QList<Claim> m_claims; // who was asked about longest ago comes first
};

//! One account's hand in the claims; without any, nobody else has its login.
struct RefreshClaimant
{
    std::shared_ptr<RefreshClaims> claims = {};
    QString accountId = {};

    std::optional<QString> claim(const Secret &refreshToken) const
    {
        return claims ? claims->claim(refreshToken, accountId) : std::nullopt;
    }
    void release(const Secret &refreshToken) const
    {
        if (claims)
            claims->release(refreshToken);
    }
};

} // namespace sluice
