// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/snapshot_json.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QStringList>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

QJsonValue timeValue(const std::optional<SystemTime> &time)
{
    if (!time)
        return QJsonValue::Null;
    return QDateTime::fromMSecsSinceEpoch(toUnixMilliseconds(*time), Qt::UTC).toString(Qt::ISODate);
}

QJsonValue percentValue(const std::optional<Percent> &percent)
{
    return percent ? QJsonValue(percent->value()) : QJsonValue(QJsonValue::Null);
}

QJsonValue windowName(const std::optional<WindowKind> &kind)
{
    return kind ? QJsonValue(toString(*kind)) : QJsonValue(QJsonValue::Null);
}

void insertIf(QJsonObject &object, QLatin1StringView key, const std::optional<int> &value)
{
    if (value)
        object.insert(key, *value);
}

QJsonObject toJson(const WindowSnapshot &window)
{
    return {{u"utilization"_s, percentValue(window.utilization)},
            {u"resets_at"_s, timeValue(window.resetsAt)},
            {u"learned_at"_s, timeValue(window.learnedAt)},
            {u"cap"_s, window.cap.value()}};
}

QJsonObject toJson(const AccountSnapshot &account)
{
    QJsonObject windows;
    for (const auto &window : account.windows)
        windows.insert(toString(window.kind), toJson(window));
    QJsonArray scoped;
    for (const auto &window : account.scoped) {
        scoped.append(QJsonObject{{u"scope"_s, window.scope},
                                  {u"window"_s, toString(window.kind)},
                                  {u"utilization"_s, percentValue(window.utilization)},
                                  {u"resets_at"_s, timeValue(window.resetsAt)}});
    }
    const bool isProviderUnreachable = account.fault.kind == AccountFault::Kind::ProviderUnreachable;
    QJsonObject result{{u"id"_s, account.id},
                       {u"provider"_s, account.providerId},
                       {u"name"_s, account.name},
                       {u"plan"_s, account.planName},
                       {u"enabled"_s, account.enabled},
                       {u"state"_s, toString(account.phase)},
                       {u"until"_s, timeValue(account.until)},
                       {u"limited_by"_s, windowName(account.limitedBy)},
                       {u"throttled"_s, account.isThrottled},
                       {u"back_soon"_s, account.isBackSoon},
                       {u"problem"_s, account.problem},
                       {u"provider_unreachable"_s, isProviderUnreachable},
                       {u"store"_s, account.store},
                       {u"sessions"_s, account.sessions},
                       {u"active_requests"_s, account.activeRequests},
                       {u"paid_by_use"_s, account.isMetered},
                       {u"weight"_s, account.weight},
                       {u"priority"_s, static_cast<int>(account.priority)},
                       {u"tokens_today"_s, account.tokensToday},
                       {u"windows"_s, windows},
                       {u"model_windows"_s, scoped}};
    insertIf(result, "limit_5h"_L1, account.limit5h);
    insertIf(result, "limit_weekly"_L1, account.limitWeekly);
    insertIf(result, "reserve_5h"_L1, account.reserve5h);
    insertIf(result, "reserve_weekly"_L1, account.reserveWeekly);
    if (!account.path.isEmpty())
        result.insert("path"_L1, account.path);
    if (!account.email.isEmpty())
        result.insert("email"_L1, account.email);
    if (!account.otherOwner.isEmpty())
        result.insert("other_owner"_L1, account.otherOwner);
    result.insert("cli_login"_L1, account.isCliLogin);
    result.insert("waits_for_store"_L1, account.waitsForStore);
    return result;
}

QJsonObject toJson(const PoolSnapshot &pool)
{
    return {{u"id"_s, pool.id},
            {u"provider"_s, pool.providerId},
            {u"strategy"_s, pool.strategy},
            {u"limited"_s, pool.isLimited},
            {u"first_back_at"_s, timeValue(pool.firstBackAt)},
            {u"five_hour"_s,
             QJsonObject{{u"utilization"_s, percentValue(pool.fiveHourUsed)},
                         {u"resets_at"_s, timeValue(pool.fiveHourResetsAt)}}},
            {u"weekly"_s,
             QJsonObject{{u"utilization"_s, percentValue(pool.weeklyUsed)},
                         {u"resets_at"_s, timeValue(pool.weeklyResetsAt)}}}};
}

