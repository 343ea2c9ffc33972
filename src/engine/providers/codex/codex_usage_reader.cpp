// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_usage_reader.h"

#include "engine/http/field_values.h"
#include "engine/providers/codex/codex_constants.h"
#include "engine/providers/codex/codex_limits.h"
#include "engine/providers/model_name.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sluice::codex {

namespace {

constexpr qsizetype maxBodyBytes = 8 * 1024 * 1024;

//! The members of the object that `value` is; none where it is no object.
QList<JsonMember> membersOf(QByteArrayView value)
{
    return jsonMembers(value).value_or(QList<JsonMember>());
}

//! The count under the first of the names that has one: Responses and chat completions call it differently.
qint64 count(const QList<JsonMember> &members, QByteArrayView name, QByteArrayView otherName)
{
    const auto value = jsonValue(members, name);
    const auto tokens = (value.isEmpty() ? jsonValue(members, otherName) : value).toLongLong();
    return std::clamp(tokens, qint64{0}, RequestUsage::mostTokens);
}

QList<QByteArray> wantedEvents()
{
    QList<QByteArray> result{QByteArray(errorEvent.data(), errorEvent.size())};
    for (const auto name : endEvents)
        result.append(name.toByteArray());
    return result;
}

} // namespace

RequestUsage usageOf(const QList<JsonMember> &response)
{
    RequestUsage result;
    result.model = validModel(response);
    const auto usage = membersOf(jsonValue(response, "usage"));
    const auto input = count(usage, "input_tokens", "prompt_tokens");
    const auto inputDetails = jsonValue(usage, "input_tokens_details");
    const auto details =
        membersOf(inputDetails.isEmpty() ? jsonValue(usage, "prompt_tokens_details") : inputDetails);
    result.cacheReadTokens = std::min(input, count(details, "cached_tokens", {}));
    result.inputTokens = input - result.cacheReadTokens;
    result.outputTokens = count(usage, "output_tokens", "completion_tokens");
    return result;
}

SseUsageReader::SseUsageReader() : m_events(wantedEvents()) { }

void SseUsageReader::feed(QByteArrayView bytes)
{
    const auto events = m_events.feed(bytes);
    for (const auto &event : events)
        readEvent(event);
}

void SseUsageReader::readEvent(const http::SseEvent &event)
{
    // Events without a name may all come by here; most are deltas, which hold neither.
    if (!event.data.contains("\"usage\"") && !event.data.contains("\"error\""))
        return;
    const auto members = membersOf(event.data);
    const auto type = jsonString(jsonValue(members, "type"));
    const auto response = membersOf(jsonValue(members, "response"));
    const auto isType = [&type](QByteArrayView name) { return type == QString::fromLatin1(name); };
    if (std::ranges::any_of(endEvents, isType))
        m_usage = usageOf(response);
    else if (!type && jsonValue(members, "usage").startsWith('{'))
        m_usage = usageOf(members); // the last chunk of chat completions
    if (isType(failedEvent))
        m_error = jsonValue(response, "error").toByteArray();
    else if (type == QString(errorEvent))
        m_error = jsonValue(members, "error").startsWith('{') ? jsonValue(members, "error").toByteArray()
                                                              : event.data;
}

std::optional<Refusal> SseUsageReader::refusal(SystemTime now) const
{
    if (m_error.isEmpty())
        return {};
    const auto refusal = refusalOfError(0, QJsonDocument::fromJson(m_error).object(), {}, now);
    return refusal.kind == RefusalKind::None ? std::nullopt : std::optional(refusal);
}

void JsonUsageReader::feed(QByteArrayView bytes)
{
    if (m_gaveUp)
        return;
    if (m_body.size() + bytes.size() > maxBodyBytes) {
        m_gaveUp = true;
        m_body = {};
        return;
    }
    m_body.append(bytes);
}

RequestUsage JsonUsageReader::usage() const
{
    return usageOf(membersOf(m_body));
}

std::unique_ptr<UsageReader> usageReader(const http::ResponseHead &response)
{
    const auto encoding = response.headers.value("content-encoding").trimmed();
    if (response.status != 200 || !(encoding.isEmpty() || http::equalNames(encoding, "identity")))
        return nullptr;
    if (http::isEventStream(response))
        return std::make_unique<SseUsageReader>();
    if (http::startsWithName(response.headers.value("content-type").trimmed(), "application/json"))
        return std::make_unique<JsonUsageReader>();
    return nullptr;
}

} // namespace sluice::codex
