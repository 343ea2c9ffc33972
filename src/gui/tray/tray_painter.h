// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/tray/tray_status.h"

#include <QtGui/QIcon>
#include <QtGui/QPixmap>

namespace sluice {

//! The icon at one size in device pixels. `dark`: light strokes over a dark body, else the other way round;
//! the body is filled, so both stand on a panel of either kind.
QPixmap trayPixmap(const TrayStatus &status, int size, bool dark);
//! All sizes that panels ask for.
QIcon trayIcon(const TrayStatus &status, bool dark);

} // namespace sluice
