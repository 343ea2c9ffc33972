// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/roster.h"

#include "engine/base/logging.h"
#include "engine/storage/settings_parser.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

const auto limitsKey = u"limits"_s;
const auto removedKey = u"removed"_s;
const auto todayKey = u"today"_s;
const auto sessionsKey = u"sessions"_s;
const auto copiesKey = u"copied_logins"_s;
constexpr milliseconds sessionsSavedAfter = 60s;
constexpr milliseconds shortestWatch = 100ms;
constexpr milliseconds cooldownsApart = 100ms;

//! Whether its login lives where it did.
bool isSameHome(const AccountSettings &left, const AccountSettings &right)
{
    return left.store == right.store && left.path == right.path;
}

OwnedLimits limitsOf(const ManagedAccount &account)
{
    return {account.limits(), account.limitsOwner()};
}

//! All accounts that the last run knew of.
QJsonObject knownAccounts(const StateStore &state)
{
    auto result = state.value(removedKey).toObject();
    const auto running = state.value(limitsKey).toObject();
    for (auto each = running.begin(); each != running.end(); ++each)
        result.insert(each.key(), each.value());
    return result;
}

} // namespace

Roster::Roster(const ProviderRegistry &providers, const ManagedAccount::World &world, const LoginHomes &homes,
               StateStore &state, QObject *parent)
    : QObject(parent)
    , m_providers(providers)
    , m_world(world)
    , m_homes(homes)
    , m_state(state)
    , m_removed(knownAccounts(state), world.clock.now())
    , m_nextChange(world.clock, [this] { onAccountChanged(); })
{
    m_homes.claims().restore(state.value(copiesKey).toArray());
    const auto today = state.value(todayKey).toObject();
    m_day = QDate::fromString(today.value("day"_L1).toString(), Qt::ISODate);
    m_requestsToday = static_cast<quint64>(today.value("requests"_L1).toInteger());
    const auto tokens = today.value("tokens"_L1).toObject();
    for (auto it = tokens.begin(); it != tokens.end(); ++it)
        m_tokensToday.insert(it.key(), it.value().toInteger());
    rollDay();
    connect(&world.dialer, &WatchedDialer::outagesChanged, this, &Roster::changed);
}

Roster::~Roster() = default;

void Roster::apply(const Settings &settings)
{
    m_pollInterval = settings.usagePollInterval;
    m_order.clear();
    for (const auto &account : settings.accounts) {
        if (const auto *provider = m_providers.byId(account.provider)) {
            m_order.append(account.id);
            applyAccount(account, *provider);
        }
    }
    applyPools(effectivePools(settings, m_providers.ids()));
    for (auto entry = m_accounts.begin(); entry != m_accounts.end();) {
        const bool stays = m_order.contains(entry->first);
        if (!stays) {
            m_removed.remember(entry->second->settings(), limitsOf(*entry->second), m_world.clock.now());
            retire(std::move(entry->second));
        }
        entry = stays ? std::next(entry) : m_accounts.erase(entry);
    }
    emit changed();
}

void Roster::applyAccount(const AccountSettings &settings, const Provider &provider)
{
    const auto running = m_accounts.find(settings.id);
    if (running != m_accounts.end() && &running->second->provider() != &provider) {
        retire(std::move(running->second));
        m_accounts.erase(running);
    }
    const auto account = m_accounts.find(settings.id);
    if (account == m_accounts.end()) {
        addAccount(settings, provider);
        return;
    }
    auto &same = *account->second;
    if (!isSameHome(same.settings(), settings))
        same.moveTo(m_homes.placeOf(settings, provider.oauth()));
    if (same.settings().enabled && !settings.enabled) {
        for (const auto &[id, pool] : m_pools)
            pool->releaseAccount(settings.id);
    }
    same.applySettings(settings);
    same.setPollInterval(m_pollInterval);
}

