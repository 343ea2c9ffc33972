// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/directory_lock.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <array>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <vector>

using namespace sluice;
using namespace Qt::StringLiterals;

//! Twenty contenders in four Node processes and one of ours count one file up under one lock.
class TestProperLockfile : public QObject
{
    Q_OBJECT

    struct Contenders
    {
        int processes = 4;
        int each = 5;
    };

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

    //! Runs them all to their end, with our event loop going on; the sum of their turns, or -1 if one of them
    //! saw anything wrong.
    static int waitForTurns(const std::vector<std::unique_ptr<QProcess>> &nodes)
    {
        int result = 0;
        for (const auto &node : nodes) {
            QSignalSpy ended(node.get(), &QProcess::finished);
            if (node->state() != QProcess::NotRunning && !ended.wait(100'000))
                return -1;
            const auto output = QString::fromUtf8(node->readAllStandardOutput()).trimmed();
            if (!output.startsWith(u"turns "_s)) {
                qWarning().noquote() << output << node->readAllStandardError();
                return -1;
            }
            result += output.sliced(6).toInt();
        }
        return result;
    }

    std::vector<std::unique_ptr<QProcess>> startContenders(milliseconds duration,
                                                           const Contenders &contenders) const
    {
        std::vector<std::unique_ptr<QProcess>> result;
        for (int i = 0; i < contenders.processes; ++i) {
            result.push_back(std::make_unique<QProcess>());
            result.back()->setWorkingDirectory(QStringLiteral(LOCKFILE_DIR));
            result.back()->start(u"node"_s,
                                 {u"contend.js"_s, m_directory->path(), QString::number(contenders.each),
                                  QString::number(duration.count()), u"60000"_s});
        }
        return result;
    }

private slots:
    void initTestCase()
    {
        if (!QFileInfo::exists(QStringLiteral(LOCKFILE_DIR "/node_modules/proper-lockfile")))
            QSKIP("run scripts/install_clients.sh first");
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
        const auto nodes = startContenders(duration, {});
        QTimer turns;
        connect(&turns, &QTimer::timeout, this, [this] { takeTurn(); });
        turns.start(3);
        const auto theirTurns = waitForTurns(nodes);
        turns.stop();
        qInfo("%d turns of theirs, %d of ours", theirTurns, m_ourTurns);
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
        QCOMPARE(waitForTurns(startContenders(1s, {})), 0);
        QVERIFY((*held)->verify());
    }

    void theyTakeOverWhatADeadProcessOfOursLeft()
    {
        QVERIFY(QDir().mkdir(lock().path));
        const auto old = m_clock.now() - 2min;
        const timespec at{.tv_sec = toUnixSeconds(old), .tv_nsec = 0};
        const std::array both{at, at};
        QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(lock().path).constData(), both.data(), 0), 0);
        // One only: several that take over one stale lock at once are more than the library can tell apart.
        QVERIFY(waitForTurns(startContenders(1s, {.processes = 1, .each = 1})) > 0);
        QVERIFY(!QFileInfo::exists(lock().path));
    }
};

QTEST_GUILESS_MAIN(TestProperLockfile)
#include "tst_proper_lockfile.moc"
