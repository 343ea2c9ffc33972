// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/byte_stream.h"

#include "engine/transport/stream_listener.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr qint64 offerHighWater = qint64{256} * 1024;
constexpr qsizetype offerSlice = qsizetype{64} * 1024;

} // namespace

void ByteStream::setListener(StreamListener *listener)
{
    m_listener = listener;
    if (!listener || std::exchange(m_isForwarding, true))
        return;
    connect(this, &ByteStream::readyRead, this, [this] {
        if (m_listener)
            m_listener->onReadyRead(*this);
    });
    connect(this, &ByteStream::bytesWritten, this, [this] {
        if (m_listener)
            m_listener->onBytesWritten(*this);
    });
    connect(this, &ByteStream::endOfStream, this, [this] {
        if (m_listener)
            m_listener->onEndOfStream(*this);
    });
    connect(this, &ByteStream::failed, this, [this](const Error &error) {
        if (m_listener)
            m_listener->onFailed(*this, error);
    });
}

void ByteStream::send(QByteArrayView first, QByteArrayView second, QByteArrayView third)
{
    for (const auto piece : {first, second, third}) {
        if (!piece.isEmpty())
            write(piece);
    }
    flush();
}

qsizetype ByteStream::offer(QByteArrayView bytes)
{
    if (!isOpen() || bytesToWrite() >= offerHighWater)
        return 0;
    const auto taken = std::min(bytes.size(), offerSlice);
    write(bytes.first(taken));
    return taken;
}

} // namespace sluice
