// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/routing/balancer.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr double hoursOfWeek = 168;

//! Those who may be chosen: without an obstacle, not tried and of the highest rank among these.
QList<qsizetype> eligible(const PickRequest &request, const QList<Candidate> &candidates,
                          QList<Outcome> &outcomes)
{
    const auto rank = [&](qsizetype i) {
        return std::pair(!candidates.at(i).metered, candidates.at(i).priority);
    };
    QList<qsizetype> result;
    for (qsizetype i = 0; i < candidates.size(); ++i) {
        const Candidate &each = candidates.at(i);
        if (each.obstacle || request.tried.contains(each.id)) {
            outcomes[i].reason = each.obstacle.value_or(Reason::AlreadyTried);
            continue;
        }
        outcomes[i].reason = Reason::LowerPriority;
        result.append(i);
    }
    if (request.strategy == Strategy::Fallback || result.isEmpty())
        return result;
    const auto highest = std::ranges::max(result, {}, rank);
    result.removeIf([&](qsizetype i) { return rank(i) != rank(highest); });
    return result;
}

qsizetype highestScore(const PickRequest &request, const QList<qsizetype> &eligible,
                       const QList<Outcome> &outcomes, quint64 &turn)
{
    const auto score = [&](qsizetype i) { return outcomes.at(i).score; };
    // The first of equals, so that ties go to the order of the list.
    const auto best = *std::ranges::max_element(eligible, {}, score);
    if (!request.spreadsEquals)
        return best;
    auto equals = eligible;
    equals.removeIf([&](qsizetype i) { return score(i) < score(best); });
    const auto start = request.session.isEmpty() ? turn++ : sessionHash(request.session);
    return equals.at(static_cast<qsizetype>(start % static_cast<quint64>(equals.size())));
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
        urgency = hoursOfWeek / std::max(1.0, Hours(*candidate.weeklyResetsAt - now).count());
    }
    return left * candidate.weight * urgency;
}

quint32 sessionHash(QByteArrayView session)
{
    quint32 hash = 2166136261U;
    for (const char each : session)
        hash = (hash ^ static_cast<quint8>(each)) * 16777619U;
    return hash;
}

Pick pick(const PickRequest &request, const QList<Candidate> &candidates, quint64 &turn, Random &random)
{
    Pick result;
    result.outcomes.resize(candidates.size());
    if (request.strategy == Strategy::LeastUsed) {
        for (qsizetype i = 0; i < candidates.size(); ++i)
            result.outcomes[i].score = leastUsedScore(candidates.at(i), request.now);
    }
    const auto choices = eligible(request, candidates, result.outcomes);
    if (choices.isEmpty())
        return result;
    switch (request.strategy) {
    case Strategy::LeastUsed:
        result.chosen = highestScore(request, choices, result.outcomes, turn);
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
        result.outcomes[i].reason = i == *result.chosen ? Reason::Chosen : passedOver(request.strategy);
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
