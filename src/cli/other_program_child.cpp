// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "cli/other_program.h"

#include <QtCore/QProcess>

namespace sluice {

std::optional<int> becomeProgram(const QString &program, const QStringList &arguments)
{
    const int exitCode = QProcess::execute(program, arguments);
    return exitCode == -2 ? std::nullopt : std::optional(exitCode); // -2: it was not started
}

} // namespace sluice
