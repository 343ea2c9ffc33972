// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/advisory_lock.h"

#include <QtCore/QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr int ownerOnly = 0600;

} // namespace

Result<std::unique_ptr<AdvisoryLock>> AdvisoryLock::acquire(const QString &path)
{
    // A link in its place could make us create a file anywhere.
    const auto file =
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, ownerOnly);
    if (file < 0)
        return failure(ErrorCode::FileFailed,
                       u"cannot open the lock %1: %2"_s.arg(path, qt_error_string(errno)));
    std::unique_ptr<AdvisoryLock> lock(new AdvisoryLock(path, file));
    while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return failure(ErrorCode::LockBusy, u"the lock %1 is held by another program"_s.arg(path));
        if (errno != EINTR)
            return failure(ErrorCode::FileFailed, u"cannot lock %1: %2"_s.arg(path, qt_error_string(errno)));
    }
    // Somebody may have put another file there before we locked this one.
    if (!lock->verify())
        return failure(ErrorCode::LockBusy, u"the lock %1 was replaced just now"_s.arg(path));
    return lock;
}

AdvisoryLock::AdvisoryLock(QString path, int file) : m_path(std::move(path)), m_file(file)
{
    struct stat status = {};
    if (::fstat(m_file, &status) == 0)
        m_facts = FileFacts::of(status);
}

AdvisoryLock::~AdvisoryLock()
{
    ::close(m_file);
}

Status AdvisoryLock::verify() const
{
    const auto facts = FileFacts::ofPath(m_path);
    if (!facts || !facts->isSameFile(m_facts))
        return failure(ErrorCode::LockLost, u"another program has removed the lock %1"_s.arg(m_path));
    return Done{};
}

} // namespace sluice
