// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace sluice {

//! For files, questions about usage, the desktop and the threads of Qt, which ends the program when it gets
//! none for a new thread.
constexpr std::uint64_t reservedDescriptors = 256;

//! How many descriptors the program needs for so many clients: each has a connection to a provider, too.
constexpr std::uint64_t descriptorsFor(int clients)
{
    return 2 * static_cast<std::uint64_t>(clients) + reservedDescriptors;
}

//! For how many of `clients` so many descriptors are enough; for one at least.
constexpr int clientsWithin(std::uint64_t descriptors, int clients)
{
    if (descriptors >= descriptorsFor(clients))
        return clients;
    return descriptors < descriptorsFor(1) ? 1 : static_cast<int>((descriptors - reservedDescriptors) / 2);
}

//! What a process may have open may grow up to `hard`, and never goes down here.
constexpr std::uint64_t raisedLimit(std::uint64_t soft, std::uint64_t hard, std::uint64_t wanted)
{
    if (wanted <= soft)
        return soft;
    return wanted < hard ? wanted : hard;
}

//! Lets the process have `count` descriptors open, as far as the system allows it: usual are 1024 for a
//! process that does not ask. Returns how many it may have now. Where the system has no such limit, nothing
//! happens.
std::uint64_t allowDescriptors(std::uint64_t count);

} // namespace sluice
