// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/websocket/frame_writer.h"

#include <QtCore/QtEndian>

#include <algorithm>
#include <cstring>
#include <wslay/wslay.h>

namespace sluice::websocket {

namespace {

constexpr qsizetype chanceBytes = 256;

quint8 opcodeOf(FrameKind kind)
{
    switch (kind) {
    case FrameKind::Text:
        return WSLAY_TEXT_FRAME;
    case FrameKind::Binary:
        return WSLAY_BINARY_FRAME;
    case FrameKind::Ping:
        return WSLAY_PING;
    case FrameKind::Pong:
        return WSLAY_PONG;
    case FrameKind::Close:
        return WSLAY_CONNECTION_CLOSE;
    }
    return WSLAY_TEXT_FRAME;
}

bool continuesCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

} // namespace

QByteArray closePayload(quint16 code, QByteArrayView reason)
{
    if (code == close_code::noStatus)
        return {};
    auto size = std::min(reason.size(), FrameWriter::maxControlBytes - 2);
    while (size < reason.size() && size > 0 && continuesCharacter(reason[size]))
        --size;
    QByteArray result(2, Qt::Uninitialized);
    qToBigEndian(code, result.data());
    return result.append(reason.first(size));
}

void FrameWriter::FreeContext::operator()(wslay_frame_context *context) const
{
    wslay_frame_context_free(context);
}

FrameWriter::FrameWriter(Role role, Random &random, Sink sink)
    : m_role(role)
    , m_random(random)
    , m_sink(std::move(sink))
{
    wslay_frame_callbacks callbacks = {};
    callbacks.send_callback = [](const uint8_t *data, size_t size, int, void *self) -> ssize_t {
        const QByteArrayView bytes(data, static_cast<qsizetype>(size));
        static_cast<FrameWriter *>(self)->m_sink(bytes);
        return bytes.size();
    };
    callbacks.genmask_callback = [](uint8_t *mask, size_t size, void *self) {
        static_cast<FrameWriter *>(self)->fillMask(mask, static_cast<qsizetype>(size));
        return 0;
    };
    wslay_frame_context *context = nullptr;
    if (wslay_frame_context_init(&context, &callbacks, this) != 0)
        qBadAlloc();
    m_context.reset(context);
}

FrameWriter::~FrameWriter() = default;

void FrameWriter::write(FrameKind kind, QByteArrayView payload)
{
    wslay_frame_iocb frame = {};
    frame.fin = 1;
    frame.opcode = opcodeOf(kind);
    frame.mask = m_role == Role::Client ? 1 : 0;
    frame.payload_length = static_cast<quint64>(payload.size());
    frame.data = reinterpret_cast<const uint8_t *>(payload.data());
    frame.data_length = static_cast<size_t>(payload.size());
    [[maybe_unused]] const auto written = wslay_frame_send(m_context.get(), &frame);
    Q_ASSERT(written == payload.size()); // the sink takes everything
}

//! Drawn for many frames at once: the system's generator costs more than a small frame.
void FrameWriter::fillMask(quint8 *mask, qsizetype size)
{
    if (m_chance.size() < size)
        m_chance = m_random.bytes(chanceBytes);
    std::memcpy(mask, m_chance.constData() + m_chance.size() - size, static_cast<size_t>(size));
    m_chance.chop(size);
}

} // namespace sluice::websocket
