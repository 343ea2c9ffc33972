// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/transport/byte_stream.h"

#include <QtCore/QPointer>

#include <optional>

class QSslSocket;

namespace sluice {

class Clock;
class TlsFarewell;

//! One TLS connection. Only the peer's close_notify is a clean end (endOfStream); a connection that ends
//! without it gives failed. Qt closes both ways at once, so nothing can be written after endOfStream. After
//! close() the rest of the bytes leave and what the peer still sends is discarded for some seconds, also when
//! the stream is deleted at once.
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
    bool isQuiet() const override;
    std::optional<quint64> bytesSent() const override;
    std::optional<quint64> bytesConfirmed() const override { return m_confirmed; }
    QString peerName() const override { return m_peerName; }
    QString localAddress() const override;

private:
    enum class State : std::uint8_t { Open, Ended, Closed };

    void onReadyRead();
    void onErrorOccurred();
    void onEncryptedBytesWritten();
    void announceWritten();
    void announceEnd(const std::optional<Error> &error);

    Clock &m_clock;
    QSslSocket *m_socket; // our child; null after close() and abort()
    QPointer<TlsFarewell> m_farewell; // has the socket after close(); deletes itself
    State m_state = State::Open;
    std::optional<quint64> m_confirmed; // encrypted ones, once the peer has ended its side
    bool m_isFlushing = false; // signals have to wait
    bool m_isAnnouncing = false; // announceWritten() is under way
    QString m_peerName;
};

} // namespace sluice
