// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"

namespace sluice::http {

//! A head as bytes, with the empty line. A byte that would end a line early (CR, LF, NUL) never gets out: it
//! is our own bug, so it asserts, and a release build writes a space.
QByteArray toBytes(const RequestHead &head);
QByteArray toBytes(const ResponseHead &head);

//! Appends `data` as one chunk; nothing for no data, since an empty chunk ends a body.
void appendChunk(QByteArray &out, QByteArrayView data);
inline constexpr QByteArrayView lastChunk = "0\r\n\r\n";

} // namespace sluice::http
