// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/account_limits.h"

#include <QtCore/QJsonArray>

#include <cmath>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds clockSlack = 2min;
constexpr double highestUtilization = 1000;

QString toString(WindowKind kind)
{
    return kind == WindowKind::FiveHour ? u"5h"_s : u"7d"_s;
}

std::optional<WindowKind> windowKind(const QJsonValue &value)
{
    const auto text = value.toString();
    if (text == "5h"_L1)
        return WindowKind::FiveHour;
    return text == "7d"_L1 ? std::optional(WindowKind::Weekly) : std::nullopt;
}

void put(QJsonObject &json, const QString &key, std::optional<SystemTime> time)
{
    if (time)
        json.insert(key, toUnixMilliseconds(*time));
}

std::optional<SystemTime> time(const QJsonValue &value)
{
    const auto result = value.toInteger();
    return result > 0 ? std::optional(fromUnixMilliseconds(result)) : std::nullopt;
}

template <typename Window>
QJsonObject values(const Window &window)
{
    QJsonObject json;
    if (window.utilization)
        json.insert(u"utilization"_s, window.utilization->value());
    put(json, u"resets_at"_s, window.resetsAt);
    return json;
}

//! False when the stored window cannot be true.
template <typename Window>
bool readValues(Window &window, const QJsonObject &json, WindowKind kind, SystemTime now)
{
    const auto utilization = json.value("utilization"_L1);
    const double value = utilization.toDouble();
    if (utilization.isDouble() && std::isfinite(value) && value >= 0 && value <= highestUtilization)
        window.utilization = Percent{value};
    window.resetsAt = time(json.value("resets_at"_L1));
    return !window.resetsAt || *window.resetsAt <= now + lengthOf(kind) + clockSlack;
}

} // namespace

QJsonObject AccountLimits::toJson() const
{
    QJsonArray windows;
    for (const RateLimitWindow &each : m_windows) {
        auto json = values(each);
        json.insert(u"kind"_s, toString(each.kind));
        put(json, u"learned_at"_s, each.learnedAt);
        windows.append(json);
    }
    QJsonArray scopedWindows;
    for (const ScopedWindow &each : m_scoped) {
        auto json = values(each);
        json.insert(u"scope"_s, each.scope);
        json.insert(u"kind"_s, toString(each.kind));
        scopedWindows.append(json);
    }
    auto refused = m_refused.toJson();
    if (m_refusedWindow)
        refused.insert(u"window"_s, toString(*m_refusedWindow));
    QJsonObject models;
    for (const auto &[model, cooldown] : m_models.asKeyValueRange())
        models.insert(model, cooldown.toJson());
    return {{u"windows"_s, windows},
            {u"scoped"_s, scopedWindows},
            {u"refused"_s, refused},
            {u"throttle"_s, m_throttle.toJson()},
            {u"models"_s, models}};
}

AccountLimits AccountLimits::fromJson(const QJsonObject &json, SystemTime now)
{
    AccountLimits result;
    const auto windows = json.value("windows"_L1).toArray();
    for (const auto &value : windows) {
        const auto object = value.toObject();
        const auto kind = windowKind(object.value("kind"_L1));
        if (!kind)
            continue;
        RateLimitWindow window = {.kind = *kind, .learnedAt = time(object.value("learned_at"_L1))};
        const bool wasLearned = window.learnedAt && *window.learnedAt <= now + clockSlack;
        if (wasLearned && readValues(window, object, *kind, now)) // also one that is over: it is empty now
            result.stored(*kind) = window;
    }
    const auto scopedWindows = json.value("scoped"_L1).toArray();
    for (const auto &value : scopedWindows) {
        const auto object = value.toObject();
        ScopedWindow window = {.scope = object.value("scope"_L1).toString(),
                               .kind = windowKind(object.value("kind"_L1)).value_or(WindowKind::Weekly)};
        if (window.scope.isEmpty() || !readValues(window, object, window.kind, now)
            || (window.resetsAt && *window.resetsAt <= now))
            continue;
        if (auto *place = result.scopedFor(window, now))
            *place = window;
    }
    const auto longest = lengthOf(WindowKind::Weekly);
    const auto refused = json.value("refused"_L1).toObject();
    const auto window = windowKind(refused.value("window"_L1));
    if (const auto cooldown = Cooldown::fromJson(refused, window ? lengthOf(*window) : longest, now)) {
        result.m_refused = *cooldown;
        result.m_refusedWindow = window;
    }
    if (const auto cooldown = Cooldown::fromJson(json.value("throttle"_L1).toObject(), longest, now))
        result.m_throttle = *cooldown;
    const auto models = json.value("models"_L1).toObject();
    for (auto each = models.begin(); each != models.end(); ++each) {
        if (const auto cooldown = Cooldown::fromJson(each.value().toObject(), longest, now))
            result.m_models.insert(each.key(), *cooldown);
    }
    return result;
}

} // namespace sluice
