// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

namespace sluice {

//! Suits the C library's heap to the gateway: two threads, bodies of megabytes that come and go. Freed memory
//! is kept for the next request instead of being mapped and unmapped each time; releaseUnusedMemory() gives
//! it back when it is quiet. Call it before the second thread starts. Does nothing where the C library has no
//! such settings.
void tuneHeap();

//! Gives free memory back to the system; some milliseconds after much use.
void releaseUnusedMemory();

} // namespace sluice
