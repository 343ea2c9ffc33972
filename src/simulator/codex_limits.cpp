// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/codex_limits.h"

#include "simulator/codex_token.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sluice {

namespace {

constexpr int fiveHours = 300; // minutes, whatever the simulator's speed: clients tell windows by them
constexpr int week = 10'080;

struct Window
{
    QString name;
    double usedPercent = 0;
    int minutes = 0;
    qint64 resetAt = 0;
    qint64 resetAfter = 0;
};

Window windowOf(const QString &name, const SimulatedWindow &window, int minutes, SystemTime now)
{
    const SystemTime resetsAt = window.resetsAt.value_or(now + window.length);
    return {.name = name,
            .usedPercent = std::min(window.utilization.value(), 100.0),
            .minutes = minutes,
            .resetAt = toUnixSeconds(resetsAt),
            .resetAfter = std::chrono::ceil<seconds>(resetsAt - now).count()};
}

QList<Window> windowsOf(const SimulatedAccount &account, SystemTime now)
{
    if (account.hasWeekOnly)
        return {windowOf(u"primary"_s, account.sevenDay, week, now)};
    return {windowOf(u"primary"_s, account.fiveHour, fiveHours, now),
            windowOf(u"secondary"_s, account.sevenDay, week, now)};
}

} // namespace

http::Headers codexLimitHeaders(const SimulatedAccount &account, SystemTime now)
{
    http::Headers headers = {{"x-codex-active-limit", "codex"},
                             {"x-codex-plan-type", codexPlan(account).toLatin1()}};
    const auto windows = windowsOf(account, now);
    for (const auto &window : windows) {
        const QByteArray prefix = "x-codex-" + window.name.toLatin1();
        headers.append(prefix + "-used-percent", QByteArray::number(window.usedPercent, 'g', 6));
        headers.append(prefix + "-window-minutes", QByteArray::number(window.minutes));
        headers.append(prefix + "-reset-at", QByteArray::number(window.resetAt));
        headers.append(prefix + "-reset-after-seconds", QByteArray::number(window.resetAfter));
    }
    headers.append("x-codex-credits-has-credits", "False");
    headers.append("x-codex-credits-unlimited", "False");
    return headers;
}

QByteArray codexLimitsMessage(const SimulatedAccount &account, SystemTime now)
{
    QJsonObject limits = {{"allowed"_L1, !account.isLimited()},
                          {"limit_reached"_L1, account.isLimited()},
                          {"primary"_L1, QJsonValue()},
                          {"secondary"_L1, QJsonValue()}};
    const auto windows = windowsOf(account, now);
    for (const auto &window : windows)
        limits.insert(window.name,
                      QJsonObject{{"used_percent"_L1, window.usedPercent},
                                  {"window_minutes"_L1, window.minutes},
                                  {"reset_at"_L1, window.resetAt},
                                  {"reset_after_seconds"_L1, window.resetAfter}});
    const QJsonObject credits = {
        {"has_credits"_L1, false}, {"unlimited"_L1, false}, {"balance"_L1, QJsonValue()}};
    const QJsonObject message = {{"type"_L1, "codex.rate_limits"_L1},
                                 {"plan_type"_L1, codexPlan(account)},
                                 {"rate_limits"_L1, limits},
                                 {"code_review_rate_limits"_L1, QJsonValue()},
                                 {"credits"_L1, credits},
                                 {"metered_limit_name"_L1, "codex"_L1},
                                 {"limit_name"_L1, QJsonValue()}};
    return QJsonDocument(message).toJson(QJsonDocument::Compact);
}

QJsonObject codexUsage(const SimulatedAccount &account, SystemTime now)
{
    QJsonObject limit = {{"allowed"_L1, !account.isLimited()},
                         {"limit_reached"_L1, account.isLimited()},
                         {"primary_window"_L1, QJsonValue()},
                         {"secondary_window"_L1, QJsonValue()}};
    const auto windows = windowsOf(account, now);
    for (const auto &window : windows)
        limit.insert(window.name + "_window"_L1,
                     QJsonObject{{"used_percent"_L1, window.usedPercent},
                                 {"limit_window_seconds"_L1, window.minutes * 60},
                                 {"reset_after_seconds"_L1, window.resetAfter},
                                 {"reset_at"_L1, window.resetAt}});
    const QJsonObject credits = {{"has_credits"_L1, false},
                                 {"unlimited"_L1, false},
                                 {"overage_limit_reached"_L1, false},
                                 {"balance"_L1, "0"_L1}};
    return {{"user_id"_L1, QString("user-"_L1 + account.name)},
            {"account_id"_L1, account.accountUuid()},
            {"email"_L1, QString(account.name + "@example.com"_L1)},
            {"plan_type"_L1, codexPlan(account)},
            {"rate_limit"_L1, limit},
            {"code_review_rate_limit"_L1, QJsonValue()},
            {"additional_rate_limits"_L1, QJsonArray{}},
            {"credits"_L1, credits},
            {"rate_limit_reached_type"_L1, QJsonValue()}};
}

} // namespace sluice
