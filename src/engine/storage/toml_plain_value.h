// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>

namespace sluice {

//! Whether the text is a boolean, a number, a date or a time of TOML.
bool isTomlPlainValue(const QByteArray &text);

} // namespace sluice
