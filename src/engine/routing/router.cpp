// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/routing/router.h"

#include <algorithm>

namespace sluice {

namespace {

Why whyChosen(Strategy strategy, const QList<Outcome> &outcomes)
{
    // Everything after AlreadyTried could have served the request.
    const auto couldServe = std::ranges::count_if(outcomes, [](const Outcome &each) {
        return each.reason == Reason::Chosen || each.reason > Reason::AlreadyTried;
    });
    if (couldServe == 1)
        return Why::OnlyUsable;
    switch (strategy) {
    case Strategy::LeastUsed:
        return Why::BestScore;
    case Strategy::RoundRobin:
        return Why::Turn;
    case Strategy::Random:
        return Why::Draw;
    case Strategy::Fallback:
        return Why::FirstInList;
    }
    return Why::BestScore;
}

//! With as little work as can be: nearly every request is one of a session that stays.
void stay(Decision &decision, qsizetype current, const Affinity::Bond &bound)
{
    decision.chosen = current;
    decision.why = Why::Sticky;
    decision.wasElsewhere = bound.hasMoved;
}

} // namespace

Router::Router(const Policy &policy, Random &random) : m_policy(policy), m_random(random) { }

Decision Router::select(const Request &request, const QList<Candidate> &candidates, SystemTime now)
{
    Decision decision = {
        .at = now,
        .session = request.session,
        .model = request.model,
        .strategy = m_policy.strategy,
        .candidates = candidates,
        .tried = request.tried,
    };
    const auto bound = request.session.isEmpty() ? std::nullopt : m_affinity.find(request.session, now);
    const auto current =
        bound ? std::ranges::find(candidates, bound->account, &Candidate::id) : candidates.end();
    const bool canStay = current != candidates.end() && !current->obstacle
        && !request.tried.contains(bound->account) && m_policy.strategy != Strategy::Fallback;
    if (canStay && !mayLeave()) {
        stay(decision, current - candidates.begin(), *bound);
        return decision;
    }
    // A session that stays takes no turn from others.
    quint64 unusedTurn = m_turn;
    const PickRequest asked{m_policy.strategy, m_policy.spreadsEquals, request.session, request.tried, now};
    auto picked = pick(asked, candidates, canStay ? unusedTurn : m_turn, m_random);
    if (!picked.chosen) {
        decision.outcomes = std::move(picked.outcomes);
        return decision;
    }
    const qsizetype best = *picked.chosen;
    if (canStay && !shouldRebalance(*current, candidates.at(best), m_policy.rebalanceThreshold)) {
        stay(decision, current - candidates.begin(), *bound);
        return decision;
    }
    decision.outcomes = std::move(picked.outcomes);
    decision.why = whyChosen(m_policy.strategy, decision.outcomes);
    if (canStay) {
        m_affinity.releaseAccount(bound->account);
        decision.why = Why::Rebalanced;
    }
    decision.chosen = best;
    if (current != candidates.end() && isBackSoon(*current, now)) {
        decision.wasElsewhere = m_affinity.lend(request.session).hasMoved;
        return decision;
    }
    if (bound && bound->account != candidates.at(best).id)
        decision.movedFrom = bound->account;
    if (!request.session.isEmpty())
        decision.wasElsewhere = m_affinity.bind(request.session, candidates.at(best).id, now).hasMoved;
    return decision;
}

bool Router::mayLeave() const
{
    return m_policy.strategy == Strategy::LeastUsed && m_policy.rebalanceThreshold > 0;
}

} // namespace sluice
