// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace sluice {

// What the text events of a made-up answer hold.

//! "at <monotonic microseconds> ": when the event was made, for whoever measures how long it travelled.
QByteArray timeStamp();
//! The words of a text, each but the last with the space behind it.
QList<QByteArray> wordsOf(const QByteArray &text);
//! `event: name` with its data, as server-sent events are written.
QByteArray serverSentEvent(const QByteArray &name, const QByteArray &data);

} // namespace sluice
