// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace sluice {

//! The two rate-limit windows of an account, whichever words its provider has for them.
enum class WindowKind : std::uint8_t { FiveHour, Weekly };

} // namespace sluice
