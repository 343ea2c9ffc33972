// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/lingering_socket.h"

#include "engine/transport/native_socket.h"

#include <QtCore/QThread>

#include <array>
#include <utility>

namespace sluice {

namespace {

constexpr milliseconds stalledTimeout = 30s; // without a byte leaving
constexpr milliseconds discardTimeout = 5s; // for the peer's end, after ours

} // namespace

LingeringSocket::LingeringSocket(qintptr descriptor, SendQueue outgoing, ConnectionPlace place, Clock &clock)
    : m_clock(clock)
    , m_descriptor(descriptor)
    , m_outgoing(std::move(outgoing))
    , m_place(std::move(place))
    , m_readNotifier(descriptor, QSocketNotifier::Read)
    , m_writeNotifier(descriptor, QSocketNotifier::Write)
{
    connect(&m_readNotifier, &QSocketNotifier::activated, this, &LingeringSocket::onReadable);
    connect(&m_writeNotifier, &QSocketNotifier::activated, this, &LingeringSocket::onWritable);
    connect(QThread::currentThread(), &QThread::finished, this, &QObject::deleteLater);
    if (m_outgoing.isEmpty())
        endSending();
    else
        giveUpAfter(stalledTimeout);
}

LingeringSocket::~LingeringSocket()
{
    m_readNotifier.setEnabled(false);
    m_writeNotifier.setEnabled(false);
    native::close(m_descriptor);
}

void LingeringSocket::abort()
{
    native::resetOnClose(m_descriptor);
    delete this;
}

void LingeringSocket::onWritable()
{
    const auto sent = native::send(m_descriptor, m_outgoing.view().data(), m_outgoing.size());
    if (sent.outcome == native::Outcome::WouldBlock)
        return;
    if (sent.outcome != native::Outcome::Done) {
        delete this;
        return;
    }
    m_outgoing.consume(sent.bytes);
    if (m_outgoing.isEmpty())
        endSending();
    else
        giveUpAfter(stalledTimeout);
    emit bytesWritten();
}

void LingeringSocket::onReadable()
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): is filled at once
    std::array<char, 64 * 1024> discarded;
    const auto received = native::receive(m_descriptor, discarded.data(), discarded.size());
    switch (received.outcome) {
    case native::Outcome::Done:
    case native::Outcome::WouldBlock:
        return;
    case native::Outcome::Ended:
        m_readNotifier.setEnabled(false);
        if (m_outgoing.isEmpty())
            delete this;
        return;
    case native::Outcome::Failed:
        delete this;
        return;
    }
}

void LingeringSocket::endSending()
{
    m_writeNotifier.setEnabled(false);
    native::shutdownSending(m_descriptor);
    // The peer may have ended its side before: then the notifier has to see that once more.
    m_readNotifier.setEnabled(true);
    giveUpAfter(discardTimeout);
}

void LingeringSocket::giveUpAfter(milliseconds delay)
{
    m_deadline = m_clock.after(delay, [this] { deleteLater(); });
}

} // namespace sluice
