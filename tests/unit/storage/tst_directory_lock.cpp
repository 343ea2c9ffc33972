// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/directory_lock.h"
#include "engine/storage/lock_set_job.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <array>
#include <fcntl.h>
#include <sys/stat.h>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestDirectoryLock : public QObject
{
    Q_OBJECT

    //! As another program makes a lock, renewed at `time`.
    static void makeForeign(const QString &path, SystemTime time)
    {
        QDir().mkdir(path);
        const timespec at{.tv_sec = toUnixSeconds(time), .tv_nsec = 0};
        const std::array both{at, at};
        QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), both.data(), 0), 0);
    }

    std::optional<QTemporaryDir> m_directory;
    LockSpec m_spec;

private slots:
    void init()
    {
        m_directory.emplace();
        m_spec = {.path = m_directory->filePath(u"x.lock"_s), .stale = 60s};
    }

    void heldLockKeepsOthersOutAndGoesWithItsOwner()
    {
        FakeClock clock;
        auto lock = DirectoryLock::acquire(m_spec, clock);
        QVERIFY(lock);
        QVERIFY((*lock)->verify());
        QCOMPARE(DirectoryLock::acquire(m_spec, clock).error().code, ErrorCode::LockBusy);
        lock->reset();
        QVERIFY(!QFileInfo::exists(m_spec.path));
    }

    void heartbeatRenewsEveryFiveSeconds()
    {
        FakeClock clock;
        const auto lock = DirectoryLock::acquire(m_spec, clock);
        const auto first = FileFacts::ofPath(m_spec.path)->modifiedNs;
        QCOMPARE(first / 1'000'000, toUnixMilliseconds(clock.now()));
        clock.advance(4999ms);
        QCOMPARE(FileFacts::ofPath(m_spec.path)->modifiedNs, first);
        clock.advance(1ms);
        QCOMPARE(FileFacts::ofPath(m_spec.path)->modifiedNs / 1'000'000, toUnixMilliseconds(clock.now()));
        clock.advance(10min);
        QVERIFY((*lock)->verify());
    }

    void staleLockIsTakenOver()
    {
        FakeClock clock;
        makeForeign(m_spec.path, clock.now() - 59s);
        QCOMPARE(DirectoryLock::acquire(m_spec, clock).error().code, ErrorCode::LockBusy);
        makeForeign(m_spec.path, clock.now() - 61s);
        QVERIFY(DirectoryLock::acquire(m_spec, clock));
    }

    void whatStandsInTheLocksPlaceIsSeen()
    {
        using State = LockSight::State;
        const FakeClock clock;
        const auto state = [&] { return lookAtLock(m_spec, clock.now()).state; };
        QCOMPARE(state(), State::Free);
        makeForeign(m_spec.path, clock.now() - 59s);
        QCOMPARE(state(), State::Held);
        makeForeign(m_spec.path, clock.now() - 61s);
        QCOMPARE(state(), State::Stale);
        QCOMPARE(lookAtLock(m_spec, clock.now()).age, milliseconds{61s});
        QVERIFY(QDir(m_spec.path).mkdir(u".x"_s));
        makeForeign(m_spec.path, clock.now() - 61s);
        QCOMPARE(state(), State::StaleNotEmpty);
        QVERIFY(QDir(m_spec.path).removeRecursively());
        QVERIFY(QFile::link(m_directory->path(), m_spec.path));
        QCOMPARE(state(), State::NoDirectory);
    }

    void lockFromTheFutureIsNotStale()
    {
        FakeClock clock;
        makeForeign(m_spec.path, clock.now() + 1s); // as proper-lockfile's first probe makes it
        QCOMPARE(DirectoryLock::acquire(m_spec, clock).error().code, ErrorCode::LockBusy);
    }

    void whatIsNoEmptyDirectoryIsLeftAlone_data()
    {
        QTest::addColumn<bool>("isDirectory");
        QTest::newRow("a plain file") << false;
        QTest::newRow("a directory with something in it") << true;
    }

    void whatIsNoEmptyDirectoryIsLeftAlone()
    {
        QFETCH(const bool, isDirectory);
        FakeClock clock;
        if (isDirectory)
            QDir().mkdir(m_spec.path);
        QFile file(isDirectory ? m_spec.path + u"/file"_s : m_spec.path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        makeForeign(m_spec.path, clock.now() - 1h);
        const auto lock = DirectoryLock::acquire(m_spec, clock);
        QCOMPARE(lock.error().code, ErrorCode::LockBusy);
        QVERIFY(lock.error().detail.contains(u"remove it"_s));
        QVERIFY(file.exists());
    }

    void missingFolderFailsAtOnce()
    {
        FakeClock clock;
        m_spec.path = m_directory->filePath(u"none/x.lock"_s);
        QCOMPARE(DirectoryLock::acquire(m_spec, clock).error().code, ErrorCode::FileFailed);
    }

    void theftIsNoticedAndRespected_data()
    {
        QTest::addColumn<bool>("hasHeartbeat");
        QTest::newRow("before a write") << false;
        QTest::newRow("after a heartbeat") << true;
    }

    void theftIsNoticedAndRespected()
    {
        QFETCH(const bool, hasHeartbeat);
        FakeClock clock;
        auto lock = DirectoryLock::acquire(m_spec, clock);
        QVERIFY(QDir().rmdir(m_spec.path));
        makeForeign(m_spec.path, clock.now() - 3s);
        const auto foreign = FileFacts::ofPath(m_spec.path);
        if (hasHeartbeat)
            clock.advance(5s);
        QCOMPARE((*lock)->verify().error().code, ErrorCode::LockLost);
        lock->reset();
        QVERIFY(FileFacts::ofPath(m_spec.path) == foreign); // neither renewed nor removed
    }

    void renewalByAnotherMeansItIsNotOurs()
    {
        FakeClock clock;
        auto lock = DirectoryLock::acquire(m_spec, clock);
        makeForeign(m_spec.path, clock.now() + 2s); // same directory, another's time
        QCOMPARE((*lock)->verify().error().code, ErrorCode::LockLost);
        lock->reset();
        QVERIFY(QFileInfo::exists(m_spec.path));
    }

    void setIsTakenInOrderAndReleasedWhole()
    {
        FakeClock clock;
        FakeRandom random;
        const LockSpec second{.path = m_directory->filePath(u"y.lock"_s), .stale = 60s};
        auto job = std::make_unique<LockSetJob>(QList{m_spec, second}, clock, random, nullptr);
        std::optional<Status> outcome;
        connect(job.get(), &LockSetJob::finished, this, [&](const auto &status) { outcome = status; });
        makeForeign(second.path, clock.now());
        job->start();
        QVERIFY(!outcome);
        clock.advance(0ms);
        QVERIFY(!outcome);
        QVERIFY(QFileInfo::exists(m_spec.path));
        QVERIFY(QDir().rmdir(second.path));
        clock.advance(1s);
        QVERIFY(outcome && outcome->has_value());
        QVERIFY(job->verify());
        job.reset();
        QVERIFY(!QFileInfo::exists(m_spec.path));
        QVERIFY(!QFileInfo::exists(second.path));
    }

    void busySetGivesUpWithinTenSeconds()
    {
        FakeClock clock;
        FakeRandom random(999);
        makeForeign(m_spec.path, clock.now());
        LockSetJob job({m_spec}, clock, random, nullptr);
        std::optional<Status> outcome;
        connect(&job, &LockSetJob::finished, this, [&](const auto &status) { outcome = status; });
        job.start();
        clock.advance(7s);
        QVERIFY(!outcome);
        clock.advance(3s);
        QVERIFY(outcome);
        QCOMPARE(outcome->error().code, ErrorCode::LockBusy);
        QCOMPARE(clock.pendingDeadlines(), 0);
    }

    void givingUpReleasesWhatIsHeld()
    {
        FakeClock clock;
        FakeRandom random;
        const LockSpec second{.path = m_directory->filePath(u"y.lock"_s), .stale = 60s};
        makeForeign(second.path, clock.now());
        auto job = std::make_unique<LockSetJob>(QList{m_spec, second}, clock, random, nullptr);
        job->start();
        clock.advance(0ms);
        job.reset();
        QVERIFY(!QFileInfo::exists(m_spec.path));
        QVERIFY(QFileInfo::exists(second.path));
    }
};

QTEST_GUILESS_MAIN(TestDirectoryLock)
#include "tst_directory_lock.moc"
