// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_account_answers.h"

#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/codex/codex_windows.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>

namespace sluice::codex {

namespace {

Result<QJsonObject> answer(const http::Reply &reply)
{
    const auto status = reply.head.status;
    if (status == 429)
        return failure(ErrorCode::RateLimited, u"the usage endpoint asks to come back later"_s);
    if (status == 401)
        return failure(ErrorCode::SignInNeeded, u"the usage endpoint does not accept the access token"_s);
    if (status != 200)
        return failure(ErrorCode::ProtocolViolation, u"the usage endpoint answered %1"_s.arg(status));
    const auto document = QJsonDocument::fromJson(reply.body);
    if (!document.isObject())
        return failure(ErrorCode::ProtocolViolation, u"the usage endpoint sent no JSON object"_s);
    return document.object();
}

QString firstText(const QJsonObject &from, QLatin1StringView name, QLatin1StringView otherName)
{
    const auto text = from.value(name).toString();
    return text.isEmpty() ? from.value(otherName).toString() : text;
}

//! Nothing where neither member is there: then the answer does not say.
std::optional<bool> allowedBy(const QJsonObject &limit)
{
    const auto allowed = limit.value("allowed"_L1);
    const auto reached = limit.value("limit_reached"_L1);
    if (!allowed.isBool() && !reached.isBool())
        return {};
    return allowed.toBool(true) && !reached.toBool(false);
}

struct Plan
{
    QLatin1StringView id = {};
    QLatin1StringView name = {};
    double weight = otherWeight;
};

//! 1.4 and 10.
constexpr Plan plans[] = {
    {"free"_L1, "Free"_L1},
    {"freeworkspace"_L1, "Free"_L1},
    {"go"_L1, "Go"_L1},
    {"plus"_L1, "Plus"_L1},
    {"pro"_L1, "Pro"_L1, proWeight},
    {"prolite"_L1, "Pro Lite"_L1, proLiteWeight},
    {"team"_L1, "Team"_L1},
    {"business"_L1, "Business"_L1},
    {"selfservebusinessusagebased"_L1, "Business"_L1},
    {"enterprise"_L1, "Enterprise"_L1},
    {"enterprisecbpusagebased"_L1, "Enterprise"_L1},
    {"hc"_L1, "Enterprise"_L1},
    {"edu"_L1, "Edu"_L1},
    {"education"_L1, "Edu"_L1},
    {"k12"_L1, "K-12"_L1},
};

const Plan *planOf(const QString &name)
{
    auto id = name.toLower();
    id.remove(u'_').remove(u'-');
    const auto found = std::ranges::find(plans, id, &Plan::id);
    return found == std::end(plans) ? nullptr : found;
}

} // namespace

Result<UsageAnswer> parseUsage(const http::Reply &reply, SystemTime now)
{
    const auto usage = answer(reply);
    if (!usage)
        return failure(usage.error());
    UsageAnswer result;
    const auto main = usage->value("rate_limit"_L1).toObject();
    addAccountWindows(result.limits, limitOf(main, now), now);
    result.limits.allowed = allowedBy(main);
    const auto additional = usage->value("additional_rate_limits"_L1).toArray();
    for (const auto &value : additional) {
        const auto limit = value.toObject();
        const auto scope = firstText(limit, "limit_name"_L1, "metered_feature"_L1);
        if (!scope.isEmpty())
            addScopedWindows(result.limits, scope, limitOf(limit.value("rate_limit"_L1).toObject(), now));
    }
    const AccountIdentity identity{.owner = {.accountId = usage->value("account_id"_L1).toString(),
                                             .userId = usage->value("user_id"_L1).toString(),
                                             .email = usage->value("email"_L1).toString()},
                                   .plan = usage->value("plan_type"_L1).toString()};
    if (identity != AccountIdentity())
        result.identity = identity;
    return result;
}

double planWeight(const QString &plan)
{
    const auto *known = planOf(plan);
    return known ? known->weight : otherWeight;
}

QString planName(const QString &plan)
{
    const auto *known = planOf(plan);
    return known ? QString(known->name) : QString();
}

} // namespace sluice::codex
