// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace sluice {

//! The server-sent events of one message, one piece per call: the opening, text deltas, the ending.
class ClaudeMessageStream
{
public:
    enum class Ending : std::uint8_t { Complete, CutOff, ErrorEvent };

    struct Plan
    {
        QByteArray id = {};
        QString model = {};
        QByteArray text = {}; //!< split into words; unused with `timedEvents`
        int timedEvents = 0; //!< so many deltas that say when they were made, "at <monotonic microseconds> "
        Ending ending = Ending::Complete; //!< the others end half-way
    };

    explicit ClaudeMessageStream(const Plan &plan);
    //! The next piece; nullopt at the end.
    std::optional<QByteArray> next();

private:
    QByteArray opening() const;
    QByteArray delta() const;
    QByteArray ending() const;

    Plan m_plan;
    QList<QByteArray> m_words;
    int m_deltas;
    int m_position = -1; // -1: the opening
};

} // namespace sluice
