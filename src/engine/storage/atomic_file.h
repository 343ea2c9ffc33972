// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <cstdint>

namespace sluice {

//! The whole file. NotFound where there is none, FileFailed for anything else, also for more than 16 MiB.
Result<QByteArray> readFile(const QString &path);

enum class ReplacedMode : std::uint8_t {
    Kept, //!< an existing file's mode
    OwnerOnly, //!< 0600 whatever it was
};

//! Replaces the whole file or leaves it as it was: a 0600 temporary file beside it, fsync, rename, fsync of
//! the directory. A symbolic link stays and its target is replaced.
Status replaceFile(const QString &path, QByteArrayView content, ReplacedMode mode = ReplacedMode::Kept);

//! Removes the file; of a symbolic link its target, and the link stays. None: done.
Status removeFile(const QString &path);

//! Makes the directory and what is missing above it, readable by nobody else; an existing one stays as it is.
Status makePrivateDirectory(const QString &path);

//! NotWritable unless replaceFile() can work: the file opens for writing and its directory takes new files.
Status checkWritable(const QString &path);

//! What a replaceFile() that was killed has left beside the file. Hold a lock that keeps other writers away.
void removeAbandoned(const QString &path);

} // namespace sluice
