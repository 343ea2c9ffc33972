// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/websocket/close_code.h"

#include <QtCore/QByteArray>

#include <cstdint>
#include <memory>
#include <optional>

struct wslay_frame_context;
struct wslay_frame_iocb;

namespace sluice::websocket {

//! Something that came whole.
struct Event
{
    enum class Kind : std::uint8_t {
        Text,
        Binary,
        Ping,
        Pong,
        Close, //!< the peer's; `code` is noStatus where it gave none
        Violation, //!< the peer broke the protocol: `code` is what to close with
    };
    Kind kind = Kind::Text;
    QByteArray payload = {}; //!< of a Close the reason, of a Violation what was wrong
    quint16 code = 0; //!< of Close and Violation
    bool operator==(const Event &) const = default;
};

//! Messages and control frames out of bytes, cut anywhere. libwslay takes the frames apart; what they make
//! together is ours, for its own message layer refuses the close codes 1012 to 1014, answers a malformed
//! frame without a code and allocates as much as a frame claims to hold.
class MessageReader
{
public:
    MessageReader(Role role, qint64 maxMessageBytes);
    ~MessageReader();
    Q_DISABLE_COPY_MOVE(MessageReader)

    //! More input; call next() until it has nothing more first.
    void feed(const QByteArray &bytes);
    //! The next event, or nothing until more is fed. After a Close or a Violation nothing comes any more.
    std::optional<Event> next();

private:
    struct FreeContext
    {
        void operator()(wslay_frame_context *context) const;
    };

    std::optional<Event> onPiece(const wslay_frame_iocb &piece);
    std::optional<Event> beginFrame(const wslay_frame_iocb &piece);
    std::optional<Event> endFrame(const wslay_frame_iocb &piece);
    std::optional<Event> onClose(const QByteArray &payload);
    Event violation(quint16 code, const char *text);

    const Role m_role;
    const qint64 m_maxMessageBytes;
    std::unique_ptr<wslay_frame_context, FreeContext> m_context;
    QByteArray m_input;
    qsizetype m_inputAt = 0;
    QByteArray m_message;
    QByteArray m_control; // of the control frame being read
    quint64 m_frameLeft = 0; // bytes of the current frame's payload
    quint8 m_opcode = 0; // of the message being read; 0: none
    bool m_isInFrame = false;
    bool m_isOver = false;
};

} // namespace sluice::websocket
