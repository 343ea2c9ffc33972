// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_pool_fields.h"

#include "engine/accounts/pool_status_math.h"
#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/codex/codex_limit_headers.h"

#include <algorithm>

namespace sluice::codex {

namespace {

void appendWindow(http::Headers &headers, const PoolWindow &window, SystemTime now)
{
    const bool isShort = window.kind == WindowKind::FiveHour;
    const auto name = [&](QByteArrayView what) {
        return codexPrefix.toByteArray() + (isShort ? "primary-" : "secondary-") + what.toByteArray();
    };
    headers.append(name("used-percent"), QByteArray::number(window.utilization.value(), 'f', 2));
    headers.append(name("window-minutes"), QByteArray::number(isShort ? fiveHourMinutes : weeklyMinutes));
    if (window.resetsAt && *window.resetsAt > now)
        headers.append(name("reset-at"), QByteArray::number(toUnixSeconds(*window.resetsAt)));
}

} // namespace

http::Headers poolFields(const PoolStatus &pool, SystemTime now)
{
    http::Headers headers;
    if (!hasNumbers(pool))
        return headers;
    appendWindow(headers, pool.fiveHour, now);
    appendWindow(headers, pool.weekly, now);
    headers.append(planWeightHeader.toByteArray(), QByteArray::number(pool.weight));
    return headers;
}

bool isAccountField(QByteArrayView name)
{
    static constexpr QByteArrayView prefixes[] = {
        "x-codex-active-limit",  "x-codex-plan-",       "x-codex-rate-limit-", "x-codex-promo-",
        "x-codex-credits-",      "x-codex-code-review", "x-codex-additional-", "x-codex-allowed",
        "x-codex-limit-reached", "x-codex-spend-",      "x-codex-over-",       "x-ratelimit-",
        "openai-organization",   "openai-project",      "chatgpt-account-",    "x-openai-fedramp",
    };
    return isWindowField(name) || http::equalNames(name, planWeightHeader)
        || std::ranges::any_of(prefixes,
                               [&](QByteArrayView prefix) { return http::startsWithName(name, prefix); });
}

bool isAccountMember(QStringView name)
{
    static constexpr QLatin1StringView names[] = {"plan_type"_L1,         "resets_at"_L1,
                                                  "resets_in_seconds"_L1, "eligible_promo"_L1,
                                                  "rate_limits"_L1,       "credits"_L1};
    return std::ranges::any_of(names, [&](QLatin1StringView each) { return name == each; });
}

std::optional<FirstBack> firstBack(const PoolStatus &pool, SystemTime now)
{
    if (!pool.firstBackAt || *pool.firstBackAt <= now)
        return {};
    return FirstBack{std::chrono::ceil<seconds>(pool.firstBackAt->time_since_epoch()).count(),
                     std::chrono::ceil<seconds>(*pool.firstBackAt - now).count()};
}

} // namespace sluice::codex
