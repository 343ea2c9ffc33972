// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/http/message.h"

#include <QtCore/QObject>

#include <functional>
#include <memory>

namespace sluice {
class ByteStream;
}

namespace sluice::http {

struct ServerLimits
{
    qint64 maxHeadBytes = 64 * 1024; //!< more gets 431
    qint64 maxBodyBytes = 64 * 1024 * 1024; //!< more gets 413
    milliseconds headTimeout = 30s; //!< from the first byte of a head to its end
    milliseconds idleTimeout = 75s; //!< a kept connection without a request
};

//! The server side of one HTTP/1.1 connection. Requests are delivered one at a time and answered in order;
//! what a client pipelines stays unread meanwhile. Malformed input is answered here with 400, 413 or 431, a
//! request that comes too slowly with 408 (through errorReply), and closes. Sends `100 Continue` where the
//! client waits for it.
//!
//! For one request: headReceived, then requestReceived when its body is there whole. The receiver answers
//! with sendReply() or sendHead() + sendBody()… + finish(). Answering inside headReceived is allowed (a
//! refusal); then the body is not waited for and the connection closes after the answer.
class ServerConnection : public QObject
{
    Q_OBJECT

public:
    //! Takes ownership of `stream`.
    ServerConnection(ByteStream *stream, const ServerLimits &limits, Clock &clock, QObject *parent);
    ~ServerConnection() override;

    const RequestHead &head() const;
    //! The whole request body; moves it out.
    QByteArray takeBody();
    QString peerName() const;
    QString localAddress() const; //!< as ByteStream says it
    bool isIdle() const; //!< no request is being read or answered

    //! Where the peer's own error shape is wanted for 400, 408, 413, 431: called with status and text.
    void setErrorReply(std::function<Reply(int status, const QByteArray &text)> errorReply);
    //! For the answers from now on: in place of their own of the same names.
    void setAnswerFields(const Headers &fields);
    //! After the current answer, or at once when idle, the connection closes: used to drain.
    void closeWhenIdle();

    void sendReply(const Reply &reply); //!< sets Content-Length; HEAD gets no body
    //! `framing` says how the body will be sent; Chunked becomes close-delimited for an HTTP/1.0 client.
    //! Hop-by-hop fields, Content-Length and Transfer-Encoding are set here from `framing`.
    void sendHead(ResponseHead head, const BodyFraming &framing);
    void sendBody(QByteArrayView bytes);
    void finish(); //!< the answer is complete
    //! The answer cannot be completed: the connection breaks, never a clean end.
    void abort();
    qint64 bytesToWrite() const;

    //! For an upgraded connection: gives the stream away, with any bytes already read returned in
    //! `readAhead`.
    ByteStream *takeStream(QByteArray *readAhead);

signals:
    void headReceived();
    void requestReceived();
    void bytesWritten(); //!< bytesToWrite() went down
    //! The client left, or the connection closed or failed: nothing more can be sent. Emitted once, last of
    //! all.
    void closed();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sluice::http
