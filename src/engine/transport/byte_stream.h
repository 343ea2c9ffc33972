// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/error.h"
#include "engine/transport/connection_place.h"

#include <QtCore/QByteArray>
#include <QtCore/QObject>

#include <optional>
#include <utility>

namespace sluice {

class StreamListener;

//! The one interface for bytes: TcpStream, TlsStream, an in-memory pair in tests, tunnel streams later.
//! A stream handed out by a Dialer or a Listener is open. Deleting it aborts it, unless it was closed: then
//! what was written still leaves. No signal is emitted from inside a call of these functions.
class ByteStream : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 unannouncedBytes = 16 * 1024;

    using QObject::QObject;

    //! Who hears of this stream from now on, beside the signals; null: nobody.
    void setListener(StreamListener *listener);
    //! Held for as long as the connection lives, also when the stream is gone.
    void setPlace(ConnectionPlace place) { m_place = std::move(place); }

    //! Up to `maxBytes` of what has come, empty when nothing waits. What stays unread holds the peer back
    //! once the receive buffer (64 KiB) is full.
    virtual QByteArray read(qint64 maxBytes) = 0;
    virtual qint64 bytesAvailable() const = 0;
    //! Queues; watch bytesToWrite(). Written bytes leave at the next flush() or event-loop turn.
    virtual void write(QByteArrayView bytes) = 0;
    //! Hands queued bytes to the system now: call it after the last write() of a burst.
    virtual void flush() = 0;
    //! Queues all three and flushes; what can leave at once is neither copied nor announced.
    virtual void send(QByteArrayView first, QByteArrayView second = {}, QByteArrayView third = {});
    //! Takes a part of `bytes` and says how much, 0 while much is queued. bytesWritten tells when to offer
    //! the rest. For large bodies that are held anyway.
    virtual qsizetype offer(QByteArrayView bytes);
    virtual qint64 bytesToWrite() const = 0;
    virtual void close() = 0; //!< flush, then say that no more will come
    virtual void abort() = 0; //!< at once, and without a further signal
    virtual bool isOpen() const = 0; //!< false after close(), abort(), endOfStream or failed
    //! Nothing has come and the peer is there, as far as the system knows now: asked of a connection that
    //! was idle.
    virtual bool isQuiet() const { return isOpen() && bytesAvailable() == 0; }
    //! How far our bytes have gone: into the system, and after the peer's orderly end, how many its system
    //! had confirmed by then. What was sent beyond that was never received. Nothing where that cannot be
    //! known, as after a reset: it may have crossed a confirmation.
    virtual std::optional<quint64> bytesSent() const { return {}; }
    virtual std::optional<quint64> bytesConfirmed() const { return {}; }
    //! Text of the other side's address for logs, "127.0.0.1:4242".
    virtual QString peerName() const = 0;
    //! The address on our side, without port; empty where there is none, or none any more.
    virtual QString localAddress() const { return {}; }

signals:
    void readyRead();
    //! bytesToWrite() went down. Where flush() sends all of a burst of at most `unannouncedBytes` at once,
    //! this is left out: whoever needs to know asks bytesToWrite() after flush().
    void bytesWritten();
    void endOfStream(); //!< the peer will send no more; what was received can still be read
    //! Last of all, never after abort(). What was received can still be read.
    void failed(const sluice::Error &error);

protected:
    StreamListener *listener() const { return m_listener; }
    const ConnectionPlace &place() const { return m_place; }

private:
    StreamListener *m_listener = nullptr; // not ours; lets go before it is destroyed
    ConnectionPlace m_place;
    bool m_isForwarding = false; // our signals reach m_listener
};

} // namespace sluice
