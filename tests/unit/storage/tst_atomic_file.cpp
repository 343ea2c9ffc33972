// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/atomic_file.h"
#include "engine/storage/file_facts.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>
#include <csignal>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

//! What may stand in a file's place by mistake.
bool makeInPlaceOfAFile(const QString &kind, const QString &path)
{
    const auto name = QFile::encodeName(path);
    if (kind == "FIFO"_L1)
        return ::mkfifo(name.constData(), 0600) == 0;
    if (kind == "directory"_L1)
        return QDir().mkdir(path);
    if (kind == "device"_L1)
        return QFile::link(u"/dev/null"_s, path);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (name.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return false;
    std::copy(name.begin(), name.end(), std::begin(address.sun_path));
    const auto handle = ::socket(AF_UNIX, SOCK_STREAM, 0);
    const auto bound = ::bind(handle, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    ::close(handle);
    return bound;
}

} // namespace

class TestAtomicFile : public QObject
{
    Q_OBJECT

private slots:
    void newFileIsForItsOwnerOnly()
    {
        const QTemporaryDir directory;
        const auto path = directory.filePath(u"new"_s);
        QVERIFY(replaceFile(path, "content"));
        QCOMPARE(readFile(path).value(), QByteArray("content"));
        QCOMPARE(FileFacts::ofPath(path)->mode, 0600U);
        QCOMPARE(QDir(directory.path()).entryList(QDir::Files), QStringList{u"new"_s}); // nothing left over
    }

    void existingModeIsKept()
    {
        const QTemporaryDir directory;
        const auto path = directory.filePath(u"file"_s);
        QVERIFY(replaceFile(path, "1"));
        QVERIFY(::chmod(QFile::encodeName(path).constData(), 0640) == 0);
        const auto before = FileFacts::ofPath(path);
        QVERIFY(replaceFile(path, "2"));
        QCOMPARE(FileFacts::ofPath(path)->mode, 0640U);
        QVERIFY(FileFacts::ofPath(path)->inode != before->inode); // replaced, not written into
    }

    void linkStaysAndItsTargetIsReplaced()
    {
        const QTemporaryDir directory;
        const auto target = directory.filePath(u"target"_s);
        const auto link = directory.filePath(u"link"_s);
        QVERIFY(replaceFile(target, "1"));
        QVERIFY(QFile::link(target, link));
        QVERIFY(replaceFile(link, "2"));
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(readFile(target).value(), QByteArray("2"));
    }

    void failureLeavesTheOldFile()
    {
        const QTemporaryDir directory;
        QCOMPARE(replaceFile(directory.path(), "x").error().code, ErrorCode::FileFailed);
        QCOMPARE(replaceFile(directory.filePath(u"none/file"_s), "x").error().code, ErrorCode::FileFailed);
        QCOMPARE(readFile(directory.filePath(u"none"_s)).error().code, ErrorCode::NotFound);
        QCOMPARE(checkWritable(directory.filePath(u"none"_s)).error().code, ErrorCode::NotWritable);
    }

    void roomIsLookedForAndGivenBack()
    {
        const QTemporaryDir directory;
        QVERIFY(checkRoom(directory.filePath(u"file"_s), 100'000));
        QVERIFY(QDir(directory.path()).isEmpty());
        QCOMPARE(checkRoom(directory.filePath(u"none/file"_s), 1).error().code, ErrorCode::FileFailed);
    }

    void aFullDiskHasNoRoom()
    {
        const QTemporaryDir directory;
        rlimit before = {};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{.rlim_cur = 4096, .rlim_max = before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto fits = checkRoom(directory.filePath(u"file"_s), 4096);
        const auto tooLarge = checkRoom(directory.filePath(u"file"_s), 8192);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        std::signal(SIGXFSZ, ignored);
        QVERIFY(fits);
        QCOMPARE(tooLarge.error().code, ErrorCode::FileFailed);
        QVERIFY(QDir(directory.path()).isEmpty());
    }

    void whatIsNoRegularFileIsRefusedAtOnce_data()
    {
        QTest::addColumn<QString>("kind");
        for (const auto *kind : {"FIFO", "directory", "device", "socket"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

    //! Nobody writes into the FIFO: whoever waited for that would wait for ever.
    void whatIsNoRegularFileIsRefusedAtOnce()
    {
        QFETCH(const QString, kind);
        const QTemporaryDir directory;
        const auto path = directory.filePath(u"f"_s);
        QVERIFY(makeInPlaceOfAFile(kind, path));
        const auto content = readFile(path);
        QCOMPARE(content.error().code, ErrorCode::FileFailed);
        QCOMPARE(content.error().detail, u"cannot read %1: it is not a regular file"_s.arg(path));
        QCOMPARE(checkWritable(path).error().code, ErrorCode::NotWritable);
        QCOMPARE(replaceFile(path, "x").error().code, ErrorCode::FileFailed);
        QVERIFY(!QFileInfo(path).isFile()); // nothing took its place
    }

    void whatNobodyCanLookForIsNotMissing()
    {
        const QTemporaryDir directory;
        const auto plain = directory.filePath(u"plain"_s); // like a folder without access, also to root
        QVERIFY(replaceFile(plain, "x"));
        QCOMPARE(readFile(plain + u"/below"_s).error().code, ErrorCode::FileFailed);
        QVERIFY(QFile::link(directory.filePath(u"none"_s), directory.filePath(u"link"_s)));
        QCOMPARE(readFile(directory.filePath(u"link"_s)).error().code, ErrorCode::NotFound);
    }

    void moreThanAFileOfAPersonHoldsIsRefused()
    {
        const QTemporaryDir directory;
        QFile file(directory.filePath(u"large"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(16 * 1024 * 1024));
        QCOMPARE(readFile(file.fileName()).value().size(), file.size());
        QVERIFY(file.resize(file.size() + 1));
        QVERIFY(readFile(file.fileName()).error().detail.endsWith("is larger than 16 MiB"_L1));
    }

    void directoriesAreMadePrivate()
    {
        const QTemporaryDir directory;
        const auto path = directory.filePath(u"a/b"_s);
        QVERIFY(makePrivateDirectory(path));
        QVERIFY(makePrivateDirectory(path));
        QCOMPARE(FileFacts::ofPath(path)->mode, 0700U);
    }

    void whatIsRemovedIsBehindALinkThatStays()
    {
        const QTemporaryDir directory;
        const auto path = directory.filePath(u"file"_s);
        const auto link = directory.filePath(u"link"_s);
        QVERIFY(QFile::link(path, link));
        QVERIFY(replaceFile(link, "{}"));
        QVERIFY(removeFile(link));
        QVERIFY(!QFileInfo::exists(path));
        QVERIFY(QFileInfo(link).isSymLink());
        QVERIFY(removeFile(link)); // nothing left to do
    }

    //! Also where the file itself is not there, as when its first writer was killed.
    void whatWasAbandonedIsBesideTheTargetOfALink()
    {
        const QTemporaryDir directory;
        QVERIFY(makePrivateDirectory(directory.filePath(u"dotfiles"_s)));
        const auto path = directory.filePath(u"dotfiles/file"_s);
        const auto link = directory.filePath(u"link"_s);
        QVERIFY(QFile::link(path, link));
        QVERIFY(replaceFile(path + u".sluice.AbCdEf"_s, "half"));
        QVERIFY(replaceFile(directory.filePath(u"link.sluice.AbCdEf"_s), "somebody else's"));
        removeAbandoned(link);
        QVERIFY(!QFileInfo::exists(path + u".sluice.AbCdEf"_s));
        QVERIFY(QFileInfo::exists(directory.filePath(u"link.sluice.AbCdEf"_s)));
    }

    void aReplacedFileMayBecomeItsOwnersAlone()
    {
        const QTemporaryDir directory;
        const auto path = directory.filePath(u"file"_s);
        QVERIFY(replaceFile(path, "{}"));
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QVERIFY(replaceFile(path, "{ }"));
        QCOMPARE(FileFacts::ofPath(path)->mode, 0604U);
        QVERIFY(replaceFile(path, "{}", ReplacedMode::OwnerOnly));
        QCOMPARE(FileFacts::ofPath(path)->mode, 0600U);
    }
};

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"