QJsonObject toJson(const DecisionTrace &decision)
{
    QJsonArray candidates;
    for (const auto &candidate : decision.candidates) {
        candidates.append(QJsonObject{{u"account"_s, candidate.accountId},
                                      {u"score"_s, candidate.score},
                                      {u"reason"_s, candidate.reason}});
    }
    return {{u"exchange"_s, static_cast<qint64>(decision.exchange)},
            {u"at"_s, timeValue(decision.at)},
            {u"provider"_s, decision.providerId},
            {u"session"_s, decision.session},
            {u"model"_s, decision.model},
            {u"strategy"_s, decision.strategy},
            {u"account"_s, decision.chosen},
            {u"why"_s, decision.why},
            {u"candidates"_s, candidates}};
}

template <typename T>
QJsonArray toArray(const QList<T> &values)
{
    QJsonArray result;
    for (const auto &value : values)
        result.append(toJson(value));
    return result;
}

QJsonObject gatewayJson(const EngineSnapshot &snapshot)
{
    return {{u"state"_s, toString(snapshot.state)},
            {u"host"_s, snapshot.host},
            {u"port"_s, snapshot.port},
            {u"tls"_s, snapshot.tls},
            {u"address"_s, snapshot.address},
            {u"address_problem"_s, snapshot.addressProblem},
            {u"problem"_s, snapshot.problem},
            {u"sessions"_s, snapshot.sessions},
            {u"active_requests"_s, snapshot.activeRequests}};
}

} // namespace

QJsonObject toJson(const EngineSnapshot &snapshot)
{
    return {{u"version"_s, QStringLiteral(SLUICE_VERSION)},
            {u"at"_s, timeValue(snapshot.at)},
            {u"demo"_s, snapshot.demo},
            {u"configuration_problem"_s, snapshot.configurationProblem},
            {u"gateway"_s, gatewayJson(snapshot)},
            {u"requests_today"_s, static_cast<qint64>(snapshot.requestsToday)},
            {u"tokens_today"_s, snapshot.tokensToday},
            {u"accounts"_s, toArray(snapshot.accounts)},
            {u"pools"_s, toArray(snapshot.pools)},
            {u"decisions"_s, toArray(snapshot.decisions)}};
}

QJsonObject toUserJson(const EngineSnapshot &snapshot, const QStringList &pools)
{
    QJsonArray visible;
    for (const auto &pool : snapshot.pools) {
        if (pools.contains(pool.id))
            visible.append(toJson(pool));
    }
    return {{u"version"_s, QStringLiteral(SLUICE_VERSION)},
            {u"at"_s, timeValue(snapshot.at)},
            {u"gateway"_s, QJsonObject{{u"state"_s, toString(snapshot.state)}}},
            {u"pools"_s, visible}};
}

QLatin1StringView toString(AccountPhase phase)
{
    switch (phase) {
    case AccountPhase::WaitingForData:
        return "waiting_for_data"_L1;
    case AccountPhase::Ready:
        return "ready"_L1;
    case AccountPhase::Limited:
        return "limited"_L1;
    case AccountPhase::Paused:
        return "paused"_L1;
    case AccountPhase::NeedsSignIn:
        return "needs_sign_in"_L1;
    case AccountPhase::Unreachable:
        return "unreachable"_L1;
    case AccountPhase::Off:
        return "off"_L1;
    }
    return {};
}

QLatin1StringView toString(GatewayState state)
{
    switch (state) {
    case GatewayState::Starting:
        return "starting"_L1;
    case GatewayState::Listening:
        return "listening"_L1;
    case GatewayState::Off:
        return "off"_L1;
    case GatewayState::Failed:
        return "failed"_L1;
    case GatewayState::Draining:
        return "draining"_L1;
    }
    return {};
}

QLatin1StringView toString(WindowKind kind)
{
    return kind == WindowKind::FiveHour ? "five_hour"_L1 : "weekly"_L1;
}

} // namespace sluice
