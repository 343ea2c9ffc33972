// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QAbstractNativeEventFilter>

#include <functional>
#include <memory>

namespace sluice::x11 {

// Who owns the selections by which X11 programs find one another. False or null anywhere but on X11.

bool hasTray(); //!< an XEmbed tray
bool hasCompositor(); //!< translucent windows are blended

//! Calls `appeared` whenever a program may have become the XEmbed tray, as long as the result lives.
std::unique_ptr<QAbstractNativeEventFilter> watchForTray(std::function<void()> appeared);

} // namespace sluice::x11
