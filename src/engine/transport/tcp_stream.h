// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/transport/byte_stream.h"
#include "engine/transport/native_socket.h"
#include "engine/transport/send_queue.h"

#include <QtCore/QPointer>

#include <memory>

class QSocketNotifier;

namespace sluice {

class Clock;
class LingeringSocket;

//! One TCP connection without TLS, over its descriptor: where QTcpSocket takes a reset of the peer for a
//! clean end, drops the way back when the peer half-closes and keeps its buffers while idle, this does not.
//!
//! Up to 64 KiB are read ahead, so that the end of the peer is noticed while nobody reads: its half-close
//! gives endOfStream, and writing goes on; a reset gives failed. abort(), and deletion without close(), reset
//! the connection: the peer never takes it for a clean end. After close() the rest of the bytes leave and
//! what the peer still sends is discarded for some seconds, also when the stream is deleted at once: an early
//! refusal reaches a client that is still sending.
class TcpStream final : public ByteStream
{
    Q_OBJECT

public:
    //! Takes the connected descriptor over. `readAhead` was read from it before.
    TcpStream(qintptr descriptor, QByteArray readAhead, Clock &clock, QObject *parent);
    ~TcpStream() override;

    QByteArray read(qint64 maxBytes) override;
    qint64 bytesAvailable() const override { return m_received.size(); }
    void write(QByteArrayView bytes) override;
    void flush() override;
    void send(QByteArrayView first, QByteArrayView second, QByteArrayView third) override;
    qsizetype offer(QByteArrayView bytes) override;
    qint64 bytesToWrite() const override;
    void close() override;
    void abort() override;
    bool isOpen() const override { return m_state == State::Open; }
    bool isQuiet() const override;
    std::optional<quint64> bytesSent() const override;
    std::optional<quint64> bytesConfirmed() const override { return m_confirmed; }
    QString peerName() const override { return m_peerName; }
    QString localAddress() const override;

private:
    enum class State : std::uint8_t { Open, PeerClosed, Closed };

    void onReadable();
    native::Transfer receive(qint64 room);
    void onNothingReceived(const native::Transfer &received);
    void onWritable();
    void onError();
    void watchInput();
    void announceWritten();
    qsizetype sendNow(std::span<const QByteArrayView> pieces);
    bool sendOutgoing();
    void failSending();
    void fail(int systemError);
    void release();

    Clock &m_clock;
    qintptr m_descriptor; // -1 once closed, or handed to m_lingering
    int m_sendError = 0; // of the system; nothing can be sent any more
    State m_state = State::Open;
    std::optional<quint64> m_sentBefore; // all that was sent before it was ours; nothing where nobody tells
    quint64 m_sent = 0;
    std::optional<quint64> m_confirmed; // once the peer has ended its side
    bool m_isAnnouncing = false; // announceWritten() is under way
    bool m_isOffered = false; // offer() did not take all: onWritable() tells when it is worth another try
    bool m_expectsMuch = false; // the last read was a large one
    std::unique_ptr<QSocketNotifier> m_readNotifier;
    std::unique_ptr<QSocketNotifier> m_writeNotifier;
    std::unique_ptr<QSocketNotifier> m_errorNotifier; // enabled while m_received is full
    QByteArray m_received; // at most 64 KiB, until the peer is gone
    SendQueue m_outgoing;
    QPointer<LingeringSocket> m_lingering; // has the descriptor after close(); deletes itself
    QString m_peerName;
};

} // namespace sluice
