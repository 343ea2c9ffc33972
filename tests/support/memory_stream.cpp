// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/memory_stream.h"

#include <algorithm>

namespace sluice {

MemoryStream::MemoryStream(const Options &options) : m_options(options) { }

MemoryStream::Pair MemoryStream::createPair(const Options &options)
{
    Pair pair{std::unique_ptr<MemoryStream>(new MemoryStream(options)),
              std::unique_ptr<MemoryStream>(new MemoryStream(options))};
    pair.first->m_peer = pair.second.get();
    pair.second->m_peer = pair.first.get();
    return pair;
}

MemoryStream::Pair MemoryStream::createPair()
{
    return createPair(Options{});
}

MemoryStream::~MemoryStream()
{
    disconnect();
    abort();
}

QByteArray MemoryStream::read(qint64 maxBytes)
{
    const auto bytes = m_received.first(std::min<qint64>(maxBytes, m_received.size()));
    m_received.remove(0, bytes.size());
    if (m_peer && !bytes.isEmpty() && !m_peer->m_unsent.isEmpty())
        m_peer->post(&MemoryStream::transfer);
    return bytes;
}

void MemoryStream::write(QByteArrayView bytes)
{
    if (m_state == State::Closed || bytes.isEmpty())
        return;
    ++m_writeCount;
    m_unsent.append(bytes);
    post(&MemoryStream::transfer);
}

void MemoryStream::flush()
{
    transfer();
}

void MemoryStream::transfer()
{
    if (!m_peer || m_state == State::Closed)
        return;
    const auto room = m_options.capacity - m_peer->m_received.size();
    const auto count = std::min<qint64>(room, m_unsent.size());
    if (count > 0) {
        m_peer->m_received.append(m_unsent.first(count));
        m_unsent.remove(0, count);
        if (!std::exchange(m_peer->m_readPosted, true))
            m_peer->post(&MemoryStream::announceRead);
        post(&MemoryStream::announceWritten);
    }
    if (m_closing && m_unsent.isEmpty() && m_peer) {
        m_state = State::Closed;
        m_peer->post(&MemoryStream::announceEnd);
    }
}

void MemoryStream::close()
{
    if (m_state == State::Closed)
        return;
    m_closing = true;
    transfer();
}

void MemoryStream::abort()
{
    if (m_state == State::Closed && !m_closing)
        return;
    m_state = State::Closed;
    m_closing = false;
    m_unsent.clear();
    m_received.clear();
    if (m_peer)
        m_peer->post(&MemoryStream::announceEnd);
}

void MemoryStream::breakWith(const Error &error)
{
    m_state = State::Closed;
    emit failed(error);
}

void MemoryStream::post(void (MemoryStream::*action)())
{
    if (m_options.delivery == Delivery::Direct)
        (this->*action)();
    else
        QMetaObject::invokeMethod(this, action, Qt::QueuedConnection);
}

void MemoryStream::announceRead()
{
    m_readPosted = false;
    if (!m_received.isEmpty())
        emit readyRead();
}

void MemoryStream::announceWritten()
{
    emit bytesWritten();
}

void MemoryStream::announceEnd()
{
    if (m_state != State::Open)
        return;
    m_state = State::PeerEnded;
    emit endOfStream();
}

} // namespace sluice
