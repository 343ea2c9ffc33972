// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "simulator/simulated_account.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QHash>

namespace sluice {

//! Whose token it is and how often it was renewed before: `sim-access-<name>-<generation>`.
struct SimulatedToken
{
    enum class Kind : std::uint8_t { Access, Refresh };
    Kind kind = Kind::Access;
    QString name = {};
    int generation = 1;

    QByteArray text() const;
    static std::optional<SimulatedToken> parse(QByteArrayView text);
    bool operator==(const SimulatedToken &) const = default;
};

//! All made-up accounts of one simulator, made on first use, and how their tokens are renewed.
class AccountBook
{
public:
    //! Windows last 5 hours and 7 days divided by `speed`.
    explicit AccountBook(double speed) : m_speed(speed) { }

    //! What `length` lasts at this speed.
    static milliseconds shortened(milliseconds length, double speed);
    SimulatedAccount &account(const QString &name);
    //! The account, or null where the token is not one of ours, expired or not given out.
    SimulatedAccount *ofAccessToken(const SimulatedToken &token);
    //! Uses a refresh token up. SignInNeeded: it was used before, or revoked.
    Result<SimulatedAccount> refresh(const SimulatedToken &token);

    int refreshes() const { return m_refreshes; }
    int refreshReuses() const { return m_refreshReuses; }
    void clear();

private:
    SimulatedAccount &ofToken(const SimulatedToken &token);

    double m_speed;
    QHash<QString, SimulatedAccount> m_accounts;
    int m_refreshes = 0;
    int m_refreshReuses = 0;
};

} // namespace sluice
