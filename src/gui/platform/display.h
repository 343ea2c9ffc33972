// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

class QProcessEnvironment;

namespace sluice {

//! Whether windows can be shown at all. Asked before Qt tries, which without a display ends the program.
bool hasDisplay(const QProcessEnvironment &variables);

} // namespace sluice
