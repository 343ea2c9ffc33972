// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"

namespace sluice::http {

//! What a body says once the codings that its head names are undone: gzip, deflate, br and zstd. As much of
//! it as can be read, at most `maxBytes`: of a body that is cut or damaged what comes before, of one in an
//! unknown coding nothing.
QByteArray decodedContent(const Headers &headers, const QByteArray &body, qsizetype maxBytes);

} // namespace sluice::http
