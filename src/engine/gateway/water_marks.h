// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

namespace sluice {

// Relaying stops reading one side while more than this waits for the other, and goes on below the low mark.
inline constexpr qint64 highWaterMark = 256 * 1024; //!< bytes
inline constexpr qint64 lowWaterMark = 64 * 1024; //!< bytes

} // namespace sluice
