// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

namespace sluice {

//! While it lives, a terminal on standard input does not show what is typed or pasted, but for the end of the
//! line. A signal that ends the program meanwhile brings the terminal back first. One per process.
class HiddenInput
{
public:
    HiddenInput();
    ~HiddenInput();
    Q_DISABLE_COPY_MOVE(HiddenInput)
};

} // namespace sluice
