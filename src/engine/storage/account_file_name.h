// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace sluice {

//! Any account id as one piece of a path: ASCII letters and digits stay, any other byte takes three.
QString asFileName(const QString &accountId);

//! No file system that people use takes names of more than 255 bytes. The longest one made of an id is
//! `recovery-ID.json.sluice.XXXXXX`, while the file is written.
constexpr qsizetype longestFileName = 255 - 28;

inline bool isTooLong(const QString &accountId)
{
    return asFileName(accountId).size() > longestFileName;
}

//! `wanted` and `ending`, and of `wanted` no more than is not too long.
QString fittingId(QString wanted, const QString &ending);

} // namespace sluice
