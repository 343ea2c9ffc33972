// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/base/error.h"
#include "engine/http/message.h"

#include <QtCore/QObject>

#include <memory>

namespace sluice {
class ByteStream;
}

namespace sluice::http {

struct ClientLimits
{
    qint64 maxHeadBytes = 256 * 1024;
    milliseconds firstByteTimeout = 600s; //!< from the request's last byte to the response head
    milliseconds idleTimeout = 600s; //!< between two reads of a body; shorter would cut slow answers off
};

//! One request over one ByteStream, and after reset() another over another. Interim 1xx answers are swallowed
//! (101 is a response head like any other). Deleting it before the end breaks the stream: cancellation is
//! destruction. After a 101 nothing but takeStream() is left to do.
class Client : public QObject
{
    Q_OBJECT

public:
    //! Takes ownership of `stream` until takeStream(); without one, reset() comes first.
    Client(ByteStream *stream, const ClientLimits &limits, Clock &clock, QObject *parent);
    ~Client() override;

    //! Ready for one more start(), over `stream`, or just at rest where it is null. What is under way breaks.
    void reset(ByteStream *stream);
    //! Sends head and body. `body` is shared, not copied. Content-Length is set from the body where the
    //! method or the body asks for one; Transfer-Encoding is never used upstream.
    void start(RequestHead head, const QByteArray &body);
    bool isUnderWay() const; //!< neither finished nor failed since start()

    //! Body bytes are delivered only while not paused; a paused client leaves bytes in the stream
    //! (back-pressure).
    void setPaused(bool paused);
    //! How the response body is delimited; valid from headReceived on.
    BodyFraming framing() const;
    //! Moves the response head out; in headReceived.
    ResponseHead takeHead();
    //! Anything of the answer received yet: decides whether a dead pooled connection may be replaced.
    bool receivedAnything() const;
    //! The peer ended the connection and its system proves that it got nothing of the request, as far as ours
    //! tells: such a request may be sent again, whatever it asks for. After failed.
    bool isProvenUnreceived() const;
    //! After finished: the stream if it may carry another request, else null. The caller owns it.
    ByteStream *takeReusableStream();
    //! After a 101: gives the stream away, with any bytes already read returned in `readAhead`.
    ByteStream *takeStream(QByteArray *readAhead);

signals:
    void headReceived(const sluice::http::ResponseHead &head);
    void bodyReceived(const QByteArray &bytes); //!< decoded from chunks; never empty
    void finished(); //!< the response is complete
    void
    failed(const sluice::Error &error); //!< UpstreamClosed, TimedOut, ProtocolViolation, …; nothing follows

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice::http
