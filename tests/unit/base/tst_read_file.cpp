// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/read_file.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

//! What it refuses is in tst_atomic_file.
class TestReadFile : public QObject
{
    Q_OBJECT

private slots:
    //! What is read is often kept.
    void aSmallFileTakesLittleRoom()
    {
        const QTemporaryDir directory;
        QFile file(directory.filePath(u"small"_s));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        QCOMPARE(readFile(file.fileName()).value(), QByteArray());
        QCOMPARE(file.write("x"), qint64{1});
        const auto content = readFile(file.fileName());
        QCOMPARE(content.value(), QByteArray("x"));
        QVERIFY(content->capacity() < 1024);
    }

    //! Its size is 0; what it holds is more than one read gives.
    void aFileThatDoesNotSayHowLargeItIsIsReadWhole()
    {
        const auto path = u"/proc/self/maps"_s;
        if (!QFile::exists(path))
            QSKIP("This system has no such file.");
        const auto content = readFile(path);
        QVERIFY(content);
        QVERIFY(content->size() > 4096);
        QVERIFY(content->endsWith('\n'));
    }
};

QTEST_APPLESS_MAIN(TestReadFile)
#include "tst_read_file.moc"
