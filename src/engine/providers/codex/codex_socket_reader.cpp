// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_socket_reader.h"

#include "engine/providers/codex/codex_client_events.h"
#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/codex/codex_limits.h"
#include "engine/providers/codex/codex_usage_reader.h"
#include "engine/providers/json_members.h"
#include "engine/providers/model_name.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sluice::codex {

using namespace Qt::StringLiterals;

namespace {

QByteArrayView withoutSpace(QByteArrayView text)
{
    qsizetype at = 0;
    while (at < text.size() && QByteArrayView(" \t\r\n").contains(text[at]))
        ++at;
    return text.sliced(at);
}

//! What follows `token`, white space before it aside; null where something else stands there.
QByteArrayView behind(QByteArrayView text, QByteArrayView token)
{
    const auto rest = withoutSpace(text);
    return rest.startsWith(token) ? rest.sliced(token.size()) : QByteArrayView();
}

//! The `type` of a message as it is written. It mostly stands first, so deltas are not parsed.
QByteArrayView typeOf(QByteArrayView message)
{
    const auto value = behind(behind(behind(behind(message, "{"), "\"type\""), ":"), "\"");
    const auto end = value.indexOf('"');
    if (end >= 0 && !value.first(end).contains('\\'))
        return value.first(end);
    const auto members = jsonMembers(message);
    const auto quoted = members ? jsonValue(*members, "type") : QByteArrayView();
    return quoted.startsWith('"') ? quoted.sliced(1, quoted.size() - 2) : QByteArrayView();
}

bool isOneOf(QByteArrayView type, const auto &names)
{
    return std::ranges::find(names, type) != std::end(names);
}

QJsonObject objectOf(QByteArrayView message)
{
    return QJsonDocument::fromJson(QByteArray::fromRawData(message.data(), message.size())).object();
}

SocketEvent readLimits(QByteArrayView message, SystemTime now)
{
    const auto event = objectOf(message);
    const bool isPools = familyOfEvent(event) == mainFamily;
    return {.fate = isPools ? SocketEvent::Fate::PoolNumbers : SocketEvent::Fate::Drop,
            .limits = rateLimitsOfEvent(event, now)};
}

SocketEvent readError(QByteArrayView message, SystemTime now)
{
    const auto event = objectOf(message);
    const auto body = event.value("body"_L1).toObject();
    const auto error = event.value("error"_L1).toObject(body.value("error"_L1).toObject());
    const auto status = event.value("status"_L1).toInt(event.value("status_code"_L1).toInt());
    const auto headers = headersOf(event.value("headers"_L1).toObject());
    SocketEvent result{.turn = SocketEvent::Turn::Ends,
                       .limits = rateLimits(headers, now),
                       .refusal = refusalOfError(status, error, headers, now)};
    if (!headers.fields().isEmpty() || result.refusal.kind == RefusalKind::AccountLimit
        || result.refusal.kind == RefusalKind::ModelLimit)
        result.fate = SocketEvent::Fate::PoolNumbers;
    return result;
}

} // namespace

SocketEvent CodexSocketReader::fromClient(QByteArrayView message)
{
    if (typeOf(message) != createEvent)
        return {};
    const auto members = jsonMembers(message).value_or(QList<JsonMember>());
    m_model = validModel(members);
    m_warms = jsonValue(members, "generate") == "false";
    return {.turn = m_warms ? SocketEvent::Turn::Warms : SocketEvent::Turn::Begins, .model = m_model};
}

SocketEvent CodexSocketReader::fromUpstream(QByteArrayView message, SystemTime now)
{
    const auto type = typeOf(message);
    if (type == QByteArrayView(limitsEvent))
        return readLimits(message, now);
    if (type == QByteArrayView(errorEvent))
        return readError(message, now);
    if (isOneOf(type, endEvents))
        return readEnd(message, now);
    if (type.startsWith(responsePrefix) && !isOneOf(type, eventsWithoutOutput))
        return {.turn = SocketEvent::Turn::Produces};
    return {};
}

SocketEvent CodexSocketReader::readEnd(QByteArrayView message, SystemTime now) const
{
    SocketEvent result{.turn = SocketEvent::Turn::Ends};
    const auto members = jsonMembers(message).value_or(QList<JsonMember>());
    const auto response = jsonMembers(jsonValue(members, "response")).value_or(QList<JsonMember>());
    if (const auto error = jsonValue(response, "error"); error.startsWith('{'))
        result.refusal = refusalOfError(0, objectOf(error), {}, now);
    if (result.refusal.kind == RefusalKind::AccountLimit || result.refusal.kind == RefusalKind::ModelLimit)
        result.fate = SocketEvent::Fate::PoolNumbers;
    auto usage = usageOf(response);
    if (usage.model.isEmpty())
        usage.model = m_model;
    if (!m_warms && usage.total() > 0)
        result.usage = usage;
    return result;
}

QByteArray CodexSocketReader::withPool(QByteArrayView message, const PoolStatus &pool, SystemTime now) const
{
    return codex::withPool(message, pool, now);
}

} // namespace sluice::codex
