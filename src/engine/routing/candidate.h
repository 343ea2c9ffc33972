// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/account_limits.h"
#include "engine/accounts/availability.h"
#include "engine/storage/routing_settings.h"

namespace sluice {

//! Why an account was taken or passed over.
enum class Reason : std::uint8_t {
    Chosen,
    // cannot serve this request
    SwitchedOff,
    NeedsSignIn,
    Unreachable,
    Refused,
    WindowFull,
    OwnLimit,
    ModelLimited,
    Throttled,
    WrongLogin,
    AlreadyTried,
    // could have served it
    LowerPriority,
    LowerScore,
    NotItsTurn,
    NotDrawn,
    LaterInList,
    SessionElsewhere,
};

//! One account as a choice sees it; a list of them is in the pool's order.
struct Candidate
{
    QString id = {};
    double weight = 1;
    Priority priority = Priority::Normal;
    bool metered = false; //!< paid by use: taken when nothing else can serve, or where a path needs it
    Percent capWeekly = Percent{99};
    std::optional<Percent> weekly = {}; //!< utilization; absent counts as none
    std::optional<SystemTime> weeklyResetsAt = {};
    std::optional<Reason> obstacle = {}; //!< why it cannot serve; absent: it can
    std::optional<SystemTime> until = {}; //!< when the obstacle ends, where known
    std::optional<WindowKind> window = {}; //!< of the obstacle, for limits
    bool operator==(const Candidate &) const = default;
};

//! What the account itself brings to a choice.
struct CandidateFacts
{
    QString id = {};
    double weight = 1;
    Priority priority = Priority::Normal;
    bool metered = false;
    Caps caps = {};
    Switch enabled = Switch::On;
    LoginHealth login = LoginHealth::Good;
};

//! The candidate for a request for `model` (empty: any).
Candidate candidate(const CandidateFacts &facts, const AccountLimits &limits, const QString &model,
                    SystemTime now);

//! The account asked to wait for a moment: no reason to leave it for good, with all that its prompt cache
//! holds (spec/claude.md 6.7, 7.3), and none to call it limited.
bool isBackSoon(const Candidate &candidate, SystemTime now);

} // namespace sluice
