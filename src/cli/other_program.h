// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QStringList>

#include <optional>

namespace sluice {

//! Goes on as another program, in this process where the system can do that; else the result is the exit code
//! with which it ended. Nothing: it cannot be started.
std::optional<int> becomeProgram(const QString &program, const QStringList &arguments);

} // namespace sluice
