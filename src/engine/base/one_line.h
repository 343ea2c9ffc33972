// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace sluice {

//! Whether it holds neither line breaks nor other control characters, as every id and name has to.
bool fitsOneLine(const QString &text);

//! The text with a space for everything that does not fit one line or would turn the direction of what
//! follows round, so that it can neither end the line nor steer the terminal that shows it.
QString onOneLine(QString text);

} // namespace sluice
