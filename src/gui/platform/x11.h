// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

namespace sluice::x11 {

// Who owns the selections by which X11 programs find one another. False anywhere but on X11.

bool hasTray(); //!< an XEmbed tray
bool hasCompositor(); //!< translucent windows are blended

} // namespace sluice::x11
