// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
// An event stream gives the same events wherever the network cuts it.
#include "engine/http/sse_reader.h"

#include "tests/fuzz/check.h"

using sluice::http::SseReader;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray wire(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    SseReader whole;
    const auto expected = whole.feed(wire);
    const qsizetype cut = cutOf(data, wire.size());
    SseReader pieces;
    auto seen = pieces.feed(wire.first(cut));
    seen += pieces.feed(wire.sliced(cut));
    check(seen == expected);
    return 0;
}
