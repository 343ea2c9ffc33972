// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"
#include "simulator/stream_ticker.h"

#include <QtCore/QByteArray>
#include <QtCore/QObject>

#include <functional>
#include <optional>

namespace sluice {

//! Sends the body of one answer piece by piece: as fast as the client reads, or one piece per interval.
class StreamedAnswer final : public QObject, private Ticking
{
    Q_OBJECT

public:
    enum class End : std::uint8_t { Finish, Abort };

    struct Plan
    {
        std::function<std::optional<QByteArray>()> next = {}; //!< nullopt: no more
        milliseconds interval = 0ms; //!< 0: full speed
        End end = End::Finish;
    };

    //! Where the pieces go.
    struct Outlet
    {
        std::function<void(const QByteArray &)> send = {};
        std::function<qint64()> bytesToWrite = {};
    };

    //! onBytesWritten() wants to be called whenever the outlet's bytesToWrite() went down.
    StreamedAnswer(Plan plan, StreamTicker &ticker, Outlet outlet, QObject *parent);
    ~StreamedAnswer() override;
    void start();
    void onBytesWritten();

signals:
    //! All pieces are written; the receiver finishes the answer or breaks the connection.
    void finished(sluice::StreamedAnswer::End end);

private:
    void tick() override;
    void pump();
    void end();

    Plan m_plan;
    StreamTicker &m_ticker;
    Outlet m_outlet;
    SteadyTime m_due = {};
    enum class State : std::uint8_t { Waiting, Sending, Draining, Ended } m_state = State::Waiting;
};

} // namespace sluice
