// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command.h"

#include <QtCore/QString>

namespace sluice {

//! What `sluice doctor` found. One line each: what was looked at, how it is, and what to do.
class Findings
{
public:
    void good(const QString &text) { printOut(QStringLiteral("ok       %1").arg(text)); }
    void warn(const QString &text, const QString &remedy)
    {
        printOut(QStringLiteral("warning  %1: %2").arg(text, remedy));
    }
    void bad(const QString &text, const QString &remedy)
    {
        printOut(QStringLiteral("problem  %1: %2").arg(text, remedy));
        m_exitCode = ExitFailed;
    }
    int exitCode() const { return m_exitCode; }

private:
    int m_exitCode = ExitDone;
};

} // namespace sluice
