// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/streamed_answer.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr qint64 highWaterMark = 256 * 1024;

} // namespace

StreamedAnswer::StreamedAnswer(Plan plan, StreamTicker &ticker, Outlet outlet, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_ticker(ticker)
    , m_outlet(std::move(outlet))
{
}

StreamedAnswer::~StreamedAnswer()
{
    m_ticker.cancel(m_due, this);
}

void StreamedAnswer::start()
{
    m_due = m_ticker.now();
    if (m_plan.interval == 0ms)
        pump();
    else
        tick();
}

void StreamedAnswer::tick()
{
    if (m_outlet.bytesToWrite() < highWaterMark) {
        const auto piece = m_plan.next();
        if (!piece) {
            end();
            return;
        }
        m_outlet.send(*piece);
    }
    // Whoever falls behind stays behind: catching up would keep the event loop from everything else.
    m_due = std::max(m_due + m_plan.interval, m_ticker.now() + 1ms);
    m_ticker.wakeAt(m_due, this);
}

void StreamedAnswer::pump()
{
    m_state = State::Sending;
    while (m_outlet.bytesToWrite() < highWaterMark) {
        const auto piece = m_plan.next();
        if (!piece) {
            end();
            return;
        }
        m_outlet.send(*piece);
    }
    m_state = State::Waiting;
}

void StreamedAnswer::onBytesWritten()
{
    if (m_state == State::Draining)
        end();
    else if (m_state == State::Waiting && m_plan.interval == 0ms)
        pump();
}

void StreamedAnswer::end()
{
    // A broken answer breaks after what was sent has left, or the client would see nothing of it.
    if (m_plan.end == End::Abort && m_outlet.bytesToWrite() > 0) {
        m_state = State::Draining;
        return;
    }
    m_state = State::Ended;
    emit finished(m_plan.end);
}

} // namespace sluice
