// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/websocket/frame_writer.h"
#include "engine/websocket/message_reader.h"

#include <QtCore/QObject>

#include <cstdint>
#include <memory>
#include <optional>

namespace sluice {

class ByteStream;

//! One WebSocket after its handshake, over one ByteStream, as client or as server. Messages come and go
//! whole; pings are answered here. Deleting it aborts, unless closed() was emitted. No signal is emitted from
//! inside a call of these functions.
class WebSocketConnection : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        websocket::Role role = websocket::Role::Server;
        qint64 maxMessageBytes = 64 * 1024 * 1024; //!< a larger one closes with 1009
        milliseconds closeTimeout = 5s; //!< how long the peer's close frame is waited for
    };

    //! Takes ownership of `stream`, which is open. `readAhead`: what came behind the handshake.
    WebSocketConnection(ByteStream *stream, const QByteArray &readAhead, const Options &options, Clock &clock,
                        Random &random, QObject *parent);
    ~WebSocketConnection() override;

    //! Queued, all of one burst leave together at the next turn of the event loop. Nothing is sent after
    //! close().
    void sendText(QByteArrayView text) { send(websocket::FrameKind::Text, text); }
    void sendBinary(QByteArrayView bytes) { send(websocket::FrameKind::Binary, bytes); }
    void ping(QByteArrayView payload = {}) { send(websocket::FrameKind::Ping, payload); } //!< up to 125 bytes
    //! Says goodbye and waits for the peer's; what comes meanwhile is dropped. 1005 sends no code.
    void close(quint16 code = websocket::close_code::normal, QByteArrayView reason = {});
    void abort(); //!< at once, and without a further signal

    //! While paused nothing is read, so that the peer is held back; the end is noticed after what came before
    //! it. close() reads on.
    void setPaused(bool paused);
    //! Pings when nothing came for `interval` and gives up with 1006 when nothing came in another; 0: off.
    void setKeepAlive(milliseconds interval);

    bool isOpen() const { return m_state == State::Open; } //!< something may be sent
    qint64 bytesToWrite() const;
    QString peerName() const;

signals:
    void textReceived(const QByteArray &text);
    void binaryReceived(const QByteArray &bytes);
    void bytesWritten(); //!< bytesToWrite() went down; see ByteStream::bytesWritten
    //! Once, last of all: the peer's close code, 1005 if it gave none, 1006 if the connection ended without;
    //! or the code with which we closed since the peer broke the protocol.
    void closed(quint16 code, const QByteArray &reason);

private:
    enum class State : std::uint8_t { Open, Closing, Closed };

    void send(websocket::FrameKind kind, QByteArrayView payload);
    void scheduleFlush();
    void flush();
    void scheduleProcess();
    void process();
    bool advance();
    void onEvent(const websocket::Event &event);
    void sendHeldPong();
    void onStreamOver();
    void armKeepAlive(milliseconds delay);
    void onKeepAlive();
    void finish(quint16 code, const QByteArray &reason);

    Clock &m_clock;
    ByteStream *m_stream; // our child
    websocket::MessageReader m_reader;
    websocket::FrameWriter m_writer;
    const milliseconds m_closeTimeout;
    milliseconds m_keepAlive = 0ms;
    std::optional<QByteArray> m_heldPong; // owed to the peer's newest ping
    SteadyTime m_heardAt = {};
    SteadyTime m_pingedAt = {}; // by the keep-alive
    std::unique_ptr<Deadline> m_keepAliveDeadline;
    std::unique_ptr<Deadline> m_closeDeadline;
    State m_state = State::Open;
    bool m_isPaused = false;
    bool m_isProcessing = false;
    bool m_isStreamOver = false;
    bool m_flushPosted = false;
    bool m_processPosted = false;
};

} // namespace sluice
