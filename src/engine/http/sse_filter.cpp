// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/sse_filter.h"

#include <algorithm>
#include <utility>

namespace sluice::http {

namespace {

//! An event this long is none of those that are replaced, whatever it calls itself.
constexpr qsizetype longestEvent = 256 * 1024;

} // namespace

SseFilter::SseFilter(const QList<QByteArray> &names, Replace replace) : m_replace(std::move(replace))
{
    for (const auto &name : names) {
        for (const char *end : {"\n", "\r\n"}) {
            m_beginnings.append("event: " + name + end);
            m_beginnings.append("event:" + name + end);
        }
        m_beginnings.append("data: {\"type\":\"" + name + '"');
        m_beginnings.append("data:{\"type\":\"" + name + '"');
    }
    for (const auto &each : std::as_const(m_beginnings))
        m_longest = std::max(m_longest, each.size());
}

void SseFilter::pass(QByteArrayView bytes, const Sink &sink)
{
    qsizetype settled = 0; // what comes before was sent, held or replaced
    qsizetype at = 0;
    const auto sendUpTo = [&](qsizetype end) {
        if (end > settled)
            sink(bytes.sliced(settled, end - settled));
        settled = end;
    };
    while (at < bytes.size()) {
        if (m_state == State::AtStart) {
            const auto matched = begin(bytes.sliced(at), sink);
            if (matched != Match::No)
                sendUpTo(at);
            if (matched == Match::NotYet)
                return;
        }
        const auto end = endOfEvent(bytes, at);
        const auto stop = end < 0 ? bytes.size() : end;
        if (m_state == State::Gathering) {
            gather(bytes.sliced(at, stop - at), end >= 0, sink);
            settled = stop;
        }
        if (end >= 0)
            m_state = State::AtStart;
        at = stop;
    }
    sendUpTo(bytes.size());
}

void SseFilter::finish(const Sink &sink)
{
    if (m_state == State::AtStart && !m_held.isEmpty())
        sink(m_held);
    m_held.clear();
}

//! What the beginning of an event tells; NotYet: it is held until more of it has come.
SseFilter::Match SseFilter::begin(QByteArrayView bytes, const Sink &sink)
{
    const auto more = bytes.first(std::min(bytes.size(), m_longest - m_held.size()));
    const auto matched = m_held.isEmpty() ? match(more) : match(m_held + more.toByteArray());
    if (matched == Match::NotYet) {
        m_held.append(more);
        return matched;
    }
    if (!m_held.isEmpty())
        m_isLineEmpty = false;
    if (matched == Match::No && !m_held.isEmpty())
        sink(std::exchange(m_held, {}));
    m_state = matched == Match::Yes ? State::Gathering : State::Passing;
    return matched;
}

SseFilter::Match SseFilter::match(QByteArrayView beginning) const
{
    auto result = Match::No;
    for (const auto &each : m_beginnings) {
        if (beginning.startsWith(each))
            return Match::Yes;
        if (each.startsWith(beginning))
            result = Match::NotYet;
    }
    return result;
}

//! The place behind the blank line that ends the event, or -1 where it is not among these bytes.
qsizetype SseFilter::endOfEvent(QByteArrayView bytes, qsizetype at)
{
    while (at < bytes.size()) {
        const auto lineEnd = bytes.indexOf('\n', at);
        const auto line = bytes.sliced(at, (lineEnd < 0 ? bytes.size() : lineEnd) - at);
        const bool isEmpty = m_isLineEmpty && (line.isEmpty() || line == "\r");
        m_isLineEmpty = lineEnd >= 0 || isEmpty;
        if (lineEnd < 0)
            return -1;
        at = lineEnd + 1;
        if (isEmpty)
            return at;
    }
    return -1;
}

void SseFilter::gather(QByteArrayView bytes, bool isWhole, const Sink &sink)
{
    m_held.append(bytes);
    if (isWhole) {
        if (const auto replacement = m_replace(std::exchange(m_held, {})); !replacement.isEmpty())
            sink(replacement);
    } else if (m_held.size() > longestEvent) {
        sink(std::exchange(m_held, {}));
        m_state = State::Passing;
    }
}

} // namespace sluice::http
