// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/random.h"
#include "engine/websocket/close_code.h"

#include <QtCore/QByteArray>

#include <cstdint>
#include <functional>
#include <memory>

struct wslay_frame_context;

namespace sluice::websocket {

enum class FrameKind : std::uint8_t { Text, Binary, Ping, Pong, Close };

//! The payload of a close frame. A reason that is too long loses its end; none goes with noStatus.
QByteArray closePayload(quint16 code, QByteArrayView reason);

//! Messages and control frames as bytes, each in one frame. A client's are masked.
class FrameWriter
{
public:
    static constexpr qsizetype maxControlBytes = 125;
    //! Takes bytes on their way out; called several times for one frame.
    using Sink = std::function<void(QByteArrayView bytes)>;

    FrameWriter(Role role, Random &random, Sink sink);
    ~FrameWriter();
    Q_DISABLE_COPY_MOVE(FrameWriter)

    //! The payload is not copied on its way to the sink, but for the mask.
    void write(FrameKind kind, QByteArrayView payload);

private:
    struct FreeContext
    {
        void operator()(wslay_frame_context *context) const;
    };

    void fillMask(quint8 *mask, qsizetype size);

    const Role m_role;
    Random &m_random;
    const Sink m_sink;
    std::unique_ptr<wslay_frame_context, FreeContext> m_context;
    QByteArray m_chance; // bytes for the next masks
};

} // namespace sluice::websocket
