// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/body_decoder.h"
#include "engine/http/client.h"
#include "engine/http/response_parser.h"
#include "engine/transport/byte_stream.h"
#include "engine/transport/stream_listener.h"

#include <optional>

namespace sluice::http {

//! How the stream ended.
struct StreamEnd
{
    Error error = {};
    bool isOrderly = false; //!< the peer itself said that it sends no more; a reset or a cut is none
};

enum class ClientState : std::uint8_t { Idle, AwaitingHead, ReadingBody, Upgraded, Finished, Failed };

class Client::Private final : public StreamListener
{
public:
    Private(Client *client, const ClientLimits &clientLimits, Clock &theClock)
        : q(client)
        , limits(clientLimits)
        , clock(theClock)
        , parser(clientLimits.maxHeadBytes, {})
    {
    }

    void onReadyRead(ByteStream &) override;
    void onBytesWritten(ByteStream &) override;
    void onEndOfStream(ByteStream &) override;
    void onFailed(ByteStream &, const Error &error) override { onStreamEnd({.error = error}); }

    void hold(ByteStream *byteStream);
    ByteStream *letGo();
    void breakStream();
    void sendMore();
    void releaseBody();
    void process();
    bool readHead();
    bool readBody();
    void onHead();
    void onStreamEnd(const StreamEnd &streamEnd);
    void settleEnd();
    void finish();
    void fail(const Error &error);
    void armDeadline(milliseconds delay);
    void onDeadline();
    bool isSettled() const { return state == ClientState::Finished || state == ClientState::Failed; }
    bool isSent() const { return sent == body.size() && stream->bytesToWrite() == 0; }

    Client *const q;
    ByteStream *stream = nullptr; // ours until it is taken
    const ClientLimits limits;
    Clock &clock;
    ResponseParser parser;
    BodyDecoder decoder;
    QByteArray input; // read but not yet understood
    QByteArray body; // of the request
    qsizetype sent = 0;
    BodyFraming framing;
    ClientState state = ClientState::Idle;
    int interimHeads = 0;
    bool paused = false;
    bool receivedAnything = false;
    std::optional<quint64> sentBefore; // what the stream had sent before this request
    bool provenUnreceived = false;
    bool keepAlive = false;
    bool starting = false;
    std::optional<StreamEnd> end; // the stream is over; what it brought may still wait in it
    SteadyTime lastProgress = {};
    std::unique_ptr<Deadline> deadline;
};

} // namespace sluice::http
