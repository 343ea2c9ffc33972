// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QStringList>

namespace sluice {

// How config.json spells the values of our enums, in the order of the enumerators.

inline QStringList storeNames()
{
    return {QStringLiteral("keychain"), QStringLiteral("vault"), QStringLiteral("file")};
}

inline QStringList strategyNames()
{
    return {QStringLiteral("least-used"), QStringLiteral("round-robin"), QStringLiteral("random"),
            QStringLiteral("fallback")};
}

inline QStringList priorityNames()
{
    return {QStringLiteral("low"), QStringLiteral("normal"), QStringLiteral("high")};
}

} // namespace sluice
