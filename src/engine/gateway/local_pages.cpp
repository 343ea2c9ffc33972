// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/local_pages.h"

#include "engine/snapshot_json.h"
#include "engine/websocket/handshake.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace sluice::local_pages {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView healthPath = "/sluice/v1/health";
constexpr QByteArrayView statusPath = "/sluice/v1/status";
constexpr QByteArrayView eventsPath = "/sluice/v1/events";
constexpr QByteArrayView metricsPath = "/metrics";

http::Reply reply(int status, const QByteArray &type, const QByteArray &body)
{
    http::Reply result;
    result.head.status = status;
    result.head.reason = http::reasonOf(status);
    result.head.headers = {{"Content-Type", type}, {"Cache-Control", "no-store"}};
    result.body = body;
    return result;
}

bool isRead(const http::RequestHead &head)
{
    return head.method == "GET" || head.method == "HEAD";
}

http::Reply onlyRead()
{
    auto result = error(405, "Use GET for this path.");
    result.head.headers.append("Allow", "GET, HEAD");
    return result;
}

//! What the APIs of the providers agree on.
QString errorType(int status)
{
    switch (status) {
    case 401:
        return u"authentication_error"_s;
    case 403:
        return u"permission_error"_s;
    case 404:
        return u"not_found_error"_s;
    default:
        return u"invalid_request_error"_s;
    }
}

//! Label values of the Prometheus text format.
QByteArray escaped(const QString &value)
{
    auto result = value.toUtf8();
    return result.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}

QByteArray metrics(const EngineSnapshot &snapshot, const QStringList &pools)
{
    QByteArray text = "# TYPE sluice_requests_today gauge\nsluice_requests_today "
        + QByteArray::number(snapshot.requestsToday)
        + "\n# TYPE sluice_active_requests gauge\nsluice_active_requests "
        + QByteArray::number(snapshot.activeRequests) + "\n# TYPE sluice_sessions gauge\nsluice_sessions "
        + QByteArray::number(snapshot.sessions) + "\n# TYPE sluice_pool_utilization_ratio gauge\n";
    QByteArray limited = "# TYPE sluice_pool_limited gauge\n";
    for (const auto &pool : snapshot.pools) {
        if (!pools.contains(pool.id))
            continue;
        const auto name = escaped(pool.id);
        const auto line = [&](const char *window, const std::optional<Percent> &used) {
            if (used) {
                text += "sluice_pool_utilization_ratio{pool=\"" + name + "\",window=\"" + window + "\"} "
                    + QByteArray::number(used->fraction(), 'f', 6) + '\n';
            }
        };
        line("five_hour", pool.fiveHourUsed);
        line("weekly", pool.weeklyUsed);
        limited += "sluice_pool_limited{pool=\"" + name + "\"} " + (pool.isLimited ? "1\n" : "0\n");
    }
    return text + limited;
}

} // namespace

bool isHealth(const http::RequestHead &head)
{
    return head.path() == healthPath;
}

http::Reply health(const http::RequestHead &head)
{
    return isRead(head) ? reply(200, "application/json", R"({"status":"ok"})") : onlyRead();
}

bool isForUsers(const http::RequestHead &head)
{
    return head.path() == statusPath || head.path() == metricsPath;
}

http::Reply forUsers(const http::RequestHead &head, const EngineSnapshot &snapshot, const QStringList &pools)
{
    if (!isRead(head))
        return onlyRead();
    if (head.path() == metricsPath)
        return reply(200, "text/plain; version=0.0.4; charset=utf-8", metrics(snapshot, pools));
    return reply(200, "application/json",
                 QJsonDocument(toUserJson(snapshot, pools)).toJson(QJsonDocument::Compact));
}

bool isEvents(const http::RequestHead &head)
{
    return head.path() == eventsPath;
}

std::optional<http::Reply> eventsRefusal(const http::RequestHead &head)
{
    if (!websocket::isUpgrade(head)) {
        auto result = error(426, "Open a WebSocket at this path.");
        result.head.headers.append("Upgrade"_ba, "websocket"_ba);
        return result;
    }
    const auto refusal = websocket::refusal(head);
    if (!refusal)
        return {};
    auto result = error(refusal->status, refusal->text);
    for (const auto &field : refusal->fields.fields())
        result.head.headers.append(field.name, field.value);
    return result;
}

http::Reply error(int status, const QByteArray &text)
{
    const QJsonObject body{
        {u"type"_s, u"error"_s},
        {u"error"_s, QJsonObject{{u"type"_s, errorType(status)}, {u"message"_s, QString::fromUtf8(text)}}}};
    auto result = reply(status, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact));
    if (status == 401)
        result.head.headers.append("x-should-retry", "false");
    return result;
}

} // namespace sluice::local_pages
