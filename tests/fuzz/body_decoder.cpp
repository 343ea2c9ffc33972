// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/body_decoder.h"

#include "tests/fuzz/fuzz_input.h"

using namespace sluice;
using namespace sluice::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const FuzzInput input(data, size);
    const BodyFraming framing{BodyFraming::Kind::Chunked};
    BodyDecoder whole(framing, 10'000);
    const auto once = whole.feed(input.whole);

    BodyDecoder parts(framing, 10'000);
    const auto first = parts.feed(input.first());
    if (!first) {
        require(!once && once.error() == first.error());
        return 0;
    }
    const auto second = parts.feed(input.second());
    require(once.has_value() == second.has_value());
    if (!once) {
        require(once.error() == second.error());
        return 0;
    }
    require(once->data == first->data + second->data);
    require(once->taken == first->taken + second->taken);
    require(once->data.size() <= 10'000 && whole.isComplete() == parts.isComplete());
    return 0;
}
