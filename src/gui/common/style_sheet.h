// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/common/theme.h"

#include <QtCore/QString>

class QWidget;

namespace sluice {

//! How stock widgets look inside our larger windows. Buttons with the property `primary` are filled.
QString windowStyle(const Theme &theme);
//! Gives one of those windows the colours and the style that go with the system as it is now.
void applyWindowTheme(QWidget &window);
//! Does so now and whenever the system changes its colours.
void followSystemTheme(QWidget &window);
//! A narrow one without arrows, for a small window.
QString scrollBarStyle(const Theme &theme);

} // namespace sluice
