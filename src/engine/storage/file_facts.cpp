// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/file_facts.h"

#include <QtCore/QFile>

#include <sys/stat.h>

namespace sluice {

FileFacts FileFacts::of(const struct stat &status)
{
#ifdef Q_OS_DARWIN
    const auto &modified = status.st_mtimespec;
#else
    const auto &modified = status.st_mtim;
#endif
    return {
        .device = static_cast<quint64>(status.st_dev),
        .inode = static_cast<quint64>(status.st_ino),
        .modifiedNs = static_cast<qint64>(modified.tv_sec) * 1'000'000'000 + modified.tv_nsec,
        .size = static_cast<qint64>(status.st_size),
        .mode = static_cast<unsigned>(status.st_mode & 07777U),
        .isDirectory = S_ISDIR(status.st_mode),
        .isRegular = S_ISREG(status.st_mode),
    };
}

std::optional<FileFacts> FileFacts::ofPath(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return std::nullopt;
    return of(status);
}

} // namespace sluice
