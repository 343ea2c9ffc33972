// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QList>

#include <functional>

namespace sluice::http {

//! Lets a stream of server-sent events through as it comes, cut anywhere, but for the events of certain
//! names: those are gathered whole and replaced. Of all others nothing is held back but a beginning that may
//! still become such a name.
class SseFilter
{
public:
    //! Gets the whole event, its blank line included, and gives what goes on in its place; empty: nothing.
    using Replace = std::function<QByteArray(QByteArrayView event)>;
    using Sink = std::function<void(QByteArrayView bytes)>;

    //! An event is told by its first line: `event: NAME`, or data that begin with `{"type":"NAME"`.
    SseFilter(const QList<QByteArray> &names, Replace replace);

    void pass(QByteArrayView bytes, const Sink &sink);
    //! The stream has ended: the beginning that was held back goes, half an event to be replaced does not.
    void finish(const Sink &sink);

private:
    enum class State : std::uint8_t { AtStart, Passing, Gathering };
    enum class Match : std::uint8_t { No, NotYet, Yes };

    Match begin(QByteArrayView bytes, const Sink &sink);
    Match match(QByteArrayView beginning) const;
    qsizetype endOfEvent(QByteArrayView bytes, qsizetype at);
    void gather(QByteArrayView bytes, bool isWhole, const Sink &sink);

    QList<QByteArray> m_beginnings;
    qsizetype m_longest = 0;
    Replace m_replace;
    State m_state = State::AtStart;
    bool m_isLineEmpty = true; // what has come of the current line
    QByteArray m_held; // AtStart: bytes that may become a name; Gathering: the event so far
};

} // namespace sluice::http
