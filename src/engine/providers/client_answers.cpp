// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/client_answers.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>
#include <QtCore/QTimeZone>

#include <array>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

QString durationText(seconds duration)
{
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(duration).count();
    if (duration < 60s)
        return u"%1 s"_s.arg(duration.count());
    if (minutes < 60)
        return u"%1 m"_s.arg(minutes);
    if (minutes < 24 * 60)
        return u"%1 h %2 m"_s.arg(minutes / 60).arg(minutes % 60);
    return u"%1 d %2 h"_s.arg(minutes / (24 * 60)).arg(minutes / 60 % 24);
}

} // namespace

bool isEdgeField(QByteArrayView name)
{
    static constexpr http::NameSet names(std::to_array<QByteArrayView>({
        "set-cookie",
        "set-cookie2",
        "cdn-loop",
        "true-client-ip",
        "x-real-ip",
        "via",
        "alt-svc",
        "strict-transport-security",
        "nel",
        "report-to",
        "reporting-endpoints",
    }));
    return names.contains(name) || http::startsWithName(name, "cf-")
        || http::startsWithName(name, "x-forwarded-");
}

http::Reply jsonAnswer(int status, const QJsonObject &body)
{
    return {.head = {.status = status,
                     .reason = http::reasonOf(status),
                     .headers = {{"Content-Type", "application/json"}}},
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

QString limitedText(const QString &model, std::optional<SystemTime> backAt, SystemTime now)
{
    const auto what = model.isEmpty() ? u"All accounts are limited"_s
                                      : u"All accounts are limited for the model %1"_s.arg(model);
    if (!backAt)
        return what + u". It is not known yet when the first is back."_s;
    const auto wait = std::chrono::ceil<seconds>(*backAt - now);
    const auto time = QDateTime::fromMSecsSinceEpoch(toUnixMilliseconds(*backAt), QTimeZone::utc());
    const auto format = wait < 24h ? u"HH:mm"_s : u"yyyy-MM-dd HH:mm"_s;
    return what + u". The first is back at %1 UTC (in %2)."_s.arg(time.toString(format), durationText(wait));
}

} // namespace sluice
