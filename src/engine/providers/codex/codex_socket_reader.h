// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/providers/socket_reader.h"

namespace sluice::codex {

//! Responses over WebSocket (spec/codex.md 7.5 to 7.8). Of the many deltas only the type is looked at.
class CodexSocketReader final : public SocketReader
{
public:
    SocketEvent fromClient(QByteArrayView message) override;
    SocketEvent fromUpstream(QByteArrayView message, SystemTime now) override;
    QByteArray withPool(QByteArrayView message, const PoolStatus &pool, SystemTime now) const override;

private:
    SocketEvent readEnd(QByteArrayView message, SystemTime now) const;

    QString m_model; // of the running turn, where the answer does not say
    bool m_warms = false; // the running request only fills caches
};

} // namespace sluice::codex
