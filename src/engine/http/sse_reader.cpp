// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/sse_reader.h"

namespace sluice::http {

namespace {

//! Where the line ends: at the first CR or LF, or -1.
qsizetype lineEnd(QByteArrayView bytes)
{
    const auto lineFeed = bytes.indexOf('\n');
    const auto carriageReturn = (lineFeed < 0 ? bytes : bytes.first(lineFeed)).indexOf('\r');
    return carriageReturn < 0 ? lineFeed : carriageReturn;
}

} // namespace

SseReader::SseReader(QList<QByteArray> wanted) : m_wanted(std::move(wanted)) { }

QList<SseEvent> SseReader::feed(QByteArrayView bytes)
{
    QList<SseEvent> events;
    while (!bytes.isEmpty()) {
        if (m_afterCr && bytes.front() == '\n')
            bytes = bytes.sliced(1);
        m_afterCr = false;
        const auto end = lineEnd(bytes);
        if (end < 0) {
            keepCutLine(bytes);
            break;
        }
        if (m_cutLine.isEmpty()) {
            onLine(bytes.first(end), &events);
        } else {
            keepCutLine(bytes.first(end));
            onLine(m_cutLine, &events);
            m_cutLine.clear();
        }
        m_afterCr = bytes[end] == '\r';
        bytes = bytes.sliced(end + 1);
    }
    return events;
}

//! Keeps the beginning of a line. Of a line that nobody wants one byte is enough to know that it is not
//! empty.
void SseReader::keepCutLine(QByteArrayView piece)
{
    if (m_skipping && !m_cutLine.isEmpty())
        return;
    if (m_cutLine.size() + m_event.data.size() + piece.size() > maxEventBytes) {
        skipEvent();
        m_cutLine = "-";
        return;
    }
    m_cutLine.append(piece);
}

void SseReader::skipEvent()
{
    m_skipping = true;
    m_event = {};
}

void SseReader::onLine(QByteArrayView line, QList<SseEvent> *events)
{
    if (m_atStart && line.startsWith("\xEF\xBB\xBF"))
        line = line.sliced(3);
    m_atStart = false;
    if (line.isEmpty()) {
        if (m_hasData && !m_skipping)
            events->append(std::move(m_event));
        m_event = {};
        m_hasData = false;
        m_skipping = false;
        return;
    }
    if (m_event.data.size() + line.size() > maxEventBytes)
        skipEvent();
    if (m_skipping)
        return;
    const auto colon = line.indexOf(':');
    if (colon == 0)
        return; // a comment
    auto value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    onField(colon < 0 ? line : line.first(colon), value);
}

void SseReader::onField(QByteArrayView name, QByteArrayView value)
{
    if (name == "data") {
        if (m_hasData)
            m_event.data.append('\n');
        m_event.data.append(value);
        m_hasData = true;
    } else if (name == "event") {
        m_event.event = value.toByteArray();
        m_skipping = !m_wanted.isEmpty() && !value.isEmpty() && !m_wanted.contains(m_event.event);
    } else if (name == "id") {
        m_event.id = value.toByteArray();
    }
}

} // namespace sluice::http
