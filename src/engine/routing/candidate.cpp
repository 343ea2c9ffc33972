// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/routing/candidate.h"

namespace sluice {

namespace {

constexpr milliseconds longestLoan = 1min;

std::optional<Reason> reasonOf(LimitKind kind)
{
    switch (kind) {
    case LimitKind::None:
        return {};
    case LimitKind::Refused:
        return Reason::Refused;
    case LimitKind::WindowFull:
        return Reason::WindowFull;
    case LimitKind::OwnLimit:
        return Reason::OwnLimit;
    case LimitKind::Model:
        return Reason::ModelLimited;
    case LimitKind::Throttled:
        return Reason::Throttled;
    }
    return {};
}

} // namespace

Candidate candidate(const CandidateFacts &facts, const AccountLimits &limits, const QString &model,
                    SystemTime now)
{
    const auto weekly = limits.window(WindowKind::Weekly, now);
    Candidate result = {
        .id = facts.id,
        .weight = facts.weight,
        .priority = facts.priority,
        .metered = facts.metered,
        .capWeekly = facts.caps.weekly,
        .weekly = weekly.utilization,
        .weeklyResetsAt = weekly.resetsAt,
    };
    if (facts.enabled == Switch::Off)
        result.obstacle = Reason::SwitchedOff;
    else if (facts.login == LoginHealth::NeedsSignIn)
        result.obstacle = Reason::NeedsSignIn;
    else if (facts.login == LoginHealth::Retrying)
        result.obstacle = Reason::Unreachable;
    if (result.obstacle)
        return result;
    const auto verdict = limits.check(now, model, facts.caps);
    result.obstacle = reasonOf(verdict.kind);
    result.until = verdict.until;
    result.window = verdict.window;
    return result;
}

bool isBackSoon(const Candidate &candidate, SystemTime now)
{
    return candidate.obstacle == Reason::Throttled && candidate.until
        && *candidate.until - now <= longestLoan;
}

} // namespace sluice
