// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/bench/load/turn_counter.h"

#include <algorithm>

namespace sluice::bench {

namespace {

constexpr std::string_view mark = R"("type":"response.completed")";
constexpr std::size_t longestShort = 125; // longer lengths take two or eight bytes of their own
constexpr std::size_t longestMedium = 0xffff;
constexpr int isMasked = 0x80;

} // namespace

int TurnCounter::feed(std::string_view bytes)
{
    m_rest += bytes;
    int turns = 0;
    std::size_t from = 0;
    for (std::size_t at = m_rest.find(mark); at != std::string::npos; at = m_rest.find(mark, from)) {
        ++turns;
        from = at + mark.size();
    }
    const std::size_t kept = std::min(m_rest.size() - from, mark.size() - 1);
    m_rest.erase(0, m_rest.size() - kept);
    return turns;
}

std::string clientTextFrame(std::string_view text)
{
    std::string frame(1, '\x81');
    const auto append = [&frame](std::size_t value, int bytes) {
        for (int i = bytes - 1; i >= 0; --i)
            frame += static_cast<char>(value >> (8 * i) & 0xff);
    };
    if (text.size() <= longestShort) {
        append(isMasked | text.size(), 1);
    } else if (text.size() <= longestMedium) {
        append(isMasked | 126, 1);
        append(text.size(), 2);
    } else {
        append(isMasked | 127, 1);
        append(text.size(), 8);
    }
    return frame + std::string(4, '\0') + std::string(text);
}

} // namespace sluice::bench
