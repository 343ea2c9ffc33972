// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

namespace sluice {

//! Loads the language of the system, English plural forms where there is none. Call once, after QApplication
//! is built.
void installTranslations();

} // namespace sluice
