// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/account_pool.h"

#include "engine/accounts/pool_status_math.h"
#include "engine/gateway/exchange_field.h"

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t keptTraces = 200;
constexpr qsizetype keptModels = 16;
constexpr milliseconds longestKept = 1s; //!< resets and expiries are noticed within it

//! Nothing is once the clock was set back: it would be for as long as the clock had been ahead.
bool isFresh(SystemTime computedAt, SystemTime now)
{
    return computedAt <= now && now - computedAt < longestKept;
}

bool isLimit(Reason reason)
{
    return reason == Reason::Refused || reason == Reason::WindowFull || reason == Reason::OwnLimit
        || reason == Reason::ModelLimited || reason == Reason::Throttled;
}

} // namespace

AccountPool::AccountPool(const PoolSettings &settings, const Provider &provider, Clock &clock, Random &random,
                         QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_provider(provider)
    , m_clock(clock)
    , m_router({settings.strategy, settings.rebalanceThreshold, provider.spreadsEquals()}, random)
{
}

void AccountPool::setAccounts(const PoolSettings &settings, const QList<ManagedAccount *> &accounts)
{
    m_settings = settings;
    m_accounts = accounts;
    m_router.setPolicy({settings.strategy, settings.rebalanceThreshold, m_provider.spreadsEquals()});
    forgetCandidates();
}

void AccountPool::forgetCandidates()
{
    m_status.reset();
    m_candidates.clear();
}

QList<Candidate> AccountPool::candidatesFor(const RequestTraits &traits)
{
    auto result = candidates(traits.model);
    if (!traits.needsApiKey)
        return result;
    for (auto &each : result) {
        if (!each.metered)
            each.obstacle = Reason::WrongLogin;
    }
    return result;
}

const QList<Candidate> &AccountPool::candidates(const QString &model)
{
    const auto now = m_clock.now();
    if (m_candidates.size() > keptModels)
        m_candidates.clear(); // the names come from clients
    auto &known = m_candidates[model];
    if (isFresh(known.at, now))
        return known.list;
    known.at = now;
    known.list.clear();
    known.list.reserve(m_accounts.size());
    for (const auto *account : m_accounts)
        known.list.append(candidate(account->facts(), account->limits(), model, now));
    return known.list;
}

AccountPool::Selection AccountPool::select(const RequestTraits &traits, const QStringList &tried,
                                           quint64 exchange)
{
    const Router::Request request{traits.sessionId, traits.model, tried};
    auto decision = m_router.select(request, candidatesFor(traits), m_clock.now());
    const Selection selection{decision.chosen ? m_accounts.at(*decision.chosen) : nullptr,
                              decision.wasElsewhere};
    if (lcRouting().isDebugEnabled()) {
        const auto trace = toTrace(decision, exchange, m_provider.info().id);
        const auto number = exchangeField(exchange);
        qCDebug(lcRouting).noquote() << "chosen" << number << logField("account"_L1, trace.chosen)
                                     << logField("why"_L1, trace.why);
        for (const auto &other : trace.candidates)
            qCDebug(lcRouting).noquote()
                << "candidate" << number << logField("account"_L1, other.accountId)
                << logField("score"_L1, QString::number(other.score)) << logField("reason"_L1, other.reason);
    }
    m_traces.push_back({exchange, std::move(decision)});
    if (m_traces.size() > keptTraces)
        m_traces.pop_front();
    emit chosen();
    return selection;
}

AccountPool::Outlook AccountPool::outlook(const RequestTraits &traits)
{
    bool throttled = false;
    bool limited = false;
    bool unreachable = false;
    bool needsSignIn = false;
    bool wrongLogin = true;
    for (const auto &candidate : candidatesFor(traits)) {
        if (!candidate.obstacle)
            return Outlook::Usable;
        throttled |= *candidate.obstacle == Reason::Throttled;
        limited |= isLimit(*candidate.obstacle);
        unreachable |= *candidate.obstacle == Reason::Unreachable;
        needsSignIn |= *candidate.obstacle == Reason::NeedsSignIn;
        wrongLogin &= *candidate.obstacle == Reason::WrongLogin;
    }
    if (wrongLogin && !m_accounts.isEmpty())
        return Outlook::WrongLogin;
    if (throttled)
        return Outlook::Throttled;
    if (limited)
        return Outlook::Limited;
    if (unreachable)
        return Outlook::Unreachable;
    return needsSignIn ? Outlook::NeedsSignIn : Outlook::Unavailable;
}

std::optional<SystemTime> AccountPool::retryAt() const
{
    std::optional<SystemTime> first;
    for (const auto *account : m_accounts) {
        const auto at = account->settings().enabled ? account->retryAt() : std::nullopt;
        if (at && (!first || *at < *first))
            first = at;
    }
    return first;
}

const PoolStatus &AccountPool::status()
{
    const auto now = m_clock.now();
    if (!m_status || !isFresh(m_statusAt, now)) {
        QList<PoolMember> members;
        for (const auto *account : m_accounts) {
            if (account->settings().enabled)
                members.append(
                    {&account->limits(), account->caps(), account->weight(), account->availability()});
        }
        m_status = poolStatus(members, now);
        m_statusAt = now;
    }
    return *m_status;
}

PoolStatus AccountPool::status(const QString &model)
{
    auto result = status();
    std::optional<WindowKind> window;
    if (const auto back = firstBack(model, nullptr, &window)) {
        result.isLimited = !result.isThrottled;
        result.firstBackAt = back;
        result.limitedBy = window;
        const auto &any = candidates({});
        if (std::ranges::any_of(any, [](const Candidate &each) { return !each.obstacle; }))
            result.limitedModel = model;
    }
    return result;
}

std::optional<SystemTime> AccountPool::firstBack(const QString &model, QString *accountId,
                                                 std::optional<WindowKind> *window)
{
    std::optional<SystemTime> first;
    for (const auto &candidate : candidates(model)) {
        if (!candidate.obstacle)
            return {};
        if (!isLimit(*candidate.obstacle) || !candidate.until || (first && *first <= *candidate.until))
            continue;
        first = candidate.until;
        if (accountId)
            *accountId = candidate.id;
        if (window)
            *window = candidate.window;
    }
    return first;
}

bool AccountPool::hasOther(const QString &accountId, const RequestTraits &traits)
{
    const auto all = candidatesFor(traits);
    return std::ranges::any_of(all,
                               [&](const Candidate &each) { return !each.obstacle && each.id != accountId; });
}

void AccountPool::touch(const QByteArray &session)
{
    m_router.touch(session, m_clock.now());
    emit chosen();
}

int AccountPool::recentSessions(const QString &accountId)
{
    return m_router.recentSessions(accountId, m_clock.now());
}

int AccountPool::recentSessions()
{
    return m_router.recentSessions(m_clock.now());
}

PoolSnapshot AccountPool::snapshot()
{
    const auto &pool = status();
    PoolSnapshot result;
    result.id = m_settings.id;
    result.providerId = m_provider.info().id;
    result.strategy = toString(m_settings.strategy);
    for (const auto *account : m_accounts)
        result.accounts.append(account->id());
    if (pool.weight > 0) {
        result.fiveHourUsed = pool.fiveHour.utilization;
        result.weeklyUsed = pool.weekly.utilization;
    }
    result.fiveHourResetsAt = pool.fiveHour.resetsAt;
    result.weeklyResetsAt = pool.weekly.resetsAt;
    result.firstBackAt = firstBack({}, &result.firstBackAccount, nullptr);
    result.isLimited = result.firstBackAt && !pool.isThrottled; // as clients are told
    return result;
}

QList<DecisionTrace> AccountPool::decisions() const
{
    QList<DecisionTrace> result;
    for (const auto &trace : m_traces)
        result.append(toTrace(trace.decision, trace.exchange, m_provider.info().id));
    return result;
}

} // namespace sluice
