// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "simulator/codex_answers.h"

#include <QtCore/QList>

#include <optional>

namespace sluice {

//! The events of one response, as many at a time as belong together: the opening, text deltas, the ending.
//! They are the same over HTTP, as server-sent events, and as messages on a WebSocket.
class CodexResponseStream
{
public:
    struct Event
    {
        QByteArray type = {};
        QByteArray json = {};
    };

    struct Plan
    {
        CodexAnswer answer = {}; //!< without text: a warm-up, which has no output
        int timedEvents = 0; //!< so many deltas that say when they were made, see timeStamp()
        QByteArray first = {}; //!< a message that goes before all others
        QByteArray failure = {}; //!< takes the place of what follows the stop
        //! Ends after so many deltas; -1: before the response is created; half: see halfOf().
        std::optional<int> stopAfter = {};
    };

    explicit CodexResponseStream(Plan plan);
    //! Empty at the end.
    QList<Event> next();
    static int halfOf(const Plan &plan);

private:
    Event event(const QByteArray &type, const QByteArray &members);
    QList<Event> opening();
    QList<Event> delta();
    QList<Event> ending();
    QList<Event> failure();

    Plan m_plan;
    QList<QByteArray> m_words;
    int m_deltas;
    int m_position = -1; // -1: the opening
    int m_sequence = 0;
};

} // namespace sluice
