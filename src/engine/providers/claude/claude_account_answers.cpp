// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_account_answers.h"

#include "engine/providers/claude/claude_constants.h"
#include "engine/providers/claude/claude_limits.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <array>

namespace sluice::claude {

namespace {

Result<QJsonObject> answer(const http::Reply &reply, const QString &endpoint)
{
    const auto status = reply.head.status;
    if (status == 429)
        return failure(ErrorCode::RateLimited, u"the %1 endpoint asks to come back later"_s.arg(endpoint));
    if (status == 401 || (status == 403 && saysTokenRevoked(reply.body)))
        return failure(ErrorCode::SignInNeeded,
                       u"the %1 endpoint does not accept the access token"_s.arg(endpoint));
    if (status != 200)
        return failure(ErrorCode::ProtocolViolation,
                       u"the %1 endpoint answered %2"_s.arg(endpoint).arg(status));
    const auto document = QJsonDocument::fromJson(reply.body);
    if (!document.isObject())
        return failure(ErrorCode::ProtocolViolation, u"the %1 endpoint sent no JSON object"_s.arg(endpoint));
    return document.object();
}

std::optional<Percent> percentOf(const QJsonValue &value)
{
    if (!value.isDouble() || value.toDouble() < 0)
        return {};
    return Percent{value.toDouble()};
}

std::optional<SystemTime> timeOf(const QJsonValue &value)
{
    const auto time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    if (!time.isValid())
        return {};
    return fromUnixMilliseconds(time.toMSecsSinceEpoch());
}

//! One window as either form of the answer has it.
struct Reading
{
    std::optional<Percent> utilization = {};
    std::optional<SystemTime> resetsAt = {};
    bool isAny() const { return utilization || resetsAt; }
};

Reading flatWindow(const QJsonObject &usage, QLatin1StringView name)
{
    const auto window = usage.value(name).toObject();
    return {percentOf(window.value("utilization"_L1)), timeOf(window.value("resets_at"_L1))};
}

Reading listedWindow(const QJsonObject &limit)
{
    return {percentOf(limit.value("percent"_L1)), timeOf(limit.value("resets_at"_L1))};
}

Reading listedWindow(const QJsonArray &limits, QLatin1StringView kind)
{
    const auto found = std::ranges::find_if(
        limits, [&](const QJsonValue &each) { return each.toObject().value("kind"_L1) == kind; });
    return found == limits.end() ? Reading{} : listedWindow((*found).toObject());
}

QList<ScopedWindow> scopedWindows(const QJsonObject &usage, const QJsonArray &limits)
{
    QList<ScopedWindow> result;
    const auto add = [&](const QString &scope, const Reading &reading) {
        const bool isKnown =
            std::ranges::any_of(result, [&](const auto &each) { return each.scope == scope; });
        if (!scope.isEmpty() && !isKnown && reading.isAny())
            result.append({.scope = scope, .utilization = reading.utilization, .resetsAt = reading.resetsAt});
    };
    for (const auto &value : limits) {
        const auto limit = value.toObject();
        const auto model = limit.value("scope"_L1).toObject().value("model"_L1).toObject();
        if (limit.value("kind"_L1) == "weekly_scoped"_L1)
            add(model.value("display_name"_L1).toString(), listedWindow(limit));
    }
    add(u"Opus"_s, flatWindow(usage, "seven_day_opus"_L1));
    add(u"Sonnet"_s, flatWindow(usage, "seven_day_sonnet"_L1));
    return result;
}

QString planOf(const QJsonObject &account, const QJsonObject &organization)
{
    static constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 4> plans{{
        {"claude_pro"_L1, "pro"_L1},
        {"claude_max"_L1, "max"_L1},
        {"claude_team"_L1, "team"_L1},
        {"claude_enterprise"_L1, "enterprise"_L1},
    }};
    const auto type = organization.value("organization_type"_L1).toString();
    for (const auto &[wire, plan] : plans) {
        if (type == wire)
            return plan;
    }
    if (account.value("has_claude_max"_L1).toBool())
        return u"max"_s;
    return account.value("has_claude_pro"_L1).toBool() ? u"pro"_s : QString();
}

} // namespace

Result<RateLimitReport> parseUsage(const http::Reply &reply, SystemTime now)
{
    const auto usage = answer(reply, u"usage"_s);
    if (!usage)
        return failure(usage.error());
    const auto limits = usage->value("limits"_L1).toArray();
    RateLimitReport report;
    const auto add = [&](WindowKind kind, QLatin1StringView flatName, QLatin1StringView listedName) {
        auto reading = flatWindow(*usage, flatName);
        if (!reading.isAny())
            reading = listedWindow(limits, listedName);
        if (reading.isAny())
            report.windows.append({kind, reading.utilization, reading.resetsAt, now});
    };
    add(WindowKind::FiveHour, "five_hour"_L1, "session"_L1);
    add(WindowKind::Weekly, "seven_day"_L1, "weekly_all"_L1);
    report.scoped = scopedWindows(*usage, limits);
    return report;
}

Result<AccountIdentity> parseProfile(const http::Reply &reply)
{
    const auto profile = answer(reply, u"profile"_s);
    if (!profile)
        return failure(profile.error());
    const auto account = profile->value("account"_L1).toObject();
    const auto organization = profile->value("organization"_L1).toObject();
    if (organization.isEmpty())
        return failure(ErrorCode::ProtocolViolation, u"the profile names no organization"_s);
    AccountIdentity identity;
    identity.owner.accountId = account.value("uuid"_L1).toString();
    identity.owner.email = account.value("email"_L1).toString();
    identity.owner.organizationId = organization.value("uuid"_L1).toString();
    identity.plan = planOf(account, organization);
    identity.tier = organization.value("rate_limit_tier"_L1).toString();
    return identity;
}

double planWeight(const QString &plan, const QString &tier)
{
    if (plan == "max"_L1)
        return tier == maxTwentyTier ? maxTwentyWeight : maxFiveWeight;
    return plan == "team"_L1 && tier == maxFiveTier ? teamFiveWeight : otherWeight;
}

QString planName(const QString &plan, const QString &tier)
{
    if (plan == "max"_L1) {
        if (tier == maxTwentyTier)
            return u"Max 20x"_s;
        return tier == maxFiveTier ? u"Max 5x"_s : u"Max"_s;
    }
    if (plan == "pro"_L1)
        return u"Pro"_s;
    if (plan == "team"_L1)
        return u"Team"_s;
    return plan == "enterprise"_L1 ? u"Enterprise"_s : QString();
}

} // namespace sluice::claude
