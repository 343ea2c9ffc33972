// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"
#include "engine/providers/codex/codex_windows.h"

#include <QtCore/QByteArrayView>

namespace sluice::codex {

//! A limit's id as it is stored: `codex`, `codex_bengalfox`. Empty stands for `codex` (spec/codex.md 6.2).
QString familyOf(QByteArrayView name);

//! One limit as the headers of an answer tell of it.
struct HeaderLimit
{
    QString family = {};
    QString displayName = {}; //!< empty: none is given
    LimitReading reading = {};
    const QString &scope() const { return displayName.isEmpty() ? family : displayName; }
};

//! Every limit that the headers name, the first few of them; names match by exact suffix.
QList<HeaderLimit> limitsIn(const http::Headers &headers, SystemTime now);
//! The limit that the request counted against.
QString activeFamily(const http::Headers &headers);
//! The field tells of a window or of a limit's name, whichever limit it is.
bool isWindowField(QByteArrayView name);

} // namespace sluice::codex
