// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/claude_message_stream.h"

#include "simulator/event_text.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace Qt::StringLiterals;

namespace sluice {

ClaudeMessageStream::ClaudeMessageStream(const Plan &plan)
    : m_plan(plan)
    , m_words(wordsOf(plan.text))
    , m_deltas(plan.timedEvents > 0 ? plan.timedEvents : static_cast<int>(m_words.size()))
{
}

std::optional<QByteArray> ClaudeMessageStream::next()
{
    const int position = m_position++;
    if (position < 0)
        return opening();
    const int last = m_plan.ending == Ending::Complete ? m_deltas : (m_deltas + 1) / 2;
    if (position < last)
        return delta();
    if (position == last && m_plan.ending != Ending::CutOff)
        return ending();
    return std::nullopt;
}

QByteArray ClaudeMessageStream::opening() const
{
    const QJsonObject cache = {{"ephemeral_5m_input_tokens"_L1, 7}, {"ephemeral_1h_input_tokens"_L1, 0}};
    const QJsonObject usage = {{"input_tokens"_L1, 11},           {"cache_creation_input_tokens"_L1, 7},
                               {"cache_read_input_tokens"_L1, 5}, {"cache_creation"_L1, cache},
                               {"output_tokens"_L1, 1},           {"service_tier"_L1, "standard"_L1}};
    const QJsonObject message = {
        {"model"_L1, m_plan.model},         {"id"_L1, QString::fromLatin1(m_plan.id)},
        {"type"_L1, "message"_L1},          {"role"_L1, "assistant"_L1},
        {"content"_L1, QJsonArray{}},       {"stop_reason"_L1, QJsonValue()},
        {"stop_sequence"_L1, QJsonValue()}, {"usage"_L1, usage}};
    const QJsonObject start = {{"type"_L1, "message_start"_L1}, {"message"_L1, message}};
    return serverSentEvent("message_start", QJsonDocument(start).toJson(QJsonDocument::Compact))
        + serverSentEvent(
               "content_block_start",
               R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})")
        + serverSentEvent("ping", R"({"type":"ping"})");
}

QByteArray ClaudeMessageStream::delta() const
{
    const QByteArray text = m_plan.timedEvents > 0 ? timeStamp() : m_words[m_position - 1];
    return serverSentEvent("content_block_delta",
                           R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":")"
                               + text + R"("}})");
}

QByteArray ClaudeMessageStream::ending() const
{
    if (m_plan.ending == Ending::ErrorEvent)
        return serverSentEvent(
            "error", R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})");
    const QByteArray usage =
        R"({"input_tokens":11,"cache_creation_input_tokens":7,"cache_read_input_tokens":5,)"
        R"("output_tokens":)"
        + QByteArray::number(m_deltas) + '}';
    return serverSentEvent("content_block_stop", R"({"type":"content_block_stop","index":0})")
        + serverSentEvent(
               "message_delta",
               R"({"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":)"
                   + usage + '}')
        + serverSentEvent("message_stop", R"({"type":"message_stop"})");
}

} // namespace sluice
