// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QList>

namespace sluice::http {

//! One event of a text/event-stream. An event without a name has an empty one.
struct SseEvent
{
    QByteArray event = {};
    QByteArray data = {}; //!< lines joined by LF
    QByteArray id = {};
    bool operator==(const SseEvent &) const = default;
};

//! Events out of bytes, cut anywhere, lines ended by CRLF, LF or CR. Holds one event at most; one longer than
//! 1 MiB is skipped.
class SseReader
{
public:
    static constexpr qsizetype maxEventBytes = 1024 * 1024;

    //! With `wanted`, events of other names are passed over: once an `event:` line says so, their data is
    //! neither copied nor kept. Events without a name are always wanted.
    explicit SseReader(QList<QByteArray> wanted = {});

    //! The events that `bytes` complete.
    QList<SseEvent> feed(QByteArrayView bytes);

private:
    void keepCutLine(QByteArrayView piece);
    void skipEvent();
    void onLine(QByteArrayView line, QList<SseEvent> *events);
    void onField(QByteArrayView name, QByteArrayView value);

    QList<QByteArray> m_wanted;
    SseEvent m_event;
    QByteArray m_cutLine;
    bool m_hasData = false;
    bool m_skipping = false; // this event: too long or not wanted
    bool m_afterCr = false; // an LF now belongs to the CR before it
    bool m_atStart = true; // a byte order mark may come
};

} // namespace sluice::http
