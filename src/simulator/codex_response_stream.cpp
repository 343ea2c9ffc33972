// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/codex_response_stream.h"

#include "simulator/event_text.h"

namespace sluice {

namespace {

int deltasOf(const CodexResponseStream::Plan &plan)
{
    if (plan.answer.text.isEmpty())
        return 0;
    return plan.timedEvents > 0 ? plan.timedEvents : static_cast<int>(wordsOf(plan.answer.text).size());
}

constexpr auto noText = R"({"type":"output_text","text":"","annotations":[]})";

} // namespace

CodexResponseStream::CodexResponseStream(Plan plan)
    : m_plan(std::move(plan))
    , m_words(wordsOf(m_plan.answer.text))
    , m_deltas(deltasOf(m_plan))
{
}

int CodexResponseStream::halfOf(const Plan &plan)
{
    return (deltasOf(plan) + 1) / 2;
}

QList<CodexResponseStream::Event> CodexResponseStream::next()
{
    const int position = m_position++;
    if (position >= m_plan.stopAfter.value_or(m_deltas + 1)) {
        m_plan.stopAfter = m_position - 1;
        return failure();
    }
    if (position < 0)
        return opening();
    if (position < m_deltas)
        return delta();
    return position == m_deltas ? ending() : QList<Event>{};
}

CodexResponseStream::Event CodexResponseStream::event(const QByteArray &type, const QByteArray &members)
{
    const QByteArray number = QByteArray::number(m_sequence++);
    return {type, R"({"type":")" + type + R"(","sequence_number":)" + number + ',' + members + '}'};
}

QList<CodexResponseStream::Event> CodexResponseStream::opening()
{
    QList<Event> events;
    if (!m_plan.first.isEmpty())
        events.append({"codex.rate_limits", m_plan.first});
    const QByteArray response = R"("response":)" + codexResponse(m_plan.answer, false);
    events.append(event("response.created", response));
    events.append(event("response.in_progress", response));
    if (m_deltas == 0)
        return events;
    const QByteArray reasoning = R"("output_index":0,"item":)" + codexReasoningItem(m_plan.answer);
    events.append(event("response.output_item.added", reasoning));
    events.append(event("response.output_item.done", reasoning));
    const QByteArray item = "msg_" + m_plan.answer.id;
    events.append(event("response.output_item.added",
                        R"("output_index":1,"item":{"type":"message","id":")" + item
                            + R"(","role":"assistant","status":"in_progress","content":[]})"));
    events.append(
        event("response.content_part.added",
              R"("item_id":")" + item + R"(","output_index":1,"content_index":0,"part":)" + noText));
    return events;
}

QList<CodexResponseStream::Event> CodexResponseStream::delta()
{
    const QByteArray text = m_plan.timedEvents > 0 ? timeStamp() : m_words[m_position - 1];
    return {event("response.output_text.delta",
                  R"("item_id":"msg_)" + m_plan.answer.id
                      + R"(","output_index":1,"content_index":0,"delta":")" + text + '"')};
}

QList<CodexResponseStream::Event> CodexResponseStream::ending()
{
    QList<Event> events;
    if (m_deltas > 0)
        events.append(event("response.output_item.done",
                            R"("output_index":1,"item":)" + codexMessageItem(m_plan.answer)));
    events.append(event("response.completed", R"("response":)" + codexResponse(m_plan.answer, true)));
    return events;
}

QList<CodexResponseStream::Event> CodexResponseStream::failure()
{
    if (m_plan.failure.isEmpty())
        return {};
    const QByteArray json = std::exchange(m_plan.failure, {});
    return {{json.contains("response.failed") ? "response.failed" : "error", json}};
}

} // namespace sluice
