// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/log_output.h"

#include <QtCore/QtGlobal>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#else
#include <io.h>
#endif

namespace sluice {

#ifdef Q_OS_UNIX

namespace {

//! Only these have a reader; what poll() says of other devices differs between systems.
bool hasReader(int descriptor)
{
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        return false;
    return S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || ::isatty(descriptor) == 1;
}

bool hasRoom(int descriptor)
{
    pollfd room{.fd = descriptor, .events = POLLOUT, .revents = 0};
    return ::poll(&room, 1, 0) == 1 && (room.revents & POLLOUT) != 0;
}

} // namespace

int descriptorForLog(int descriptor)
{
    const char *name = ::ttyname(descriptor);
    const int own = name ? ::open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1;
    return own < 0 ? descriptor : own;
}

qsizetype LogOutput::writeNow(QByteArrayView bytes) const
{
    constexpr qsizetype pieceSize = PIPE_BUF; // a pipe with any room takes as much without waiting
    const bool mayWait = hasReader(m_descriptor);
    qsizetype done = 0;
    while (done < bytes.size() && (!mayWait || hasRoom(m_descriptor))) {
        const auto piece = bytes.sliced(done, std::min(pieceSize, bytes.size() - done));
        const auto written = ::write(m_descriptor, piece.data(), static_cast<std::size_t>(piece.size()));
        if (written > 0)
            done += written;
        else if (errno != EINTR)
            break;
    }
    return done;
}

#else

int descriptorForLog(int descriptor)
{
    return descriptor;
}

qsizetype LogOutput::writeNow(QByteArrayView bytes) const
{
    return std::max(0, ::_write(m_descriptor, bytes.data(), static_cast<unsigned>(bytes.size())));
}

#endif

bool LogOutput::write(QByteArrayView line)
{
    if (m_brokeOff && writeNow("\n") == 0)
        return false;
    const auto written = writeNow(line);
    m_brokeOff = written > 0 && written < line.size();
    return written == line.size();
}

} // namespace sluice
