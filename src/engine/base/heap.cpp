// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/heap.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace sluice {

#ifdef __GLIBC__

void tuneHeap()
{
    constexpr int megabyte = 1024 * 1024;
    ::mallopt(M_ARENA_MAX, 1); // malloc_trim() gives back the top of the first arena only
    ::mallopt(M_MMAP_THRESHOLD, 32 * megabyte);
    ::mallopt(M_TRIM_THRESHOLD, 128 * megabyte);
}

void releaseUnusedMemory()
{
    ::malloc_trim(0);
}

#else

void tuneHeap() { }
void releaseUnusedMemory() { }

#endif

} // namespace sluice
