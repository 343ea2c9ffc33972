// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/read_file.h"
#include "engine/base/result.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <cstdint>

namespace sluice {

enum class ReplacedMode : std::uint8_t {
    Kept, //!< an existing file's mode
    OwnerOnly, //!< 0600 whatever it was
};

//! Replaces the whole file or leaves it as it was: a 0600 temporary file beside it, fsync, rename, fsync of
//! the directory. A symbolic link stays and its target is replaced; what is no regular file never is.
Status replaceFile(const QString &path, QByteArrayView content, ReplacedMode mode = ReplacedMode::Kept);

//! The same for a file that others write without our lock, an editor for instance: FileChanged, and the file
//! stays, where it no longer says `before` when the new content is ready. No file says nothing.
Status replaceUnchanged(const QString &path, QByteArrayView before, QByteArrayView content,
                        ReplacedMode mode = ReplacedMode::Kept);

//! Removes the file; of a symbolic link its target, and the link stays. None: done.
Status removeFile(const QString &path);

//! Makes the directory and what is missing above it, readable by nobody else; an existing one stays as it is.
Status makePrivateDirectory(const QString &path);

//! NotWritable unless replaceFile() can work: a regular file opens for writing and its directory takes new
//! files.
Status checkWritable(const QString &path);

//! FileFailed unless replaceFile() finds room for so many bytes now: tried with a file that goes again.
Status checkRoom(const QString &path, qsizetype bytes);

//! What a replaceFile() that was killed has left beside the file. Hold a lock that keeps other writers away.
void removeAbandoned(const QString &path);

} // namespace sluice
