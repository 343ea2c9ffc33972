// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QtGlobal>

#include <optional>

struct stat;

namespace sluice {

//! What tells one state of a file from another.
struct FileFacts
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 modifiedNs = 0; //!< since the epoch
    qint64 size = 0;
    unsigned mode = 0; //!< permission bits
    bool isDirectory = false;
    bool isRegular = false; //!< a plain file
    bool operator==(const FileFacts &) const = default;

    bool isSameFile(const FileFacts &other) const { return device == other.device && inode == other.inode; }
    bool isReadableByOthers() const { return (mode & 077U) != 0; }

    //! Follows symbolic links; nothing where the file is missing or cannot be seen.
    static std::optional<FileFacts> ofPath(const QString &path);
    static FileFacts of(const struct stat &status);
};

} // namespace sluice
