// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/request_parser.h"

#include "engine/http/writer.h"
#include "tests/fuzz/fuzz_input.h"

using namespace sluice;
using namespace sluice::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const FuzzInput input(data, size);
    RequestParser whole(4096);
    const auto once = whole.feed(input.whole);

    RequestParser parts(4096);
    auto twice = parts.feed(input.first());
    if (twice && !twice->complete)
        twice = parts.feed(input.second());
    require(once.has_value() == twice.has_value());
    if (!once) {
        require(once.error() == twice.error());
        return 0;
    }
    require(once->complete == twice->complete);
    if (!once->complete)
        return 0;
    require(whole.head() == parts.head() && whole.framing() == parts.framing());

    // What we pass on means the same to the next parser.
    RequestParser again(1024 * 1024);
    const auto written = again.feed(toBytes(whole.head()));
    require(written && written->complete && again.head() == whole.head());
    return 0;
}
