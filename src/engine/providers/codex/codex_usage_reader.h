// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"
#include "engine/http/sse_reader.h"
#include "engine/providers/json_members.h"
#include "engine/providers/usage_reader.h"

#include <memory>

namespace sluice::codex {

//! What a response object, or an answer or last chunk of chat completions, says of its use
//! (spec/codex.md 9.3). Cached tokens are counted apart from the other input.
RequestUsage usageOf(const QList<JsonMember> &response);

//! Counts tokens of a streamed answer and sees a usage limit that came inside it (spec/codex.md 6.8, 9.3).
class SseUsageReader final : public UsageReader
{
public:
    SseUsageReader();
    void feed(QByteArrayView bytes) override;
    RequestUsage usage() const override { return m_usage; }
    std::optional<Refusal> refusal(SystemTime now) const override;

private:
    void readEvent(const http::SseEvent &event);

    http::SseReader m_events;
    RequestUsage m_usage;
    QByteArray m_error; // the error object of a failed response
};

//! Counts tokens of an answer in one piece; gives up without a word beyond 8 MiB.
class JsonUsageReader final : public UsageReader
{
public:
    void feed(QByteArrayView bytes) override;
    RequestUsage usage() const override;

private:
    QByteArray m_body;
    bool m_gaveUp = false;
};

//! Null unless the answer is a 200 whose body can be read as it passes. Without a content type it is a
//! stream.
std::unique_ptr<UsageReader> usageReader(const http::ResponseHead &response);

} // namespace sluice::codex
