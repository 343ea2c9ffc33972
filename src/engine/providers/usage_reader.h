// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/rate_limit.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace sluice {

//! What one request used.
struct RequestUsage
{
    static constexpr qint64 mostTokens = 1'000'000'000; //!< of each count, so that no sum of them overflows
    QString model = {};
    qint64 inputTokens = 0;
    qint64 outputTokens = 0;
    qint64 cacheReadTokens = 0;
    qint64 cacheCreationTokens = 0;
    qint64 cacheCreation5mTokens = 0;
    qint64 cacheCreation1hTokens = 0;
    qint64 total() const { return inputTokens + outputTokens + cacheReadTokens + cacheCreationTokens; }
    bool operator==(const RequestUsage &) const = default;
};

//! Sees a response body in passing, in pieces of any size, without delaying or changing it.
class UsageReader
{
public:
    UsageReader() = default;
    virtual ~UsageReader() = default;
    Q_DISABLE_COPY_MOVE(UsageReader)

    virtual void feed(QByteArrayView bytes) = 0;
    //! What was seen so far; complete once the body has ended.
    virtual RequestUsage usage() const = 0;
    //! A refusal of the account that came inside an answer which had begun well; RefusalKind::None where the
    //! answer failed by no fault of the account.
    virtual std::optional<Refusal> refusal(SystemTime) const { return {}; }
};

} // namespace sluice
