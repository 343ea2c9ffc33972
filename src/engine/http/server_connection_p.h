// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/answer_plan.h"
#include "engine/http/body_decoder.h"
#include "engine/http/request_parser.h"
#include "engine/http/server_connection.h"
#include "engine/transport/stream_listener.h"

#include <cstdint>

namespace sluice::http {

enum class ConnectionState : std::uint8_t {
    Idle, // no byte of a request yet
    ReadingHead,
    ReadingBody,
    Answering, // what comes meanwhile stays unread
    Closed,
};

class ServerConnection::Private final : public StreamListener
{
public:
    Private(ServerConnection *connection, ByteStream *byteStream, const ServerLimits &serverLimits,
            Clock &theClock)
        : q(connection)
        , stream(byteStream)
        , limits(serverLimits)
        , clock(theClock)
        , parser(serverLimits.maxHeadBytes)
    {
    }

    void onReadyRead(ByteStream &) override { process(); }
    void onBytesWritten(ByteStream &) override { emit q->bytesWritten(); }
    void onEndOfStream(ByteStream &) override { onStreamEnd(); }
    void onFailed(ByteStream &, const Error &) override { onStreamEnd(); }
    std::span<char> room() override;
    void onReceived(qsizetype count) override;

    void process();
    bool advance();
    bool fillInput();
    bool readHead();
    void onRequestHead();
    bool readBody();
    void keepBody(const QByteArray &bytes);
    void refuse(int status, const QString &text);
    void send(QByteArrayView first, QByteArrayView second = {}, QByteArrayView third = {});
    bool beginAnswer(ResponseHead responseHead, const BodyFraming &framing);
    QByteArray takeHeadBytes();
    void endAnswer();
    void awaitNext();
    void closeGracefully();
    void settleClosed();
    void onStreamEnd();
    void enter(ConnectionState next);
    void armDeadline(milliseconds delay);
    void onDeadline();
    bool isAnswering() const { return state == ConnectionState::Answering; }

    ServerConnection *const q;
    ByteStream *stream; // ours until it is taken
    const ServerLimits limits;
    Clock &clock;
    RequestParser parser;
    qint64 announcedLength = 0; // of the request's body, where the head says it
    BodyDecoder decoder;
    RequestHead head;
    QByteArray input; // read but not yet understood
    QByteArray body;
    qsizetype bodySize = 0; // what of it has come
    AnswerPlan plan;
    qint64 lengthLeft = 0; // of an answer with Content-Length
    ConnectionState state = ConnectionState::Idle;
    bool keepAlive = true;
    bool draining = false; // closeWhenIdle() was called
    bool processing = false;
    bool sending = false;
    bool announced = false; // closed was emitted
    SteadyTime since = {}; // when the state, or its last progress, began
    std::function<Reply(int, const QByteArray &)> errorReply;
    Headers answerFields;
    std::unique_ptr<Deadline> deadline;
};

} // namespace sluice::http
