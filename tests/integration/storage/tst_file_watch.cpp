// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/atomic_file.h"
#include "engine/storage/file_watch.h"
#include "tests/support/fake_clock.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

//! Each change must come to notice by the system's notification, well before the slow look.
class TestFileWatch : public QObject
{
    Q_OBJECT

    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

private slots:
    void everyKindOfChangeIsNoticed()
    {
        const QTemporaryDir directory;
        const auto path = directory.filePath(u"later/file"_s);
        SystemClock clock;
        const FileWatch watch(path, clock, nullptr);
        QSignalSpy changes(&watch, &FileWatch::changed);

        QVERIFY(QDir().mkdir(directory.filePath(u"later"_s)));
        write(path, "appears with its directory");
        QTRY_COMPARE(changes.count(), 1);
        write(path, "written in place");
        QTRY_COMPARE(changes.count(), 2);
        QVERIFY(replaceFile(path, "replaced"));
        QTRY_COMPARE(changes.count(), 3);
        write(path, "written in place after that");
        QTRY_COMPARE(changes.count(), 4);
        QVERIFY(QFile::remove(path));
        QTRY_COMPARE(changes.count(), 5);
        write(path, "back");
        QTRY_COMPARE(changes.count(), 6);
    }

    void neighboursAreOfNoInterest()
    {
        const QTemporaryDir directory;
        const auto path = directory.filePath(u"file"_s);
        write(path, "1");
        SystemClock clock;
        const FileWatch watch(path, clock, nullptr);
        QSignalSpy changes(&watch, &FileWatch::changed);
        write(directory.filePath(u"neighbour"_s), "1");
        QVERIFY(!changes.wait(300));
    }

    void lostEventsAreMadeUpForEveryThirtySeconds()
    {
        const QTemporaryDir directory;
        const auto path = directory.filePath(u"file"_s);
        FakeClock clock;
        const FileWatch watch(path, clock, nullptr);
        const QSignalSpy changes(&watch, &FileWatch::changed);
        write(path, "1"); // no event loop runs: no notification comes
        clock.advance(30s);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(clock.pendingDeadlines(), 1);
    }
};

QTEST_GUILESS_MAIN(TestFileWatch)
#include "tst_file_watch.moc"
