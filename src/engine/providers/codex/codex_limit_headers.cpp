// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_limit_headers.h"

#include "engine/http/field_values.h"
#include "engine/providers/codex/codex_constants.h"

#include <algorithm>

namespace sluice::codex {

namespace {

constexpr QByteArrayView fieldPrefix = "x-";
constexpr qsizetype mostLimits = 16;

enum class Value : std::uint8_t { UsedPercent, WindowMinutes, ResetAt, ResetAfter };

struct Suffix
{
    QByteArrayView text = {};
    bool isPrimary = true;
    Value value = Value::UsedPercent;
};

constexpr Suffix suffixes[] = {
    {"-primary-used-percent", true, Value::UsedPercent},
    {"-primary-window-minutes", true, Value::WindowMinutes},
    {"-primary-reset-at", true, Value::ResetAt},
    {"-primary-reset-after-seconds", true, Value::ResetAfter},
    {"-secondary-used-percent", false, Value::UsedPercent},
    {"-secondary-window-minutes", false, Value::WindowMinutes},
    {"-secondary-reset-at", false, Value::ResetAt},
    {"-secondary-reset-after-seconds", false, Value::ResetAfter},
};
constexpr QByteArrayView nameSuffix = "-limit-name";

//! What stands between `x-` and the suffix; empty where the field's name is made otherwise.
QByteArrayView familyBefore(QByteArrayView field, QByteArrayView suffix)
{
    const auto length = field.size() - fieldPrefix.size() - suffix.size();
    if (length <= 0 || !http::startsWithName(field, fieldPrefix)
        || !http::equalNames(field.last(suffix.size()), suffix))
        return {};
    return field.sliced(fieldPrefix.size(), length);
}

void put(WindowReading &window, Value value, QByteArrayView text, SystemTime now)
{
    const auto number = http::numberValue(text.trimmed());
    switch (value) {
    case Value::UsedPercent:
        if (number)
            window.utilization = Percent{*number};
        return;
    case Value::WindowMinutes:
        window.minutes = number;
        return;
    case Value::ResetAt:
        if (const auto reset = timeOf(number))
            window.resetsAt = reset;
        return;
    case Value::ResetAfter:
        if (!window.resetsAt)
            window.resetsAt = timeAfter(number, now);
        return;
    }
}

//! Null where there are too many.
HeaderLimit *limitFor(QList<HeaderLimit> &limits, QByteArrayView name)
{
    const auto family = familyOf(name);
    const auto found = std::ranges::find(limits, family, &HeaderLimit::family);
    if (found != limits.end())
        return &*found;
    if (limits.size() >= mostLimits)
        return nullptr;
    limits.append({.family = family});
    return &limits.last();
}

} // namespace

QString familyOf(QByteArrayView name)
{
    auto family = QString::fromLatin1(name.trimmed()).toLower().replace(u'-', u'_');
    return family.isEmpty() ? QString(mainFamily) : family;
}

QList<HeaderLimit> limitsIn(const http::Headers &headers, SystemTime now)
{
    QList<HeaderLimit> result;
    for (const auto &field : headers.fields()) {
        for (const auto &suffix : suffixes) {
            const auto name = familyBefore(field.name, suffix.text);
            auto *limit = name.isEmpty() ? nullptr : limitFor(result, name);
            if (limit)
                put(suffix.isPrimary ? limit->reading.primary : limit->reading.secondary, suffix.value,
                    field.value, now);
        }
        const auto name = familyBefore(field.name, nameSuffix);
        if (auto *limit = name.isEmpty() ? nullptr : limitFor(result, name))
            limit->displayName = QString::fromUtf8(field.value.trimmed());
    }
    return result;
}

QString activeFamily(const http::Headers &headers)
{
    return familyOf(headers.value(activeLimitHeader));
}

bool isWindowField(QByteArrayView name)
{
    const auto lower = name.toByteArray().toLower();
    return lower.startsWith(fieldPrefix)
        && (lower.contains("-primary-") || lower.contains("-secondary-") || lower.endsWith(nameSuffix));
}

} // namespace sluice::codex
