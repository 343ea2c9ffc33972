// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"

#include <QtCore/QString>

#include <cstdint>

namespace sluice {

//! A lock that a provider's own CLI honours.
struct LockSpec
{
    enum class Kind : std::uint8_t {
        Directory, //!< made to lock, removed to unlock (spec/claude.md 2.3)
        Advisory, //!< `flock` on a file that stays
    };
    QString path = {};
    milliseconds stale = 10s; //!< for Directory: older than this may be taken over
    Kind kind = Kind::Directory;
    bool operator==(const LockSpec &) const = default;
};

} // namespace sluice
