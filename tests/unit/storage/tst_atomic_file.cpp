// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/atomic_file.h"
#include "engine/storage/file_facts.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <sys/stat.h>

using namespace sluice;
using namespace Qt::StringLiterals;

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
