// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sluice::bench {

//! Durations in microseconds and their percentiles.
class Samples
{
public:
    void add(std::int64_t microseconds) { m_values.push_back(microseconds); }
    std::size_t size() const { return m_values.size(); }

    //! `{"count":…,"p50":…,"p90":…,"p99":…,"max":…}`
    std::string toJson()
    {
        std::sort(m_values.begin(), m_values.end());
        return "{\"count\":" + std::to_string(m_values.size()) + ",\"p50\":" + at(0.5) + ",\"p90\":" + at(0.9)
            + ",\"p99\":" + at(0.99) + ",\"max\":" + at(1) + "}";
    }

private:
    std::string at(double share) const
    {
        if (m_values.empty())
            return "null";
        const auto last = static_cast<double>(m_values.size() - 1);
        return std::to_string(m_values[static_cast<std::size_t>(last * share)]);
    }

    std::vector<std::int64_t> m_values;
};

} // namespace sluice::bench
