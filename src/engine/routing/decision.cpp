// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/routing/decision.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

QString untilText(const Candidate &candidate)
{
    if (!candidate.until)
        return {};
    const auto time = QDateTime::fromMSecsSinceEpoch(toUnixMilliseconds(*candidate.until), Qt::UTC);
    return u" until "_s + time.toString(Qt::ISODate);
}

QString windowText(const Candidate &candidate, const QString &unknown)
{
    if (!candidate.window)
        return unknown;
    return *candidate.window == WindowKind::FiveHour ? u"5-hour window"_s : u"weekly window"_s;
}

QString sessionDigits(const QByteArray &session)
{
    if (session.isEmpty())
        return {};
    const auto hash = QCryptographicHash::hash(session, QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().first(8));
}

} // namespace

QString toString(Strategy strategy)
{
    switch (strategy) {
    case Strategy::LeastUsed:
        return u"least-used"_s;
    case Strategy::RoundRobin:
        return u"round-robin"_s;
    case Strategy::Random:
        return u"random"_s;
    case Strategy::Fallback:
        return u"fallback"_s;
    }
    return {};
}

QString toString(Why why)
{
    switch (why) {
    case Why::NoneUsable:
        return u"no account usable"_s;
    case Why::OnlyUsable:
        return u"only usable account"_s;
    case Why::Sticky:
        return u"sticky session"_s;
    case Why::Rebalanced:
        return u"rebalanced"_s;
    case Why::BestScore:
        return u"highest score"_s;
    case Why::Turn:
        return u"its turn"_s;
    case Why::Draw:
        return u"drawn at random"_s;
    case Why::FirstInList:
        return u"first usable in the list"_s;
    }
    return {};
}

QString toString(Reason reason, const Candidate &candidate)
{
    switch (reason) {
    case Reason::Chosen:
        return u"chosen"_s;
    case Reason::SwitchedOff:
        return u"switched off"_s;
    case Reason::NeedsSignIn:
        return u"needs sign-in"_s;
    case Reason::Unreachable:
        return u"login cannot be used now"_s;
    case Reason::Refused:
        return windowText(candidate, u"account"_s) + u" limited by the provider"_s + untilText(candidate);
    case Reason::WindowFull:
        return windowText(candidate, u"window"_s) + u" full"_s + untilText(candidate);
    case Reason::OwnLimit:
        return u"at its own limit for the "_s + windowText(candidate, u"window"_s) + untilText(candidate);
    case Reason::ModelLimited:
        return u"limited for this model"_s + untilText(candidate);
    case Reason::Throttled:
        return u"asked to slow down"_s + untilText(candidate);
    case Reason::WrongLogin:
        return u"its login does not serve this path"_s;
    case Reason::AlreadyTried:
        return u"already tried"_s;
    case Reason::LowerPriority:
        return u"lower priority"_s;
    case Reason::LowerScore:
        return u"lower score"_s;
    case Reason::NotItsTurn:
        return u"not its turn"_s;
    case Reason::NotDrawn:
        return u"not drawn"_s;
    case Reason::LaterInList:
        return u"later in the list"_s;
    case Reason::SessionElsewhere:
        return u"session is on another account"_s;
    }
    return {};
}

QList<Outcome> outcomesOf(const Decision &decision)
{
    if (!decision.outcomes.isEmpty() || !decision.chosen)
        return decision.outcomes;
    QList<Outcome> result;
    for (qsizetype i = 0; i < decision.candidates.size(); ++i) {
        const Candidate &each = decision.candidates.at(i);
        const auto free = decision.tried.contains(each.id) ? Reason::AlreadyTried : Reason::SessionElsewhere;
        const bool isScored = decision.strategy == Strategy::LeastUsed;
        result.append({.reason = i == *decision.chosen ? Reason::Chosen : each.obstacle.value_or(free),
                       .score = isScored ? leastUsedScore(each, decision.at) : 0});
    }
    return result;
}

DecisionTrace toTrace(const Decision &decision, quint64 exchange, const QString &providerId)
{
    DecisionTrace result = {
        .exchange = exchange,
        .at = decision.at,
        .providerId = providerId,
        .session = sessionDigits(decision.session),
        .model = decision.model,
        .strategy = toString(decision.strategy),
        .chosen = decision.account(),
        .why = toString(decision.why),
    };
    if (decision.movedFrom)
        result.why += u", moved from "_s + *decision.movedFrom;
    const auto outcomes = outcomesOf(decision);
    for (qsizetype i = 0; i < decision.candidates.size(); ++i) {
        const Candidate &candidate = decision.candidates.at(i);
        const Outcome &outcome = outcomes.at(i);
        result.candidates.append({.accountId = candidate.id,
                                  .score = outcome.score,
                                  .reason = toString(outcome.reason, candidate)});
    }
    return result;
}

} // namespace sluice
