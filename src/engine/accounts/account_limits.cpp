// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/account_limits.h"

#include <algorithm>
#include <cmath>

namespace sluice {

namespace {

constexpr milliseconds sameWindow = 60s; // a reset that moves less is the same one, rounded another way
constexpr milliseconds longestWindow = 32 * 24h; // a month; who says a later reset does not mean it
constexpr milliseconds justNow = 5s;
constexpr milliseconds minJitter = 1s;
constexpr quint32 jitterSpread = 29'001; // milliseconds, so that 30 s is the longest
constexpr qsizetype mostScopes = 16;
constexpr qsizetype mostModels = 64;

using Source = AccountLimits::Source;

bool isLater(std::optional<SystemTime> stored, std::optional<SystemTime> seen)
{
    return seen && (!stored || *seen > *stored + sameWindow);
}

bool differ(std::optional<SystemTime> left, std::optional<SystemTime> right)
{
    if (left.has_value() != right.has_value())
        return true;
    return left && (*left > *right + 1s || *right > *left + 1s);
}

//! spec/claude.md 7.2, for any kind of window. True when a value changed.
template <typename Window>
bool absorb(Window &stored, Window seen, Source source, SystemTime now)
{
    if (seen.resetsAt && *seen.resetsAt > now + longestWindow)
        seen.resetsAt.reset();
    if (seen.resetsAt && *seen.resetsAt <= now)
        return false; // tells of a window that is over
    const Window before = stored;
    const bool hasPassed = stored.resetsAt && *stored.resetsAt <= now;
    const bool moved = hasPassed || isLater(stored.resetsAt, seen.resetsAt);
    if (moved && stored.resetsAt) {
        stored.utilization.reset();
        stored.resetsAt.reset();
    }
    const bool mayLower = moved || source == Source::Usage;
    if (seen.utilization && (mayLower || !stored.utilization || *seen.utilization >= *stored.utilization))
        stored.utilization = seen.utilization;
    if (seen.resetsAt && (source == Source::Usage || !stored.resetsAt || *seen.resetsAt > *stored.resetsAt))
        stored.resetsAt = seen.resetsAt;
    if (source == Source::Usage && !seen.resetsAt && seen.utilization == 0_pct)
        stored.resetsAt.reset(); // no window is running
    return stored.utilization != before.utilization || differ(stored.resetsAt, before.resetsAt);
}

//! When what is stored stops being true; a window without a known reset lasts its length at most.
std::optional<SystemTime> endOf(const RateLimitWindow &window)
{
    if (window.resetsAt || !window.learnedAt || !window.utilization)
        return window.resetsAt;
    return *window.learnedAt + lengthOf(window.kind);
}

//! Collects what is in the way: the first kind names the verdict, the latest end ends it.
class Obstacles
{
public:
    void add(LimitKind kind, std::optional<WindowKind> window, std::optional<SystemTime> until)
    {
        const bool isFirst = m_verdict.isUsable();
        if (isFirst)
            m_verdict = {.kind = kind, .window = window, .until = until};
        else if (!until || !m_verdict.until)
            m_verdict.until.reset();
        else if (*until > *m_verdict.until) {
            m_verdict.until = until;
            m_verdict.window = kind == m_verdict.kind ? window : m_verdict.window;
        }
    }
    const LimitVerdict &verdict() const { return m_verdict; }

private:
    LimitVerdict m_verdict;
};

constexpr std::array windowKinds = {WindowKind::FiveHour, WindowKind::Weekly};

} // namespace

ScopedWindow *AccountLimits::scopedFor(const ScopedWindow &seen, SystemTime now)
{
    const auto found = std::ranges::find_if(m_scoped, [&](const ScopedWindow &each) {
        return each.scope == seen.scope && each.kind == seen.kind;
    });
    if (found != m_scoped.end())
        return &*found;
    m_scoped.removeIf(
        [now](const ScopedWindow &window) { return window.resetsAt && *window.resetsAt <= now; });
    if (m_scoped.size() >= mostScopes)
        return nullptr;
    m_scoped.append({.scope = seen.scope, .kind = seen.kind});
    return &m_scoped.last();
}

bool AccountLimits::apply(const RateLimitReport &report, Source source, SystemTime now)
{
    bool changed = false;
    for (const RateLimitWindow &seen : report.windows) {
        if (!seen.utilization && !seen.resetsAt)
            continue;
        RateLimitWindow &window = stored(seen.kind);
        changed = absorb(window, seen, source, now) || changed;
        window.learnedAt = now;
    }
    for (const ScopedWindow &seen : report.scoped) {
        if (auto *window = scopedFor(seen, now))
            changed = absorb(*window, seen, source, now) || changed;
    }
    return changed;
}

bool AccountLimits::applyHeaders(const RateLimitReport &report, SystemTime now)
{
    return apply(report, Source::Headers, now);
}

bool AccountLimits::applyUsage(const RateLimitReport &report, SystemTime now)
{
    bool changed = apply(report, Source::Usage, now);
    if (report.allowed == true && m_refused.isActive(now)) { // back before its time (spec/codex.md 4.4)
        m_refused.clear();
        m_refusedWindow.reset();
        changed = true;
    }
    return changed;
}

void AccountLimits::refused(const Refusal &refusal, const QString &model, SystemTime now, Random &random)
{
    const auto jitter = minJitter + milliseconds{random.bounded(jitterSpread)};
    // No window is longer than a week: what says otherwise must not take the account away for good.
    const auto end = refusal.until
        ? std::optional(std::min(*refusal.until, now + lengthOf(WindowKind::Weekly)))
        : std::nullopt;
    switch (refusal.kind) {
    case RefusalKind::AccountLimit: {
        const auto before = m_refused;
        if (end)
            m_refused.startUntil(*end, jitter, now);
        else
            m_refused.startUnknown(now);
        if (m_refused != before)
            m_refusedWindow = refusal.window;
        return;
    }
    case RefusalKind::ModelLimit:
        if (!model.isEmpty())
            return refuseModel(end, model, jitter, now);
        [[fallthrough]]; // nothing to remember it by: leave the account alone for a moment
    case RefusalKind::Throttle:
        m_throttle.startUntil(refusal.kind == RefusalKind::Throttle && end ? *end : now + justNow, 0ms, now);
        return;
    case RefusalKind::None:
    case RefusalKind::RequestProperty:
    case RefusalKind::Unauthorized:
    case RefusalKind::AccountBlocked:
    case RefusalKind::ForeignContent:
        return;
    }
}

void AccountLimits::refuseModel(std::optional<SystemTime> end, const QString &model, milliseconds jitter,
                                SystemTime now)
{
    if (!m_models.contains(model) && m_models.size() >= mostModels) {
        m_models.removeIf([now](const auto &entry) { return !entry.value().isActive(now); });
        if (m_models.size() >= mostModels)
            return;
    }
    if (end)
        m_models[model].startUntil(*end, jitter, now);
    else
        m_models[model].startUnknown(now);
}

void AccountLimits::succeeded(const QString &model, SystemTime now)
{
    if (!m_refused.isActive(now)) {
        m_refused.clear();
        m_refusedWindow.reset();
    }
    if (!m_throttle.isActive(now))
        m_throttle.clear();
    if (const auto found = m_models.constFind(model); found != m_models.cend() && !found->isActive(now))
        m_models.erase(found);
}

LimitVerdict AccountLimits::check(SystemTime now, const QString &model, const Caps &caps) const
{
    Obstacles obstacles;
    if (m_refused.isActive(now))
        obstacles.add(LimitKind::Refused, m_refusedWindow, m_refused.until());
    for (const auto kind : {LimitKind::WindowFull, LimitKind::OwnLimit}) {
        for (const RateLimitWindow &each : m_windows) {
            const auto end = endOf(each);
            if (!each.utilization || (end && *end <= now))
                continue;
            const bool isFull = *each.utilization >= 100_pct;
            if (kind == LimitKind::WindowFull ? isFull : !isFull && *each.utilization >= caps.of(each.kind))
                obstacles.add(kind, each.kind, end);
        }
    }
    if (const auto found = m_models.constFind(model); found != m_models.cend() && found->isActive(now))
        obstacles.add(LimitKind::Model, {}, found->until());
    if (m_throttle.isActive(now))
        obstacles.add(LimitKind::Throttled, {}, m_throttle.until());
    return obstacles.verdict();
}

bool AccountLimits::isUsable(SystemTime now, const QString &model, const Caps &caps) const
{
    return check(now, model, caps).isUsable();
}

RateLimitWindow AccountLimits::window(WindowKind kind, SystemTime now) const
{
    const RateLimitWindow &result = stored(kind);
    const auto end = endOf(result);
    if (!end || *end > now)
        return result;
    return {.kind = kind,
            .utilization = result.utilization ? std::optional(0_pct) : std::nullopt,
            .learnedAt = result.learnedAt};
}

QList<ScopedWindow> AccountLimits::scoped(SystemTime now) const
{
    auto result = m_scoped;
    result.removeIf([now](const ScopedWindow &each) { return each.resetsAt && *each.resetsAt <= now; });
    return result;
}

bool AccountLimits::hasData() const
{
    return std::ranges::any_of(m_windows, [](const auto &each) { return each.learnedAt.has_value(); });
}

std::optional<SystemTime> AccountLimits::nextChange(SystemTime now) const
{
    std::optional<SystemTime> result;
    const auto consider = [&](std::optional<SystemTime> time) {
        if (time && *time > now && (!result || *time < *result))
            result = time;
    };
    for (const auto kind : windowKinds)
        consider(endOf(stored(kind)));
    for (const ScopedWindow &each : m_scoped)
        consider(each.resetsAt);
    consider(m_refused.until());
    consider(m_throttle.until());
    for (const Cooldown &each : m_models)
        consider(each.until());
    return result;
}

bool AccountLimits::saysTheSameAs(const AccountLimits &other) const
{
    auto same = *this;
    for (const auto kind : windowKinds)
        same.stored(kind).learnedAt = other.stored(kind).learnedAt;
    return same == other;
}

} // namespace sluice
