// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace sluice {

//! The whole file. NotFound where there is none, FileFailed for anything else, also for more than 16 MiB.
Result<QByteArray> readFile(const QString &path);

//! Replaces the whole file or leaves it as it was: a 0600 temporary file beside it, fsync, rename, fsync of
//! the directory. A symbolic link stays and its target is replaced; an existing file keeps its mode.
Status replaceFile(const QString &path, QByteArrayView content);

//! Makes the directory and what is missing above it, readable by nobody else; an existing one stays as it is.
Status makePrivateDirectory(const QString &path);

//! NotWritable unless replaceFile() can work: the file opens for writing and its directory takes new files.
Status checkWritable(const QString &path);

//! What a replaceFile() that was killed has left beside the file. Hold a lock that keeps other writers away.
void removeAbandoned(const QString &path);

} // namespace sluice
