// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/transport/byte_stream.h"

#include <QtCore/QPointer>

#include <limits>
#include <memory>
#include <utility>

namespace sluice {

//! One end of a connection that never leaves the process. Signals come from the event loop, as with a socket,
//! or inside the other end's call where a test wants to see each step.
class MemoryStream final : public ByteStream
{
    Q_OBJECT

public:
    enum class Delivery { Queued, Direct };
    struct Options
    {
        Delivery delivery = Delivery::Queued;
        qint64 capacity = std::numeric_limits<qint64>::max(); //!< of the receive buffer of each end
    };
    using Pair = std::pair<std::unique_ptr<MemoryStream>, std::unique_ptr<MemoryStream>>;

    static Pair createPair(const Options &options);
    static Pair createPair(); //!< queued and unbounded
    ~MemoryStream() override;

    QByteArray read(qint64 maxBytes) override;
    qint64 bytesAvailable() const override { return m_received.size(); }
    void write(QByteArrayView bytes) override;
    void flush() override;
    qint64 bytesToWrite() const override { return m_unsent.size(); }
    void close() override;
    void abort() override;
    bool isOpen() const override { return m_state == State::Open; }
    QString peerName() const override { return QStringLiteral("127.0.0.1:1"); }

    //! Everything that waits to be read.
    QByteArray readAll() { return read(std::numeric_limits<qint64>::max()); }
    int writeCount() const { return m_writeCount; }
    //! As if the network broke: this end's owner sees failed(error).
    void breakWith(const Error &error);

private:
    enum class State { Open, PeerEnded, Closed };

    explicit MemoryStream(const Options &options);
    void transfer();
    void post(void (MemoryStream::*action)());
    void announceRead();
    void announceWritten();
    void announceEnd();

    const Options m_options;
    QPointer<MemoryStream> m_peer; // null once it is deleted
    QByteArray m_received;
    QByteArray m_unsent;
    State m_state = State::Open;
    bool m_closing = false; // close() was called; unsent bytes go first
    bool m_readPosted = false;
    int m_writeCount = 0;
};

} // namespace sluice
