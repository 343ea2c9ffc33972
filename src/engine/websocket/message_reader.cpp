// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/websocket/message_reader.h"

#include <QtCore/QtEndian>

#include <algorithm>
#include <cstring>
#include <utility>
#include <wslay/wslay.h>

namespace sluice::websocket {

namespace {

//! A frame of up to this size gets its memory at once, a larger one as its bytes come.
constexpr qint64 trustedBytes = 1024 * 1024;

bool isControl(quint8 opcode)
{
    return (opcode & 0x8U) != 0;
}

Event::Kind kindOf(quint8 opcode)
{
    switch (opcode) {
    case WSLAY_BINARY_FRAME:
        return Event::Kind::Binary;
    case WSLAY_PING:
        return Event::Kind::Ping;
    case WSLAY_PONG:
        return Event::Kind::Pong;
    case WSLAY_CONNECTION_CLOSE:
        return Event::Kind::Close;
    default:
        return Event::Kind::Text;
    }
}

} // namespace

void MessageReader::FreeContext::operator()(wslay_frame_context *context) const
{
    wslay_frame_context_free(context);
}

MessageReader::MessageReader(Role role, qint64 maxMessageBytes)
    : m_role(role)
    , m_maxMessageBytes(maxMessageBytes)
{
    wslay_frame_callbacks callbacks = {};
    callbacks.recv_callback = [](uint8_t *buffer, size_t size, int, void *self) -> ssize_t {
        auto &reader = *static_cast<MessageReader *>(self);
        const auto rest = QByteArrayView(reader.m_input).sliced(reader.m_inputAt);
        const auto count = std::min(rest.size(), static_cast<qsizetype>(size));
        if (count == 0)
            return 0;
        std::memcpy(buffer, rest.data(), static_cast<size_t>(count));
        reader.m_inputAt += count;
        return count;
    };
    wslay_frame_context *context = nullptr;
    if (wslay_frame_context_init(&context, &callbacks, this) != 0)
        qBadAlloc();
    m_context.reset(context);
}

MessageReader::~MessageReader() = default;

void MessageReader::feed(const QByteArray &bytes)
{
    Q_ASSERT(m_isOver || m_inputAt == m_input.size());
    m_input = bytes;
    m_inputAt = 0;
}

std::optional<Event> MessageReader::next()
{
    while (!m_isOver) {
        wslay_frame_iocb piece = {};
        const auto count = wslay_frame_recv(m_context.get(), &piece);
        if (count == WSLAY_ERR_WANT_READ) {
            feed({}); // an idle connection keeps no buffer
            return {};
        }
        if (count < 0)
            return violation(close_code::protocolError, "a malformed frame");
        if (auto event = onPiece(piece))
            return event;
    }
    return {};
}

//! A piece of one frame's payload; the whole of it where it is small.
std::optional<Event> MessageReader::onPiece(const wslay_frame_iocb &piece)
{
    if (!std::exchange(m_isInFrame, true)) {
        if (auto event = beginFrame(piece))
            return event;
    }
    auto &payload = isControl(piece.opcode) ? m_control : m_message;
    payload.append(reinterpret_cast<const char *>(piece.data), static_cast<qsizetype>(piece.data_length));
    m_frameLeft -= piece.data_length;
    if (m_frameLeft > 0)
        return {};
    m_isInFrame = false;
    return endFrame(piece);
}

//! An event only if the frame must not come here.
std::optional<Event> MessageReader::beginFrame(const wslay_frame_iocb &piece)
{
    if (piece.rsv != 0)
        return violation(close_code::protocolError, "a reserved bit is set");
    if ((piece.mask != 0) != (m_role == Role::Server))
        return violation(close_code::protocolError,
                         m_role == Role::Server ? "a client's frame is not masked"
                                                : "a server's frame is masked");
    m_frameLeft = piece.payload_length;
    switch (piece.opcode) {
    case WSLAY_CONNECTION_CLOSE:
    case WSLAY_PING:
    case WSLAY_PONG:
        return {};
    case WSLAY_TEXT_FRAME:
    case WSLAY_BINARY_FRAME:
        if (m_opcode != 0)
            return violation(close_code::protocolError, "a message begins inside another");
        m_opcode = piece.opcode;
        break;
    case WSLAY_CONTINUATION_FRAME:
        if (m_opcode == 0)
            return violation(close_code::protocolError, "there is no message to continue");
        break;
    default:
        return violation(close_code::protocolError, "a reserved kind of frame");
    }
    if (piece.payload_length > static_cast<quint64>(m_maxMessageBytes - m_message.size()))
        return violation(close_code::tooBig, "the message is too large");
    m_message.reserve(m_message.size() + std::min(static_cast<qint64>(piece.payload_length), trustedBytes));
    return {};
}

std::optional<Event> MessageReader::endFrame(const wslay_frame_iocb &piece)
{
    if (isControl(piece.opcode)) {
        const auto payload = std::exchange(m_control, {});
        if (piece.opcode == WSLAY_CONNECTION_CLOSE)
            return onClose(payload);
        return Event{.kind = kindOf(piece.opcode), .payload = payload};
    }
    if (piece.fin == 0)
        return {};
    Event event{.kind = kindOf(std::exchange(m_opcode, quint8{0})), .payload = std::exchange(m_message, {})};
    if (event.kind == Event::Kind::Text && !event.payload.isValidUtf8())
        return violation(close_code::invalidData, "a text is not UTF-8");
    return event;
}

std::optional<Event> MessageReader::onClose(const QByteArray &payload)
{
    if (payload.size() == 1)
        return violation(close_code::protocolError, "half a close code");
    Event event{.kind = Event::Kind::Close, .payload = payload.mid(2), .code = close_code::noStatus};
    if (!payload.isEmpty()) {
        event.code = qFromBigEndian<quint16>(payload.constData());
        if (!isOnTheWire(event.code))
            return violation(close_code::protocolError, "no such close code");
        if (!event.payload.isValidUtf8())
            return violation(close_code::invalidData, "the reason is not UTF-8");
    }
    m_isOver = true;
    return event;
}

Event MessageReader::violation(quint16 code, const char *text)
{
    m_isOver = true;
    m_input.clear();
    m_message.clear();
    return {.kind = Event::Kind::Violation, .payload = text, .code = code};
}

} // namespace sluice::websocket
