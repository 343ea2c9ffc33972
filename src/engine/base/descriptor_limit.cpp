// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/descriptor_limit.h"

#include <QtCore/QtGlobal>

#ifdef Q_OS_UNIX
#include <algorithm>
#include <climits>
#include <sys/resource.h>
#endif

namespace sluice {

#ifdef Q_OS_UNIX

std::uint64_t allowDescriptors(std::uint64_t count)
{
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return count; // nobody knows better
#ifdef OPEN_MAX // macOS takes no more, even where it says that there is no hard limit
    count = std::min<std::uint64_t>(count, OPEN_MAX);
#endif
    const auto soft = limit.rlim_cur;
    limit.rlim_cur = static_cast<rlim_t>(raisedLimit(soft, limit.rlim_max, count));
    if (limit.rlim_cur == soft || ::setrlimit(RLIMIT_NOFILE, &limit) != 0)
        return soft;
    return limit.rlim_cur;
}

#else

std::uint64_t allowDescriptors(std::uint64_t count)
{
    return count;
}

#endif

} // namespace sluice
