// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"
#include "engine/providers/usage_reader.h"

#include <memory>

namespace sluice::claude {

//! Counts tokens of a streamed answer and sees an error that came inside it: reads `message_start`,
//! `message_delta` and `error`, skips all else (spec/claude.md 7.4, 7.10).
class SseUsageReader final : public UsageReader
{
public:
    void feed(QByteArrayView bytes) override;
    RequestUsage usage() const override;
    std::optional<Refusal> refusal(SystemTime now) const override;

private:
    void readLine(QByteArrayView line);

    QByteArray m_line; // the unfinished last line
    bool m_skipsLine = false; // longer than any line that counts
    RequestUsage m_usage;
    QString m_errorType; // empty: none came
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

//! Null unless the answer is a 200 whose body can be read as it passes.
std::unique_ptr<UsageReader> usageReader(const http::ResponseHead &response);

} // namespace sluice::claude
