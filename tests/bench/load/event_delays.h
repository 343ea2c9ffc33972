// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/samples.h"

#include <string>
#include <string_view>

namespace sluice::bench {

std::int64_t monotonicMicroseconds();

//! Finds the simulator's send times, `"at <monotonic microseconds> `, in a stream cut anywhere.
class EventDelays
{
public:
    void feed(std::string_view bytes, std::int64_t now, bool counted, Samples &samples);
    void reset() { m_rest.clear(); }

private:
    std::string m_rest; // what may be the beginning of a mark
};

} // namespace sluice::bench
