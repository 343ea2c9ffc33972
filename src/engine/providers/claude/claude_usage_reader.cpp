// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_usage_reader.h"

#include "engine/http/field_values.h"
#include "engine/providers/claude/claude_constants.h"
#include "engine/providers/json_members.h"
#include "engine/providers/model_name.h"

#include <algorithm>

namespace sluice::claude {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxLineBytes = 256 * 1024;
constexpr qsizetype maxBodyBytes = 8 * 1024 * 1024;

//! Takes what is there and more than nothing: each field on its own, the last value wins.
void take(const QList<JsonMember> &members, QByteArrayView name, qint64 *count)
{
    if (const auto value = jsonValue(members, name).toLongLong(); value > 0)
        *count = std::min(value, RequestUsage::mostTokens);
}

//! The members of the object that `value` is; none where it is no object.
QList<JsonMember> membersOf(QByteArrayView value)
{
    return jsonMembers(value).value_or(QList<JsonMember>());
}

void takeInputs(const QList<JsonMember> &usage, RequestUsage *result)
{
    take(usage, "input_tokens", &result->inputTokens);
    take(usage, "cache_read_input_tokens", &result->cacheReadTokens);
    take(usage, "cache_creation_input_tokens", &result->cacheCreationTokens);
    const auto creation = membersOf(jsonValue(usage, "cache_creation"));
    take(creation, "ephemeral_5m_input_tokens", &result->cacheCreation5mTokens);
    take(creation, "ephemeral_1h_input_tokens", &result->cacheCreation1hTokens);
}

RequestUsage withCreationSum(RequestUsage usage)
{
    if (usage.cacheCreationTokens == 0)
        usage.cacheCreationTokens = usage.cacheCreation5mTokens + usage.cacheCreation1hTokens;
    return usage;
}

//! Whether the line names an event that counts, `"message_start"` or `"message_delta"`, or a type of error,
//! which all end alike. Nearly all lines are text deltas; an underscore is rare in them, so that looking for
//! it goes at memory speed.
bool mayCount(QByteArrayView line)
{
    static constexpr QByteArrayView before = "\"message";
    for (auto at = line.indexOf('_'); at >= 0; at = line.indexOf('_', at + 1)) {
        const auto after = line.sliced(at + 1);
        if (after.startsWith("error\""))
            return true;
        if (line.first(at).endsWith(before) && (after.startsWith("start\"") || after.startsWith("delta\"")))
            return true;
    }
    return false;
}

} // namespace

void SseUsageReader::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto end = bytes.indexOf('\n');
        const auto piece = end < 0 ? bytes : bytes.first(end);
        bytes = end < 0 ? QByteArrayView() : bytes.sliced(end + 1);
        if (m_line.size() + piece.size() > maxLineBytes)
            m_skipsLine = true;
        if (end < 0) {
            if (m_skipsLine)
                m_line.clear();
            else
                m_line.append(piece);
            return;
        }
        if (!m_skipsLine && m_line.isEmpty())
            readLine(piece);
        else if (!m_skipsLine)
            readLine(m_line.append(piece));
        m_line.clear();
        m_skipsLine = false;
    }
}

void SseUsageReader::readLine(QByteArrayView line)
{
    if (!line.startsWith("data:") || !mayCount(line))
        return;
    const auto event = membersOf(line.sliced(5));
    const auto type = jsonString(jsonValue(event, "type"));
    if (type == "message_start"_L1) {
        const auto message = membersOf(jsonValue(event, "message"));
        m_usage.model = validModel(message);
        takeInputs(membersOf(jsonValue(message, "usage")), &m_usage);
    } else if (type == "message_delta"_L1) {
        const auto usage = membersOf(jsonValue(event, "usage"));
        takeInputs(usage, &m_usage);
        take(usage, "output_tokens", &m_usage.outputTokens);
    } else if (type == "error"_L1) {
        m_errorType = jsonString(jsonValue(membersOf(jsonValue(event, "error")), "type")).value_or(*type);
    }
}

RequestUsage SseUsageReader::usage() const
{
    return withCreationSum(m_usage);
}

std::optional<Refusal> SseUsageReader::refusal(SystemTime) const
{
    if (m_errorType.isEmpty())
        return {};
    // How long is not said. What is no throttle (overloaded, an internal error) is not the account's fault.
    return Refusal{.kind = m_errorType == rateLimitError ? RefusalKind::Throttle : RefusalKind::None};
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
    if (m_body.isEmpty())
        m_body = bytes.toByteArray(); // mostly it comes in one piece
    else
        m_body.append(bytes);
}

RequestUsage JsonUsageReader::usage() const
{
    const auto members = jsonMembers(m_body);
    if (!members)
        return {};
    RequestUsage result;
    result.model = validModel(*members);
    const auto usage = membersOf(jsonValue(*members, "usage"));
    takeInputs(usage, &result);
    take(usage, "output_tokens", &result.outputTokens);
    return withCreationSum(result);
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

} // namespace sluice::claude
