// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"
#include "engine/http/message.h"

#include <cstdint>
#include <limits>

namespace sluice::http {

//! Body bytes out of message bytes: counts a Content-Length, unwraps chunks, cut anywhere. Trailer fields are
//! checked, bounded and dropped.
class BodyDecoder
{
public:
    struct Decoded
    {
        QByteArray data = {};
        qsizetype taken = 0; //!< what follows belongs to the next message
        bool operator==(const Decoded &) const = default;
    };

    BodyDecoder() = default;
    explicit BodyDecoder(const BodyFraming &framing,
                         qint64 maxBodyBytes = std::numeric_limits<qint64>::max());

    //! Fails with ProtocolViolation, or with BodyTooLarge as soon as the size is known. Without chunks `data`
    //! shares `bytes` where it can.
    Result<Decoded> feed(const QByteArray &bytes);
    //! What is still to come of a body with Content-Length; 0 for any other.
    qint64 plainLeft() const { return isCounted() ? m_remaining : 0; }
    //! So many of them went straight to where the body is kept.
    void skip(qint64 count);
    //! A body that ends with the connection is never complete before end().
    bool isComplete() const { return m_state == State::Complete; }
    //! The peer will send no more: fine for such a body, UpstreamClosed for any other that is not complete.
    Status end();

private:
    enum class State : std::uint8_t {
        Plain, // m_remaining bytes, or until close
        ChunkSize,
        ChunkExtension,
        ChunkSizeLf,
        ChunkData,
        ChunkDataCr,
        ChunkDataLf,
        Trailer,
        Complete,
    };

    bool isCounted() const { return m_state == State::Plain && m_framing.kind == BodyFraming::Kind::Length; }
    Decoded feedPlain(const QByteArray &bytes);
    qsizetype feedChunkData(QByteArrayView bytes, QByteArray *out);
    Result<qsizetype> feedTrailer(QByteArrayView bytes);
    Status onFramingByte(char byte);
    Status onSizeByte(char byte);
    Status onSizeEnd();

    BodyFraming m_framing;
    qint64 m_maxBodyBytes = 0;
    State m_state = State::Complete;
    qint64 m_remaining = 0; // of the body, or of the chunk
    qint64 m_total = 0;
    int m_lineBytes = 0; // of a chunk-size line
    qsizetype m_trailerBytes = 0;
    QByteArray m_trailerLine;
};

} // namespace sluice::http
