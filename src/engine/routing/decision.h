// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/decision_trace.h"
#include "engine/routing/balancer.h"

namespace sluice {

enum class Why : std::uint8_t {
    NoneUsable,
    OnlyUsable,
    Sticky, //!< the session is on this account
    Rebalanced, //!< the session's account was far ahead of this one
    BestScore,
    Turn,
    Draw,
    FirstInList,
};

//! One choice, in numbers; words are made only for those who ask.
struct Decision
{
    SystemTime at = {};
    QByteArray session = {};
    QString model = {};
    Strategy strategy = Strategy::LeastUsed;
    std::optional<qsizetype> chosen = {}; //!< index into the candidates
    Why why = Why::NoneUsable;
    std::optional<QString> movedFrom = {}; //!< the account that the session was on before
    bool wasElsewhere = false; //!< the session has been on another account, now or earlier
    QList<Candidate> candidates = {};
    //! One per candidate. Empty where a session simply stays: nobody was compared, and outcomesOf() says what
    //! there is to say.
    QList<Outcome> outcomes = {};
    QStringList tried = {}; //!< accounts that refused this request before
    //! The chosen account; empty when there is none.
    QString account() const { return chosen ? candidates.at(*chosen).id : QString(); }
};

//! How each candidate came out.
QList<Outcome> outcomesOf(const Decision &decision);
QString toString(Strategy strategy);
QString toString(Why why);
//! For instance `5-hour window full until 2026-01-31T12:00:00Z`.
QString toString(Reason reason, const Candidate &candidate);
DecisionTrace toTrace(const Decision &decision, quint64 exchange, const QString &providerId);

} // namespace sluice