void Roster::applyPools(const QList<PoolSettings> &pools)
{
    std::map<QString, std::shared_ptr<AccountPool>> kept;
    for (const auto &pool : pools) {
        const auto &provider = *m_providers.byId(pool.provider);
        const auto old = m_pools.find(pool.id);
        // One of another provider is another pool: it must not get the tokens of this one.
        const bool isSame = old != m_pools.end() && &old->second->provider() == &provider;
        auto entry = isSame ? std::move(m_pools.extract(old).mapped()) : makePool(pool, provider);
        QList<ManagedAccount *> members;
        for (const auto &id : pool.accounts.isEmpty() ? m_order : pool.accounts) {
            const auto account = m_accounts.find(id);
            if (account != m_accounts.end() && account->second->settings().provider == pool.provider)
                members.append(account->second.get());
        }
        entry->setAccounts(pool, members);
        kept.emplace(pool.id, std::move(entry));
    }
    for (const auto &[id, pool] : m_pools)
        pool->setAccounts(pool->settings(), {}); // exchanges under way may still hold it
    m_pools = std::move(kept);
}

std::shared_ptr<AccountPool> Roster::makePool(const PoolSettings &settings, const Provider &provider)
{
    auto pool = std::make_shared<AccountPool>(settings, provider, m_world.clock, m_world.random, nullptr);
    pool->restoreSessions(m_state.value(sessionsKey).toObject().value(settings.id).toArray());
    connect(pool.get(), &AccountPool::chosen, this, [this] {
        if (!m_sessionsSave)
            m_sessionsSave = m_world.clock.after(sessionsSavedAfter, [this] { saveSessions(); });
        emit changed();
    });
    return pool;
}

void Roster::addAccount(const AccountSettings &settings, const Provider &provider)
{
    auto account = std::make_unique<ManagedAccount>(settings, m_homes.placeOf(settings, provider.oauth()),
                                                    provider, m_world, nullptr);
    if (const auto known = m_removed.take(settings))
        account->restore(known->limits, known->owner);
    connect(account.get(), &ManagedAccount::changed, this, &Roster::onAccountChanged);
    connect(account.get(), &ManagedAccount::cooldownBegan, this, &Roster::onCooldownBegan);
    connect(account.get(), &ManagedAccount::requestEnded, this, &Roster::changed);
    connect(account.get(), &ManagedAccount::tokensUsed, this,
            [this, id = settings.id](qint64 tokens) { onTokensUsed(id, tokens); });
    connect(account.get(), &ManagedAccount::ownerLearned, this,
            [this, id = settings.id](const AccountOwner &owner) { emit ownerLearned(id, owner); });
    account->startPolling(m_pollInterval);
    m_accounts.emplace(settings.id, std::move(account));
}

//! An account that goes stays until its refresh has ended: the answer may hold the only copy of its login.
void Roster::retire(std::unique_ptr<ManagedAccount> account)
{
    if (!account->isRefreshing())
        return;
    auto *leaving = account.get();
    disconnect(leaving, nullptr, this, nullptr);
    m_leaving.push_back(std::move(account));
    connect(leaving, &ManagedAccount::changed, this, [this, leaving] {
        const auto found = std::ranges::find(m_leaving, leaving, &std::unique_ptr<ManagedAccount>::get);
        if (leaving->isRefreshing() || found == m_leaving.end())
            return;
        found->release()->deleteLater(); // it is still emitting
        m_leaving.erase(found);
        emit changed();
    });
}

void Roster::retryStores()
{
    for (const auto &[id, account] : m_accounts)
        account->credential().retry();
}

bool Roster::isRefreshing() const
{
    return !m_leaving.empty()
        || std::ranges::any_of(m_accounts, [](const auto &entry) { return entry.second->isRefreshing(); });
}

std::shared_ptr<AccountPool> Roster::poolFor(const Provider &provider, const GatewayUser *user) const
{
    const auto find = [&](const QString &id) -> std::shared_ptr<AccountPool> {
        const auto pool = m_pools.find(id);
        return pool != m_pools.end() && &pool->second->provider() == &provider ? pool->second : nullptr;
    };
    if (!user || user->pools.isEmpty())
        return find(provider.info().id);
    for (const auto &id : user->pools) {
        if (auto pool = find(id))
            return pool;
    }
    return nullptr;
}

void Roster::fill(EngineSnapshot &snapshot)
{
    rollDay();
    for (const auto &id : std::as_const(m_order)) {
        auto account = m_accounts.at(id)->snapshot(snapshot.at);
        for (const auto &[poolId, pool] : m_pools)
            account.sessions += pool->recentSessions(id);
        account.tokensToday = m_tokensToday.value(id);
        snapshot.activeRequests += account.activeRequests;
        snapshot.tokensToday += account.tokensToday;
        snapshot.accounts.append(account);
    }
    for (const auto &[id, pool] : m_pools) {
        snapshot.pools.append(pool->snapshot());
        snapshot.sessions += pool->recentSessions();
    }
    snapshot.requestsToday = m_requestsToday;
    watchTime();
}

