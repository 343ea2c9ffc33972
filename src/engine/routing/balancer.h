// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/routing/candidate.h"

#include <QtCore/QStringList>

namespace sluice {

//! How one candidate came out.
struct Outcome
{
    Reason reason = Reason::Chosen;
    double score = 0; //!< for least-used, else 0
    bool operator==(const Outcome &) const = default;
};

struct Pick
{
    std::optional<qsizetype> chosen = {}; //!< index into the candidates
    QList<Outcome> outcomes = {}; //!< one per candidate, in their order
};

//! What is left of the week, the larger the plan and the sooner the reset the more (spec/claude.md, appendix
//! B).
double leastUsedScore(const Candidate &candidate, SystemTime now);

//! FNV-1a, 32 bit, over the bytes of a session id (spec/codex.md 11.1).
quint32 sessionHash(QByteArrayView session);

//! What a choice depends on beside the candidates.
struct PickRequest
{
    Strategy strategy = Strategy::LeastUsed;
    //! Among equal scores the session's hash decides, without a session the turn; else the list's order.
    bool spreadsEquals = false;
    QByteArray session = {};
    QStringList tried = {};
    SystemTime now = {};
};

//! Chooses among those without an obstacle that were not tried. All strategies but fallback exhaust a higher
//! priority first, and what is paid by use comes last; fallback is the list's order alone. `turn` counts the
//! picks that go round.
Pick pick(const PickRequest &request, const QList<Candidate> &candidates, quint64 &turn, Random &random);

//! Least-used only: whether sessions should leave `current` for `best` (spec/gateway.md 3.5).
bool shouldRebalance(const Candidate &current, const Candidate &best, double threshold);

} // namespace sluice
