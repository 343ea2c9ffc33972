// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/platform/x11.h"

namespace sluice::x11 {

bool hasTray()
{
    return false;
}

bool hasCompositor()
{
    return false;
}

std::unique_ptr<QAbstractNativeEventFilter> watchForTray(std::function<void()> /*appeared*/)
{
    return nullptr;
}

} // namespace sluice::x11
