// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/http/message.h"

#include <array>

namespace sluice::http {

//! A head as bytes, with the empty line. A byte that would end a line early (CR, LF, NUL) never gets out: it
//! is our own bug, so it asserts, and a release build writes a space.
QByteArray toBytes(const RequestHead &head);
QByteArray toBytes(const ResponseHead &head);

//! What goes before the data of one chunk, of at least a byte; an empty chunk ends a body.
class ChunkHead
{
public:
    explicit ChunkHead(qsizetype dataSize);
    QByteArrayView bytes() const { return {m_bytes.data(), m_size}; }

private:
    std::array<char, 18> m_bytes = {}; // 16 digits and the line's end
    qsizetype m_size = 0;
};
inline constexpr QByteArrayView chunkEnd = "\r\n";
inline constexpr QByteArrayView lastChunk = "0\r\n\r\n";

} // namespace sluice::http
