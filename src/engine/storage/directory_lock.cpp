// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/directory_lock.h"

#include "engine/base/logging.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto heartbeatInterval = 5s;
constexpr qint64 nsPerMs = 1'000'000;

//! Without following a link: a link in the lock's place is not a lock.
std::optional<FileFacts> factsAt(const QString &path)
{
    struct stat status = {};
    if (::lstat(QFile::encodeName(path).constData(), &status) != 0)
        return std::nullopt;
    return FileFacts::of(status);
}

bool isStale(const FileFacts &facts, milliseconds stale, SystemTime now)
{
    return facts.modifiedNs / nsPerMs < toUnixMilliseconds(now - stale);
}

Failure busy(const QString &path, const QString &why)
{
    return failure(ErrorCode::LockBusy, u"the lock %1 %2"_s.arg(path, why));
}

//! Clears a stale lock out of the way. Whoever looks at it at the same time may be faster: then the lock is
//! busy.
Status removeStale(const LockSpec &spec, SystemTime now)
{
    const auto facts = factsAt(spec.path);
    if (!facts)
        return Done{}; // released meanwhile
    if (!facts->isDirectory)
        return busy(spec.path, u"is blocked by something that is no directory; remove it"_s);
    if (!isStale(*facts, spec.stale, now))
        return busy(spec.path, u"is held by another program"_s);
    if (::rmdir(QFile::encodeName(spec.path).constData()) == 0) {
        qCInfo(lcStorage).noquote() << "took over the stale lock" << spec.path;
        return Done{};
    }
    if (errno == ENOENT)
        return Done{};
    if (errno == ENOTEMPTY || errno == EEXIST)
        return busy(spec.path, u"is stale but not empty; look into it and remove it"_s);
    return failure(ErrorCode::FileFailed, u"cannot remove %1: %2"_s.arg(spec.path, qt_error_string(errno)));
}

} // namespace

LockSight lookAtLock(const LockSpec &spec, SystemTime now)
{
    using State = LockSight::State;
    const auto facts = factsAt(spec.path);
    if (!facts)
        return {};
    if (!facts->isDirectory)
        return {.state = State::NoDirectory};
    const auto renewed = fromUnixMilliseconds(facts->modifiedNs / nsPerMs);
    const auto age = std::max(std::chrono::duration_cast<milliseconds>(now - renewed), milliseconds{0});
    if (!isStale(*facts, spec.stale, now))
        return {.state = State::Held, .age = age};
    const bool isEmpty =
        QDir(spec.path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    return {.state = isEmpty ? State::Stale : State::StaleNotEmpty, .age = age};
}

Result<std::unique_ptr<DirectoryLock>> DirectoryLock::acquire(const LockSpec &spec, Clock &clock)
{
    const auto name = QFile::encodeName(spec.path);
    auto made = ::mkdir(name.constData(), 0755) == 0;
    if (!made && errno == EEXIST) {
        if (const auto removed = removeStale(spec, clock.now()); !removed)
            return failure(removed.error());
        made = ::mkdir(name.constData(), 0755) == 0;
    }
    if (!made && errno == EEXIST)
        return busy(spec.path, u"was taken by another program just now"_s);
    if (!made)
        return failure(ErrorCode::FileFailed, u"cannot make %1: %2"_s.arg(spec.path, qt_error_string(errno)));

    const auto directory = ::open(name.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (directory < 0) {
        const auto reason = qt_error_string(errno);
        ::rmdir(name.constData());
        return failure(ErrorCode::FileFailed, u"cannot open %1: %2"_s.arg(spec.path, reason));
    }
    std::unique_ptr<DirectoryLock> lock(new DirectoryLock(spec, clock, directory));
    if (const auto renewed = lock->renew(); !renewed)
        return failure(renewed.error());
    lock->scheduleHeartbeat();
    return lock;
}

DirectoryLock::DirectoryLock(LockSpec spec, Clock &clock, int directory)
    : m_spec(std::move(spec))
    , m_clock(clock)
    , m_directory(directory)
{
    struct stat status = {};
    if (::fstat(m_directory, &status) == 0)
        m_facts = FileFacts::of(status);
}

DirectoryLock::~DirectoryLock()
{
    if (verify() && ::rmdir(QFile::encodeName(m_spec.path).constData()) != 0)
        qCWarning(lcStorage).noquote() << "cannot remove the lock" << m_spec.path << qt_error_string(errno);
    ::close(m_directory);
}

Status DirectoryLock::verify() const
{
    const auto facts = factsAt(m_spec.path);
    if (m_isLost || !facts || !facts->isSameFile(m_facts) || facts->modifiedNs != m_facts.modifiedNs)
        return failure(ErrorCode::LockLost, u"another program has taken the lock %1"_s.arg(m_spec.path));
    return Done{};
}

Status DirectoryLock::renew()
{
    const auto now = toUnixMilliseconds(m_clock.now());
    const timespec time{.tv_sec = now / 1000, .tv_nsec = (now % 1000) * nsPerMs};
    const std::array times{time, time};
    struct stat status = {};
    // What the file system stored counts, not what was asked for: some keep whole seconds only.
    if (::futimens(m_directory, times.data()) != 0 || ::fstat(m_directory, &status) != 0)
        return failure(ErrorCode::FileFailed,
                       u"cannot renew %1: %2"_s.arg(m_spec.path, qt_error_string(errno)));
    m_facts = FileFacts::of(status);
    return Done{};
}

void DirectoryLock::scheduleHeartbeat()
{
    m_heartbeat = m_clock.after(heartbeatInterval, [this] {
        auto status = verify();
        if (status)
            status = renew();
        if (!status) {
            m_isLost = true;
            qCWarning(lcStorage).noquote() << status.error().detail;
            return;
        }
        scheduleHeartbeat();
    });
}

} // namespace sluice
