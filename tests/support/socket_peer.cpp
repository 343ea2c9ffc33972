// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/socket_peer.h"

#include "engine/transport/byte_stream.h"

namespace sluice {

namespace {

constexpr qint64 maxHeadBytes = 64 * 1024;

} // namespace

SocketPeer::SocketPeer(std::unique_ptr<ByteStream> stream, const QByteArray &upgrade, Clock &clock)
    : m_stream(std::move(stream))
    , m_clock(clock)
    , m_parser(maxHeadBytes, "GET")
{
    connect(m_stream.get(), &ByteStream::readyRead, this, &SocketPeer::read);
    m_stream->write(upgrade);
    m_stream->flush();
}

SocketPeer::~SocketPeer() = default;

void SocketPeer::leave()
{
    if (m_socket)
        m_socket->abort();
    else if (m_stream)
        m_stream->abort();
}

void SocketPeer::read()
{
    const auto bytes = m_stream->read(maxHeadBytes);
    if (m_head) {
        m_body += bytes;
        return;
    }
    const auto progress = m_parser.feed(bytes);
    if (!progress || !progress->complete)
        return;
    m_head = m_parser.takeHead();
    const auto rest = bytes.sliced(progress->taken);
    if (m_head->status != 101) {
        m_body = rest;
        return;
    }
    m_stream->disconnect(this);
    m_socket = std::make_unique<WebSocketConnection>(
        m_stream.release(), rest, WebSocketConnection::Options{.role = websocket::Role::Client}, m_clock,
        m_random, nullptr);
    const auto keep = [this](const QByteArray &message) { received.append(message); };
    connect(m_socket.get(), &WebSocketConnection::textReceived, this, keep);
    connect(m_socket.get(), &WebSocketConnection::binaryReceived, this, keep);
    connect(m_socket.get(), &WebSocketConnection::closed, this, [this](quint16 code) { closedWith = code; });
}

} // namespace sluice
