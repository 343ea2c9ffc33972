// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/transport/byte_stream.h"

class QSslSocket;

namespace sluice {

class Clock;

//! One TLS connection. Only the peer's close_notify is a clean end (endOfStream); a connection that ends
//! without it gives failed, after what came before has been read. Qt closes both ways at once, so nothing can
//! be written after endOfStream. After close() the rest of the bytes leave, also when the stream is deleted
//! at once.
class TlsStream final : public ByteStream
{
    Q_OBJECT

public:
    //! Takes the encrypted socket over.
    TlsStream(QSslSocket *socket, Clock &clock, QObject *parent);
    ~TlsStream() override;

    QByteArray read(qint64 maxBytes) override;
    qint64 bytesAvailable() const override;
    void write(QByteArrayView bytes) override;
    void flush() override;
    qint64 bytesToWrite() const override;
    void close() override;
    void abort() override;
    bool isOpen() const override { return m_state == State::Open; }
    QString peerName() const override { return m_peerName; }

private:
    enum class State : std::uint8_t { Open, Ended, Closed };

    void onErrorOccurred();
    void onEncryptedBytesWritten();

    Clock &m_clock;
    QSslSocket *m_socket; // our child; after close() its own, and null once it went
    State m_state = State::Open;
    bool m_flushing = false;
    bool m_announcing = false; // bytesWritten is on its way
    QString m_peerName;
};

} // namespace sluice
