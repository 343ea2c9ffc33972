// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/read_file.h"

#include <QtCore/QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFileBytes = 16 * 1024 * 1024;

Failure unreadable(const QString &path, const QString &why, ErrorCode code = ErrorCode::FileFailed)
{
    return failure(code, u"cannot read %1: %2"_s.arg(path, why));
}

bool isRegular(int handle)
{
    struct stat status = {};
    return ::fstat(handle, &status) == 0 && S_ISREG(status.st_mode);
}

} // namespace

Result<QByteArray> readFile(const QString &path)
{
    const auto notRegular = u"it is not a regular file"_s;
    // O_NONBLOCK: else a FIFO would hold us here until somebody writes into it.
    const auto handle =
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (handle < 0) {
        const auto reason = errno;
        // Only ENOENT says that there is none: behind a folder without access nobody can tell.
        const auto code = reason == ENOENT ? ErrorCode::NotFound : ErrorCode::FileFailed;
        return unreadable(path, reason == ENXIO ? notRegular : qt_error_string(reason), code); // a socket
    }
    if (!isRegular(handle)) {
        ::close(handle);
        return unreadable(path, notRegular);
    }
    QFile file;
    if (!file.open(handle, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(handle);
        return unreadable(path, file.errorString());
    }
    const auto content = file.read(maxFileBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return unreadable(path, file.errorString());
    if (content.size() > maxFileBytes)
        return failure(ErrorCode::FileFailed, u"%1 is larger than 16 MiB"_s.arg(path));
    return content;
}

} // namespace sluice
