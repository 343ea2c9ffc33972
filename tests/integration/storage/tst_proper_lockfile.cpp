// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/directory_lock.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtTest/QtTest>

#include <fcntl.h>
#include <sys/stat.h>

using namespace sluice;
using namespace Qt::StringLiterals;

//! Twenty contenders in Node and one of ours count one file up under one lock.
class TestProperLockfile : public QObject
{
    Q_OBJECT

    static constexpr auto contenders = 20;

    std::optional<QTemporaryDir> m_directory;
    SystemClock m_clock;
    int m_ourTurns = 0;
    bool m_hasOverlapped = false;

    QString place(const QString &name) const { return m_directory->filePath(name); }
    LockSpec lock() const { return {.path = place(u"shared.lock"_s), .stale = 60s}; }
    int counter() const
    {
        QFile file(place(u"counter"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toInt() : -1;
    }
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(place(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    void takeTurn()
    {
        const auto held = DirectoryLock::acquire(lock(), m_clock);
        if (!held)
            return;
        m_hasOverlapped |= QFileInfo::exists(place(u"holder"_s));
        write(u"holder"_s, "sluice");
        const auto value = counter();
        QThread::msleep(2); // long enough for others to get in, if they could
        QVERIFY((*held)->verify());
        write(u"counter"_s, QByteArray::number(value + 1));
        QVERIFY(QFile::remove(place(u"holder"_s)));
        ++m_ourTurns;
    }

    void startContenders(QProcess &node, milliseconds duration) const
    {
        node.setWorkingDirectory(QStringLiteral(LOCKFILE_BUILD_DIR));
        node.start(u"node"_s,
                   {u"contend.js"_s, m_directory->path(), QString::number(contenders),
                    QString::number(duration.count()), u"60000"_s});
    }

private slots:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"npm"_s).isEmpty())
            QSKIP("needs Node.js");
        const QDir build(QStringLiteral(LOCKFILE_BUILD_DIR));
        QVERIFY(build.mkpath(u"."_s));
        for (const auto &name : {u"package.json"_s, u"package-lock.json"_s, u"contend.js"_s}) {
            QFile::remove(build.filePath(name));
            QVERIFY(QFile::copy(QStringLiteral(LOCKFILE_SOURCE_DIR) + u'/' + name, build.filePath(name)));
        }
        if (build.exists(u"node_modules/proper-lockfile"_s))
            return;
        QProcess npm;
        npm.setWorkingDirectory(build.path());
        npm.start(u"npm"_s, {u"ci"_s, u"--no-audit"_s, u"--no-fund"_s});
        QVERIFY(npm.waitForFinished(120'000));
        if (npm.exitCode() != 0)
            QSKIP("npm ci did not work: no registry?");
    }

    void init()
    {
        m_directory.emplace();
        m_ourTurns = 0;
        write(u"counter"_s, "0");
    }

    void nobodyOverlapsAndNoUpdateIsLost()
    {
        const auto isLong = qEnvironmentVariableIntValue("SLUICE_LONG_TESTS") == 1;
        const milliseconds duration = isLong ? 60s : 6s;
        QProcess node;
        startContenders(node, duration);
        QTimer turns;
        connect(&turns, &QTimer::timeout, this, [this] { takeTurn(); });
        turns.start(3);
        QSignalSpy ended(&node, &QProcess::finished);
        QVERIFY(ended.wait(static_cast<int>(milliseconds{duration + 30s}.count())));
        turns.stop();

        const auto output = QString::fromUtf8(node.readAllStandardOutput()).trimmed();
        QVERIFY2(output.startsWith(u"turns "_s), qPrintable(output)); // and no line about anything else
        const auto theirTurns = output.sliced(6).toInt();
        QVERIFY(!m_hasOverlapped);
        QVERIFY(theirTurns > 0);
        QVERIFY(m_ourTurns > 0);
        QCOMPARE(counter(), theirTurns + m_ourTurns);
        QVERIFY(!QFileInfo::exists(lock().path));
    }

    void theyWaitWhileWeHoldTheLock()
    {
        auto held = DirectoryLock::acquire(lock(), m_clock);
        QVERIFY(held);
        QProcess node;
        startContenders(node, 1s);
        QSignalSpy ended(&node, &QProcess::finished);
        QVERIFY(ended.wait(20'000));
        QCOMPARE(node.readAllStandardOutput(), "turns 0\n");
        QVERIFY((*held)->verify());
    }

    void theyTakeOverWhatADeadProcessOfOursLeft()
    {
        QVERIFY(QDir().mkdir(lock().path));
        const auto old = m_clock.now() - 2min;
        const timespec at{.tv_sec = toUnixSeconds(old), .tv_nsec = 0};
        const timespec both[] = {at, at};
        QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(lock().path).constData(), both, 0), 0);
        QProcess node;
        startContenders(node, 500ms);
        QSignalSpy ended(&node, &QProcess::finished);
        QVERIFY(ended.wait(20'000));
        QVERIFY(counter() > 0);
        QVERIFY(!QFileInfo::exists(lock().path));
    }
};

QTEST_GUILESS_MAIN(TestProperLockfile)
#include "tst_proper_lockfile.moc"
