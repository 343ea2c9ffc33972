// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "simulator/codex_answers.h"

#include <optional>

namespace sluice {

//! The server-sent events of one `POST /v1/chat/completions`, one piece per call.
class CodexChatStream
{
public:
    CodexChatStream(const CodexAnswer &answer, bool isCutOff);
    //! The next piece; nullopt at the end.
    std::optional<QByteArray> next();

private:
    QByteArray chunk(const QByteArray &delta, const QByteArray &finishReason) const;

    CodexAnswer m_answer;
    QList<QByteArray> m_words;
    qsizetype m_count;
    qsizetype m_position = 0;
    bool m_isCutOff;
};

} // namespace sluice
