// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/bench/load/event_delays.h"

#include <chrono>
#include <cstdlib>

namespace sluice::bench {

namespace {

constexpr std::string_view mark = "\"at ";
constexpr std::size_t longestMark = 32;

} // namespace

std::int64_t monotonicMicroseconds()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

void EventDelays::feed(std::string_view bytes, std::int64_t now, bool counted, Samples &samples)
{
    m_rest += bytes;
    std::size_t from = 0;
    for (;;) {
        const std::size_t at = m_rest.find(mark, from);
        if (at == std::string::npos) {
            from = std::max(from, m_rest.size() - std::min(m_rest.size(), mark.size() - 1));
            break;
        }
        const std::size_t end = m_rest.find(' ', at + mark.size());
        if (end == std::string::npos) {
            from = at;
            break;
        }
        if (counted)
            samples.add(now - std::strtoll(m_rest.c_str() + at + mark.size(), nullptr, 10));
        from = end;
    }
    m_rest.erase(0, from);
    if (m_rest.size() > longestMark)
        m_rest.clear();
}

} // namespace sluice::bench