QList<DecisionTrace> Roster::decisions() const
{
    QList<DecisionTrace> result;
    for (const auto &[id, pool] : m_pools)
        result += pool->decisions();
    std::ranges::sort(result, {}, &DecisionTrace::exchange);
    constexpr qsizetype longest = 200;
    return result.size() > longest ? result.last(longest) : result;
}

void Roster::countRequest()
{
    rollDay();
    ++m_requestsToday;
}

//! Not with every save(): there may be thousands.
void Roster::saveSessions()
{
    m_sessionsSave.reset();
    QJsonObject sessions;
    for (const auto &[id, pool] : m_pools)
        sessions.insert(id, pool->sessions());
    m_state.setValue(sessionsKey, sessions);
}

//! Under traffic something changes with every answer. Soon on the disk is only what a restart would miss: a
//! limit it does not know costs refused requests, a count or the age of a number costs nothing.
void Roster::save()
{
    QJsonObject limits;
    std::map<QString, AccountLimits> saved;
    auto pace = StateStore::Pace::Leisurely;
    for (const auto &[id, account] : m_accounts) {
        limits.insert(id, RemovedAccounts::toJson(account->settings(), limitsOf(*account)));
        const auto before = m_savedLimits.find(id);
        if (before == m_savedLimits.end() || !before->second.saysTheSameAs(account->limits()))
            pace = StateStore::Pace::Soon;
        saved.emplace(id, account->limits());
    }
    m_savedLimits = std::move(saved);
    m_state.setValue(limitsKey, limits, pace);
    m_state.setValue(copiesKey, m_homes.claims().toJson());
    m_state.setValue(removedKey, m_removed.toJson(m_world.clock.now()), StateStore::Pace::Soon);
    QJsonObject tokens;
    for (auto it = m_tokensToday.cbegin(); it != m_tokensToday.cend(); ++it)
        tokens.insert(it.key(), it.value());
    m_state.setValue(todayKey,
                     QJsonObject{{u"day"_s, m_day.toString(Qt::ISODate)},
                                 {u"requests"_s, static_cast<qint64>(m_requestsToday)},
                                 {u"tokens"_s, tokens}},
                     StateStore::Pace::Leisurely);
}

void Roster::onAccountChanged()
{
    for (const auto &[id, pool] : m_pools)
        pool->forgetCandidates();
    emit changed();
}

//! A program that is killed must not forget it: the next start would ask the account again. Many accounts may
//! be refused at once, so this turn of the event loop, or a tenth of a second, is gathered.
void Roster::onCooldownBegan()
{
    if (m_cooldownSave)
        return;
    const auto rest = m_cooldownsSaved + cooldownsApart - m_world.clock.steadyNow();
    m_cooldownSave = m_world.clock.after(std::max<milliseconds>(rest, 0ms), [this] {
        m_cooldownSave.reset();
        m_cooldownsSaved = m_world.clock.steadyNow();
        save();
        m_state.writeNow();
    });
}

void Roster::onTokensUsed(const QString &accountId, qint64 tokens)
{
    rollDay();
    m_tokensToday[accountId] += tokens;
    emit changed();
}

//! Before anything is counted, and before the counts are shown.
void Roster::rollDay()
{
    const auto now = m_world.clock.now();
    if (now >= m_dayBegins && now < m_dayEnds)
        return;
    const auto today = QDateTime::fromMSecsSinceEpoch(toUnixMilliseconds(now)).date();
    m_dayBegins = fromUnixMilliseconds(today.startOfDay().toMSecsSinceEpoch());
    m_dayEnds = fromUnixMilliseconds(today.addDays(1).startOfDay().toMSecsSinceEpoch());
    if (today == m_day)
        return;
    m_day = today;
    m_tokensToday.clear();
    m_requestsToday = 0;
}

//! A snapshot is due when a window resets, a cooldown or the day ends, without anything else happening.
void Roster::watchTime()
{
    const auto now = m_world.clock.now();
    auto next = m_dayEnds;
    for (const auto &[id, account] : m_accounts)
        next = std::min(next, account->nextChange(now).value_or(next));
    m_nextChange.set(std::max(next, now + shortestWatch));
}

} // namespace sluice
