// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/http_peer.h"

#include "engine/http/body_decoder.h"
#include "engine/http/response_parser.h"

namespace sluice {

namespace {

constexpr qint64 maxHeadBytes = 1024 * 1024;
constexpr qint64 readSize = 64 * 1024;

} // namespace

HttpPeer::HttpPeer(std::unique_ptr<ByteStream> stream) : m_stream(std::move(stream))
{
    QObject::connect(m_stream.get(), &ByteStream::readyRead, m_stream.get(), [this] { read(); });
    QObject::connect(m_stream.get(), &ByteStream::endOfStream, m_stream.get(), [this] {
        read();
        m_hasEnded = true;
    });
    QObject::connect(m_stream.get(), &ByteStream::failed, m_stream.get(), [this] {
        m_hasEnded = true;
        m_wasReset = true;
    });
}

void HttpPeer::send(QByteArrayView bytes)
{
    m_stream->write(bytes);
    m_stream->flush();
}

void HttpPeer::leave()
{
    m_stream->abort();
}

void HttpPeer::setReading(bool isReading)
{
    m_isReading = isReading;
    read();
}

void HttpPeer::read()
{
    while (m_isReading && m_stream->bytesAvailable() > 0)
        m_received += m_stream->read(readSize);
}

std::optional<HttpPeer::Parsed> HttpPeer::parse(const QByteArray &method) const
{
    http::ResponseParser parser(maxHeadBytes, method);
    const auto progress = parser.feed(m_received);
    if (!progress || !progress->complete)
        return {};
    http::BodyDecoder decoder(parser.framing());
    const auto decoded = decoder.feed(m_received.sliced(progress->taken));
    if (!decoded)
        return {};
    const bool isComplete = decoder.isComplete() || (m_hasEnded && !m_wasReset && decoder.end());
    return Parsed{{parser.takeHead(), decoded->data, isComplete}, progress->taken + decoded->taken};
}

std::optional<HttpPeer::Answer> HttpPeer::peek(const QByteArray &method) const
{
    const auto parsed = parse(method);
    return parsed ? std::optional(parsed->answer) : std::nullopt;
}

std::optional<HttpPeer::Answer> HttpPeer::take(const QByteArray &method)
{
    const auto parsed = parse(method);
    if (!parsed || !parsed->answer.isComplete)
        return {};
    m_received.remove(0, parsed->size);
    return parsed->answer;
}

} // namespace sluice
