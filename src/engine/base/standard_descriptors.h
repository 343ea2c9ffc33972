// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

namespace sluice {

//! Puts /dev/null where a program was started without standard input, output or error: the first thing that
//! it opens itself would get the number, and whatever is printed or logged would go into a socket or a file
//! of ours. To be called before anything else is opened. Where a system has no such numbers, nothing happens.
void openStandardDescriptors();

} // namespace sluice
