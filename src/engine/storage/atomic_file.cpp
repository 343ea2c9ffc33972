// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/atomic_file.h"

#include "engine/storage/file_facts.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *temporaryEnding = ".sluice.XXXXXX"; // no other program makes such files

Failure systemFailure(const QString &what, const QString &path, ErrorCode code = ErrorCode::FileFailed)
{
    return failure(code, u"%1 %2: %3"_s.arg(what, path, qt_error_string(errno)));
}

//! A new file beside `target` that goes away again unless it takes the target's place.
class TemporarySibling
{
public:
    explicit TemporarySibling(const QString &target)
        : m_target(target)
        , m_name(QFile::encodeName(target) + temporaryEnding)
        , m_handle(::mkostemp(m_name.data(), O_CLOEXEC)) // 0600 and O_EXCL by definition
    {
    }
    ~TemporarySibling()
    {
        if (m_handle >= 0)
            ::close(m_handle);
        if (m_handle >= 0 && !m_isRenamed)
            ::unlink(m_name.constData());
    }
    Q_DISABLE_COPY_MOVE(TemporarySibling)

    bool isOpen() const { return m_handle >= 0; }

    bool write(QByteArrayView content) const
    {
        while (!content.isEmpty()) {
            const auto count = ::write(m_handle, content.data(), static_cast<size_t>(content.size()));
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return false;
            content = content.sliced(count);
        }
        return true;
    }

    bool sync() const { return ::fsync(m_handle) == 0; }
    bool takeMode(unsigned mode) const { return ::fchmod(m_handle, mode) == 0; }

    bool replaceTarget()
    {
        m_isRenamed = std::rename(m_name.constData(), QFile::encodeName(m_target).constData()) == 0;
        return m_isRenamed;
    }

private:
    QString m_target;
    QByteArray m_name;
    int m_handle;
    bool m_isRenamed = false;
};

//! The file behind a symbolic link, also where that file does not exist yet.
QString resolved(const QString &path)
{
    QString result = path;
    for (int depth = 0; depth < 16; ++depth) { // a loop ends here and fails at the rename
        const QFileInfo info(result);
        if (!info.isSymLink())
            break;
        result = info.symLinkTarget();
    }
    return result;
}

void syncDirectory(const QString &path)
{
    const auto handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle); // some file systems refuse this for directories; the rename has happened all the same
    ::close(handle);
}

//! `mayReplace` is asked last, when only the rename is left: whatever it looks at has hardly time to change.
template <typename MayReplace>
Status replace(const QString &path, QByteArrayView content, ReplacedMode mode, MayReplace mayReplace)
{
    const auto target = resolved(path);
    const auto old = FileFacts::ofPath(target);
    if (old && !old->isRegular)
        return failure(ErrorCode::FileFailed, u"cannot write %1: it is not a regular file"_s.arg(target));
    TemporarySibling sibling(target);
    if (!sibling.isOpen())
        return systemFailure(u"cannot write beside"_s, target);
    const bool keepsMode = old && mode == ReplacedMode::Kept;
    if (!sibling.write(content) || (keepsMode && !sibling.takeMode(old->mode)) || !sibling.sync())
        return systemFailure(u"cannot write"_s, target);
    if (const Status allowed = mayReplace(target); !allowed)
        return allowed;
    if (!sibling.replaceTarget())
        return systemFailure(u"cannot write"_s, target);
    syncDirectory(QFileInfo(target).path());
    return Done{};
}

} // namespace

Status replaceFile(const QString &path, QByteArrayView content, ReplacedMode mode)
{
    return replace(path, content, mode, [](const QString &) { return Status(Done{}); });
}

Status replaceUnchanged(const QString &path, QByteArrayView before, QByteArrayView content, ReplacedMode mode)
{
    return replace(path, content, mode, [before](const QString &target) -> Status {
        const auto now = readFile(target);
        if (!now && now.error().code != ErrorCode::NotFound)
            return failure(now.error());
        if (now.value_or({}) == before)
            return Done{};
        return failure(ErrorCode::FileChanged,
                       u"%1: another program writes it just now; try again"_s.arg(target));
    });
}

Status removeFile(const QString &path)
{
    const auto target = resolved(path);
    if (::unlink(QFile::encodeName(target).constData()) != 0 && errno != ENOENT)
        return systemFailure(u"cannot remove"_s, target);
    syncDirectory(QFileInfo(target).path());
    return Done{};
}

Status makePrivateDirectory(const QString &path)
{
    if (QFileInfo(path).isDir())
        return Done{};
    const auto parent = QFileInfo(path).path();
    if (parent != path) {
        if (const auto made = makePrivateDirectory(parent); !made)
            return made;
    }
    if (::mkdir(QFile::encodeName(path).constData(), 0700) != 0 && errno != EEXIST)
        return systemFailure(u"cannot make the directory"_s, path);
    return Done{};
}

Status checkWritable(const QString &path)
{
    const auto target = resolved(path);
    const auto facts = FileFacts::ofPath(target);
    if (facts && !facts->isRegular)
        return failure(ErrorCode::NotWritable, u"cannot write %1: it is not a regular file"_s.arg(target));
    // O_NONBLOCK: a FIFO may have come in its place just now.
    const auto handle = ::open(QFile::encodeName(target).constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    if (handle < 0)
        return systemFailure(u"cannot write"_s, target, ErrorCode::NotWritable);
    ::close(handle);
    const auto directory = QFileInfo(target).path();
    if (::faccessat(AT_FDCWD, QFile::encodeName(directory).constData(), W_OK | X_OK, AT_EACCESS) != 0)
        return systemFailure(u"cannot make files in"_s, directory, ErrorCode::NotWritable);
    return Done{};
}

Status checkRoom(const QString &path, qsizetype bytes)
{
    const auto target = resolved(path);
    const TemporarySibling sibling(target);
    // Written and synced, for some file systems find out only then that they are full.
    if (!sibling.isOpen() || !sibling.write(QByteArray(bytes, '\0')) || !sibling.sync())
        return systemFailure(u"cannot write beside"_s, target);
    return Done{};
}

void removeAbandoned(const QString &path)
{
    const QFileInfo target(resolved(path));
    const auto pattern = QDir::fromNativeSeparators(target.fileName()) + u".sluice.??????"_s;
    auto directory = target.absoluteDir();
    const auto names = directory.entryList({pattern}, QDir::Files | QDir::Hidden);
    for (const auto &name : names)
        directory.remove(name);
}

} // namespace sluice
