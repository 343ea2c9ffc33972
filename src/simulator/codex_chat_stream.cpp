// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/codex_chat_stream.h"

#include "simulator/event_text.h"

namespace sluice {

CodexChatStream::CodexChatStream(const CodexAnswer &answer, bool isCutOff)
    : m_answer(answer)
    , m_words(wordsOf(answer.text))
    , m_count(isCutOff ? m_words.size() / 2 : m_words.size())
    , m_isCutOff(isCutOff)
{
}

std::optional<QByteArray> CodexChatStream::next()
{
    const qsizetype position = m_position++;
    if (position == 0)
        return chunk(R"({"role":"assistant","content":""})", "null");
    if (position <= m_count)
        return chunk(R"({"content":")" + m_words[position - 1] + R"("})", "null");
    if (position == m_count + 1 && !m_isCutOff)
        return chunk("{}", R"("stop")") + "data: [DONE]\n\n";
    return std::nullopt;
}

QByteArray CodexChatStream::chunk(const QByteArray &delta, const QByteArray &finishReason) const
{
    return R"(data: {"id":")" + m_answer.id
        + R"(","object":"chat.completion.chunk","created":1795000000,"model":")" + m_answer.model.toUtf8()
        + R"(","choices":[{"index":0,"delta":)" + delta + R"(,"finish_reason":)" + finishReason + "}]}\n\n";
}

} // namespace sluice
