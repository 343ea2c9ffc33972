// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/claude_limits.h"

#include <cmath>

namespace sluice {

namespace {

QByteArray fractionText(Percent value)
{
    return QByteArray::number(std::round(value.fraction() * 10'000) / 10'000, 'g', 6);
}

QByteArray resetText(const SimulatedWindow &window)
{
    return QByteArray::number(window.resetsAt ? toUnixSeconds(*window.resetsAt) : 0);
}

void appendWindow(http::Headers &headers, const QByteArray &name, const SimulatedWindow &window)
{
    const QByteArray prefix = "anthropic-ratelimit-unified-" + name;
    headers.append(prefix + "-status", window.status());
    if (window.resetsAt)
        headers.append(prefix + "-reset", resetText(window));
    headers.append(prefix + "-utilization", fractionText(window.utilization));
    if (window.utilization >= window.warning)
        headers.append(prefix + "-surpassed-threshold", fractionText(window.warning));
}

int severity(const SimulatedWindow &window)
{
    return window.isFull() ? 2 : window.utilization >= window.warning ? 1 : 0;
}

} // namespace

http::Headers claudeLimitHeaders(const SimulatedAccount &account)
{
    const bool weekly = severity(account.sevenDay) > severity(account.fiveHour);
    const SimulatedWindow &representative = weekly ? account.sevenDay : account.fiveHour;
    http::Headers headers = {{"anthropic-ratelimit-unified-status", representative.status()}};
    appendWindow(headers, "5h", account.fiveHour);
    appendWindow(headers, "7d", account.sevenDay);
    headers.append("anthropic-ratelimit-unified-representative-claim", weekly ? "seven_day" : "five_hour");
    headers.append("anthropic-ratelimit-unified-fallback-percentage", "0.5");
    if (representative.resetsAt)
        headers.append("anthropic-ratelimit-unified-reset", resetText(representative));
    headers.append("anthropic-ratelimit-unified-overage-status", "rejected");
    headers.append("anthropic-ratelimit-unified-overage-disabled-reason", "org_level_disabled");
    return headers;
}

} // namespace sluice
