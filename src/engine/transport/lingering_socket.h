// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/transport/connection_place.h"
#include "engine/transport/send_queue.h"

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>

namespace sluice {

//! The rest of a connection's life after we closed it: sends what is left, ends our side and discards what
//! still comes until the peer ends its own, because closing with unread bytes would reset the connection and
//! take our last answer with it. Deletes itself, at the latest when its thread ends.
class LingeringSocket final : public QObject
{
    Q_OBJECT

public:
    //! Takes the descriptor over.
    LingeringSocket(qintptr descriptor, SendQueue outgoing, ConnectionPlace place, Clock &clock);
    ~LingeringSocket() override;

    qint64 bytesToWrite() const { return m_outgoing.size(); }
    void abort();

signals:
    void bytesWritten();

private:
    void onWritable();
    void onReadable();
    void endSending();
    void giveUpAfter(milliseconds delay);

    Clock &m_clock;
    qintptr m_descriptor;
    SendQueue m_outgoing;
    ConnectionPlace m_place;
    QSocketNotifier m_readNotifier;
    QSocketNotifier m_writeNotifier;
    std::unique_ptr<Deadline> m_deadline;
};

} // namespace sluice
