// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/units.h"

#include <QtCore/QString>

namespace sluice {

//! A directory lock that a provider's own CLI honours (spec/claude.md 2.3).
struct LockSpec
{
    QString path = {};
    milliseconds stale = 10s; //!< older than this may be taken over
    bool operator==(const LockSpec &) const = default;
};

} // namespace sluice
