// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_client_events.h"

#include "engine/accounts/pool_status_math.h"
#include "engine/providers/client_answers.h"
#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/codex/codex_pool_fields.h"
#include "engine/storage/json_edit.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <cmath>

namespace sluice::codex {

namespace {

QJsonValue eventWindow(const PoolWindow &window, int minutes, SystemTime now)
{
    QJsonObject result{
        {u"used_percent"_s, std::round(window.utilization.value() * 100) / 100},
        {u"window_minutes"_s, minutes},
    };
    if (window.resetsAt && *window.resetsAt > now) {
        result.insert(u"reset_at"_s, toUnixSeconds(*window.resetsAt));
        result.insert(u"reset_after_seconds"_s,
                      qint64(std::chrono::ceil<seconds>(*window.resetsAt - now).count()));
    }
    return result;
}

//! Edits one message; what cannot be edited stays as it was.
class MessageEdit
{
public:
    explicit MessageEdit(const QByteArray &text) : m_text(text) { }

    void set(const QStringList &path, const QByteArray &value)
    {
        if (auto changed = withJsonMember(m_text, path, value))
            m_text = *std::move(changed);
    }
    void remove(const QStringList &path)
    {
        if (auto changed = withoutJsonMember(m_text, path))
            m_text = *std::move(changed);
    }
    const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
};

void poolError(MessageEdit &edit, const QStringList &path, const QJsonObject &error, const PoolStatus &pool,
               SystemTime now)
{
    for (auto it = error.begin(); it != error.end(); ++it) {
        if (isAccountMember(it.key()))
            edit.remove(path + QStringList{it.key()});
    }
    const auto back = firstBack(pool, now);
    const bool isLimit =
        error.value("type"_L1) == usageLimitReached || error.value("code"_L1) == usageLimitReached;
    if (!back || !isLimit)
        return;
    edit.set(path + QStringList{u"resets_at"_s}, QByteArray::number(back->atUnix));
    edit.set(path + QStringList{u"resets_in_seconds"_s}, QByteArray::number(back->inSeconds));
}

void poolHeaders(MessageEdit &edit, const QStringList &path, const QJsonObject &fields,
                 const PoolStatus &pool, SystemTime now)
{
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        const auto name = it.key().toUtf8();
        if (isEdgeField(name) || isAccountField(name))
            edit.remove(path + QStringList{it.key()});
    }
    const auto own = poolFields(pool, now);
    for (const auto &field : own.fields()) {
        if (http::startsWithName(field.name, codexPrefix))
            edit.set(path + QStringList{QString::fromLatin1(field.name)},
                     jsonString(QString::fromLatin1(field.value)));
    }
}

} // namespace

QByteArray limitEvent(const PoolStatus &pool, SystemTime now)
{
    const bool isKnown = hasNumbers(pool);
    const auto window = [&](const PoolWindow &each, int minutes) {
        return isKnown ? eventWindow(each, minutes, now) : QJsonValue(QJsonValue::Null);
    };
    const QJsonObject limits{
        {u"allowed"_s, !pool.isLimited},
        {u"limit_reached"_s, pool.isLimited},
        {u"primary"_s, window(pool.fiveHour, fiveHourMinutes)},
        {u"secondary"_s, window(pool.weekly, weeklyMinutes)},
    };
    const QJsonObject event{
        {u"type"_s, QString(limitsEvent)},
        {u"rate_limits"_s, limits},
        {u"credits"_s, QJsonValue::Null},
        {u"metered_limit_name"_s, QString(mainFamily)},
    };
    return QJsonDocument(event).toJson(QJsonDocument::Compact);
}

QByteArray withPool(QByteArrayView message, const PoolStatus &pool, SystemTime now)
{
    const auto text = message.toByteArray();
    const auto event = QJsonDocument::fromJson(text).object();
    const auto type = event.value("type"_L1);
    if (type == limitsEvent)
        return limitEvent(pool, now);
    MessageEdit edit(text);
    if (type == QString::fromLatin1(failedEvent)) {
        const auto response = event.value("response"_L1).toObject();
        poolError(edit, {u"response"_s, u"error"_s}, response.value("error"_L1).toObject(), pool, now);
        return edit.text();
    }
    if (type != errorEvent)
        return text;
    const auto body = event.value("body"_L1).toObject();
    poolError(edit, {u"error"_s}, event.value("error"_L1).toObject(), pool, now);
    poolError(edit, {u"body"_s, u"error"_s}, body.value("error"_L1).toObject(), pool, now);
    if (event.value("headers"_L1).isObject())
        poolHeaders(edit, {u"headers"_s}, event.value("headers"_L1).toObject(), pool, now);
    if (event.contains("status"_L1)) // Codex cannot read an event with both (spec/clients.md 2.3)
        edit.remove({u"status_code"_s});
    return edit.text();
}

} // namespace sluice::codex
