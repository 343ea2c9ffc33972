// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/platform/display.h"

namespace sluice {

bool hasDisplay(const QProcessEnvironment &)
{
    return true;
}

} // namespace sluice
