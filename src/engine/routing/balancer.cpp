// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/routing/balancer.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr double kHoursOfWeek = 168;

//! Those who may be chosen: without an obstacle, not tried and of the highest priority among these.
QList<qsizetype> eligible(Strategy strategy, const QList<Candidate> &candidates, const QStringList &tried,
                          QList<Outcome> &outcomes)
{
    QList<qsizetype> result;
    auto highest = Priority::Low;
    for (qsizetype i = 0; i < candidates.size(); ++i) {
        const Candidate &each = candidates.at(i);
        if (each.obstacle || tried.contains(each.id)) {
            outcomes[i].reason = each.obstacle.value_or(Reason::AlreadyTried);
            continue;
        }
        outcomes[i].reason = Reason::LowerPriority;
        highest = std::max(highest, each.priority);
        result.append(i);
    }
    if (strategy != Strategy::Fallback)
        result.removeIf([&](qsizetype i) { return candidates.at(i).priority != highest; });
    return result;
}

qsizetype highestScore(const QList<qsizetype> &eligible, const QList<Outcome> &outcomes)
{
    // The first of equals, so that ties go to the order of the list.
    return *std::ranges::max_element(eligible, {}, [&](qsizetype i) { return outcomes.at(i).score; });
}

//! The first eligible one at or after the turn's place in the whole list.
qsizetype atTurn(const QList<qsizetype> &eligible, qsizetype places, quint64 turn)
{
    const auto start = static_cast<qsizetype>(turn % static_cast<quint64>(places));
    const auto found = std::ranges::lower_bound(eligible, start);
    return found == eligible.end() ? eligible.first() : *found;
}

Reason passedOver(Strategy strategy)
{
    switch (strategy) {
    case Strategy::LeastUsed:
        return Reason::LowerScore;
    case Strategy::RoundRobin:
        return Reason::NotItsTurn;
    case Strategy::Random:
        return Reason::NotDrawn;
    case Strategy::Fallback:
        return Reason::LaterInList;
    }
    return Reason::LowerScore;
}

} // namespace

double leastUsedScore(const Candidate &candidate, SystemTime now)
{
    const double left = (candidate.capWeekly - candidate.weekly.value_or(0_pct)).value();
    double urgency = 1;
    if (candidate.weeklyResetsAt) {
        using Hours = std::chrono::duration<double, std::ratio<3600>>;
        urgency = kHoursOfWeek / std::max(1.0, Hours(*candidate.weeklyResetsAt - now).count());
    }
    return left * candidate.weight * urgency;
}

Pick pick(Strategy strategy, const QList<Candidate> &candidates, const QStringList &tried, SystemTime now,
          quint64 &turn, Random &random)
{
    Pick result;
    result.outcomes.resize(candidates.size());
    if (strategy == Strategy::LeastUsed) {
        for (qsizetype i = 0; i < candidates.size(); ++i)
            result.outcomes[i].score = leastUsedScore(candidates.at(i), now);
    }
    const auto choices = eligible(strategy, candidates, tried, result.outcomes);
    if (choices.isEmpty())
        return result;
    switch (strategy) {
    case Strategy::LeastUsed:
        result.chosen = highestScore(choices, result.outcomes);
        break;
    case Strategy::RoundRobin:
        result.chosen = atTurn(choices, candidates.size(), turn++);
        break;
    case Strategy::Random:
        result.chosen = choices.at(random.bounded(static_cast<quint32>(choices.size())));
        break;
    case Strategy::Fallback:
        result.chosen = choices.first();
        break;
    }
    for (const qsizetype i : choices)
        result.outcomes[i].reason = i == *result.chosen ? Reason::Chosen : passedOver(strategy);
    return result;
}

bool shouldRebalance(const Candidate &current, const Candidate &best, double threshold)
{
    if (threshold <= 0 || current.weight <= 0)
        return false;
    const auto ahead = current.weekly.value_or(0_pct) - best.weekly.value_or(0_pct);
    return ahead.value() > threshold / current.weight;
}

} // namespace sluice
