// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

namespace sluice {

//! The last word of main(), once all that is ours has been saved and is gone: gives `code` back, or ends the
//! process with it at once where a lookup of a name may still run.
int endProcess(int code);

} // namespace sluice
