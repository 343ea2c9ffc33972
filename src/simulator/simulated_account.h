// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/base/units.h"

#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <cstdint>
#include <optional>

namespace sluice {

//! A rate-limit window of a made-up account: it opens with the first use, fills, and is empty again at its
//! reset.
struct SimulatedWindow
{
    milliseconds length = 5h;
    Percent perRequest = Percent{0.1};
    Percent warning = Percent{90}; //!< from here on its status is `allowed_warning`
    Percent utilization = {};
    std::optional<SystemTime> resetsAt = {};

    void passTime(SystemTime now);
    void use(SystemTime now);
    bool isFull() const { return utilization >= 100_pct; }
    //! `allowed`, `allowed_warning` or `rejected`.
    QByteArray status() const;
    bool operator==(const SimulatedWindow &) const = default;
};

//! What the simulated provider knows about one account.
struct SimulatedAccount
{
    QString name = {};
    QString plan = {}; //!< empty: the provider's usual one
    QString tier = QStringLiteral("default_claude_max_20x");
    int generation = 1; //!< of the tokens given out last
    int expiredUpTo = 0; //!< access tokens of this generation and earlier get 401
    bool refreshRevoked = false;
    bool hasWeekOnly = false; //!< a plan without a five-hour window
    SimulatedWindow fiveHour = {};
    SimulatedWindow sevenDay = {.length = 7 * 24h, .perRequest = Percent{0.02}, .warning = Percent{75}};

    void passTime(SystemTime now);
    void use(SystemTime now);
    bool isLimited() const { return fiveHour.isFull() || sevenDay.isFull(); }
    //! Applies the members of `POST /sim/account/<name>`. InvalidInput names the member.
    Status configure(const QJsonObject &members, SystemTime now);
    //! Stable made-up ids, told apart by the name.
    QString accountUuid() const;
    QString organizationUuid() const;
    bool operator==(const SimulatedAccount &) const = default;
};

//! Whole seconds from `now` until the last full window resets; 0 where none is full.
qint64 secondsToReset(const SimulatedAccount &account, SystemTime now);

} // namespace sluice
