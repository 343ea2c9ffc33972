// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/field_values.h"

#include "engine/http/field_names.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <cmath>

namespace sluice::http {

using namespace Qt::StringLiterals;

std::optional<double> numberValue(QByteArrayView text)
{
    if (text.isEmpty())
        return {};
    bool ok = false;
    const double value = text.toDouble(&ok);
    if (!ok || !std::isfinite(value) || value < 0)
        return {};
    return value;
}

std::optional<milliseconds> retryAfter(const Headers &headers, SystemTime now)
{
    constexpr double maxSeconds = 366.0 * 24 * 3600;
    if (const auto value = numberValue(headers.value("retry-after-ms")); value && *value > 0)
        return milliseconds{std::llround(std::min(*value, maxSeconds * 1000))};
    const auto text = headers.value("retry-after").trimmed().toByteArray();
    if (const auto value = numberValue(text)) {
        if (*value <= 0)
            return {};
        return milliseconds{std::llround(std::min(*value, maxSeconds) * 1000)};
    }
    auto dateText = QString::fromLatin1(text);
    if (dateText.endsWith(" GMT"_L1)) // HTTP's spelling; Qt knows the numeric one
        dateText = dateText.chopped(3) + "+0000"_L1;
    const auto date = QDateTime::fromString(dateText, Qt::RFC2822Date);
    const auto time = fromUnixMilliseconds(date.isValid() ? date.toMSecsSinceEpoch() : 0);
    return time > now ? std::optional(time - now) : std::nullopt;
}

bool isEventStream(const ResponseHead &response)
{
    const auto type = response.headers.value("content-type").trimmed();
    return type.isEmpty() || startsWithName(type, "text/event-stream");
}

} // namespace sluice::http
