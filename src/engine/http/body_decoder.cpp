// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/body_decoder.h"

#include "engine/http/head_parser.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sluice::http {

namespace {

constexpr int maxSizeLineBytes = 4096;
constexpr qsizetype maxTrailerBytes = qsizetype{16} * 1024;

Failure violation(const QString &detail)
{
    return failure(ErrorCode::ProtocolViolation, detail);
}

//! -1 for anything but a hexadecimal digit.
constexpr int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

BodyDecoder::BodyDecoder(const BodyFraming &framing, qint64 maxBodyBytes)
    : m_framing(framing)
    , m_maxBodyBytes(maxBodyBytes)
{
    switch (framing.kind) {
    case BodyFraming::Kind::None:
        m_state = State::Complete;
        break;
    case BodyFraming::Kind::Length:
        m_state = framing.length == 0 ? State::Complete : State::Plain;
        m_remaining = framing.length;
        break;
    case BodyFraming::Kind::Chunked:
        m_state = State::ChunkSize;
        break;
    case BodyFraming::Kind::UntilClose:
        m_state = State::Plain;
        m_remaining = std::numeric_limits<qint64>::max();
        break;
    }
}

Result<BodyDecoder::Decoded> BodyDecoder::feed(const QByteArray &bytes)
{
    if (m_state == State::Plain) {
        auto decoded = feedPlain(bytes);
        m_total += decoded.data.size();
        const auto announced = m_framing.kind == BodyFraming::Kind::Length ? m_framing.length : m_total;
        if (announced > m_maxBodyBytes)
            return failure(ErrorCode::BodyTooLarge, u"body of more than %1 bytes"_s.arg(m_maxBodyBytes));
        return decoded;
    }
    Decoded decoded;
    while (decoded.taken < bytes.size() && m_state != State::Complete) {
        const auto rest = QByteArrayView(bytes).sliced(decoded.taken);
        Result<qsizetype> taken = 1;
        if (m_state == State::ChunkData)
            taken = feedChunkData(rest, &decoded.data);
        else if (m_state == State::Trailer)
            taken = feedTrailer(rest);
        else if (const auto status = onFramingByte(rest.front()); !status)
            taken = failure(status.error());
        if (!taken)
            return failure(taken.error());
        decoded.taken += *taken;
    }
    return decoded;
}

void BodyDecoder::skip(qint64 count)
{
    if (!isCounted())
        return;
    Q_ASSERT(count <= m_remaining);
    m_remaining -= count;
    if (m_remaining == 0)
        m_state = State::Complete;
}

BodyDecoder::Decoded BodyDecoder::feedPlain(const QByteArray &bytes)
{
    const auto taken = std::min<qint64>(bytes.size(), m_remaining);
    skip(taken);
    return {taken == bytes.size() ? bytes : bytes.first(taken), taken};
}

qsizetype BodyDecoder::feedChunkData(QByteArrayView bytes, QByteArray *out)
{
    const auto taken = std::min<qint64>(bytes.size(), m_remaining);
    if (out->isEmpty())
        out->reserve(bytes.size());
    out->append(bytes.first(taken));
    m_remaining -= taken;
    if (m_remaining == 0)
        m_state = State::ChunkDataCr;
    return taken;
}

//! Everything of a chunk but its data.
Status BodyDecoder::onFramingByte(char byte)
{
    switch (m_state) {
    case State::ChunkSize:
    case State::ChunkExtension:
        return onSizeByte(byte);
    case State::ChunkSizeLf:
        return byte == '\n' ? onSizeEnd() : violation(u"chunk size without CRLF"_s);
    case State::ChunkDataCr:
        m_state = State::ChunkDataLf;
        return byte == '\r' ? Status(Done{}) : violation(u"chunk longer than its size"_s);
    case State::ChunkDataLf:
        m_state = State::ChunkSize;
        return byte == '\n' ? Status(Done{}) : violation(u"chunk without CRLF"_s);
    case State::Plain:
    case State::ChunkData:
    case State::Trailer:
    case State::Complete:
        break;
    }
    Q_UNREACHABLE();
    return Done{};
}

Status BodyDecoder::onSizeByte(char byte)
{
    ++m_lineBytes;
    if (m_lineBytes > maxSizeLineBytes)
        return violation(u"chunk extension too long"_s);
    if (byte == '\r' && m_lineBytes > 1) {
        m_state = State::ChunkSizeLf;
        return Done{};
    }
    if (m_state == State::ChunkExtension)
        return isFieldValue(QByteArrayView(&byte, 1)) ? Status(Done{}) : violation(u"bad chunk extension"_s);
    if (byte == ';' && m_lineBytes > 1) {
        m_state = State::ChunkExtension;
        return Done{};
    }
    const int digit = hexDigit(byte);
    if (digit < 0 || m_lineBytes > 16 || m_remaining > (std::numeric_limits<qint64>::max() >> 4))
        return violation(u"malformed chunk size"_s);
    m_remaining = m_remaining * 16 + digit;
    return Done{};
}

Status BodyDecoder::onSizeEnd()
{
    m_lineBytes = 0;
    if (m_remaining > m_maxBodyBytes - m_total)
        return failure(ErrorCode::BodyTooLarge, u"body of more than %1 bytes"_s.arg(m_maxBodyBytes));
    m_total += m_remaining;
    m_state = m_remaining == 0 ? State::Trailer : State::ChunkData;
    return Done{};
}

Result<qsizetype> BodyDecoder::feedTrailer(QByteArrayView bytes)
{
    const auto lineFeed = bytes.indexOf('\n');
    const auto taken = lineFeed < 0 ? bytes.size() : lineFeed + 1;
    m_trailerBytes += taken;
    if (m_trailerBytes > maxTrailerBytes)
        return violation(u"trailer too long"_s);
    m_trailerLine.append(bytes.first(taken));
    if (lineFeed < 0)
        return taken;
    if (m_trailerLine == "\r\n")
        m_state = State::Complete;
    else if (!m_trailerLine.endsWith("\r\n") || !parseField(QByteArrayView(m_trailerLine).chopped(2)))
        return violation(u"malformed trailer"_s);
    m_trailerLine.clear();
    return taken;
}

Status BodyDecoder::end()
{
    if (m_state == State::Plain && m_framing.kind == BodyFraming::Kind::UntilClose)
        m_state = State::Complete;
    if (m_state == State::Complete)
        return Done{};
    return failure(ErrorCode::UpstreamClosed, u"connection closed inside a body"_s);
}

} // namespace sluice::http
