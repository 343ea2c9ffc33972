// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/sse_reader.h"

#include "tests/fuzz/fuzz_input.h"

using namespace sluice;
using namespace sluice::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const FuzzInput input(data, size);
    for (const auto &wanted : {QList<QByteArray>{}, QList<QByteArray>{"a"}}) {
        SseReader whole(wanted);
        const auto once = whole.feed(input.whole);
        SseReader parts(wanted);
        auto twice = parts.feed(input.first());
        twice += parts.feed(input.second());
        require(once == twice);
    }
    return 0;
}
