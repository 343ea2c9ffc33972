// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/read_file.h"

#include <QtCore/QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFileBytes = 16 * 1024 * 1024;
constexpr qint64 blockBytes = 16 * 1024;

Failure unreadable(const QString &path, const QString &why, ErrorCode code = ErrorCode::FileFailed)
{
    return failure(code, u"cannot read %1: %2"_s.arg(path, why));
}

bool isRegular(int handle)
{
    struct stat status = {};
    return ::fstat(handle, &status) == 0 && S_ISREG(status.st_mode);
}

//! At most one byte more than a file may have. Its size is only a guess: another program may be writing, and
//! a file below /proc says 0 whatever it holds.
QByteArray readAtMost(QFile &file)
{
    QByteArray result;
    const auto size = file.size();
    auto wanted = size > 0 ? size + 1 : blockBytes;
    while (result.size() <= maxFileBytes) {
        const auto more = file.read(std::min(wanted, maxFileBytes + 1 - result.size()));
        if (more.isEmpty())
            break;
        result += more;
        wanted = blockBytes;
    }
    return result;
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
    const auto content = readAtMost(file);
    if (file.error() != QFileDevice::NoError)
        return unreadable(path, file.errorString());
    if (content.size() > maxFileBytes)
        return failure(ErrorCode::FileFailed, u"%1 is larger than 16 MiB"_s.arg(path));
    return content;
}

} // namespace sluice
