// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/file_facts.h"
#include "engine/storage/lock_set_job.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <sys/file.h>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestAdvisoryLock : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_directory;
    LockSpec m_spec;
    FakeClock m_clock;

    Result<std::unique_ptr<HeldLock>> acquire() { return acquireLock(m_spec, m_clock); }

private slots:
    void init()
    {
        m_directory.emplace();
        m_spec = {.path = m_directory->filePath(u"auth.lock"_s), .kind = LockSpec::Kind::Advisory};
    }

    void keepsOthersOutAndLeavesItsFile()
    {
        auto lock = acquire();
        QVERIFY(lock);
        QVERIFY((*lock)->verify());
        QCOMPARE(acquire().error().code, ErrorCode::LockBusy);
        QCOMPARE(FileFacts::ofPath(m_spec.path)->mode, 0600U);
        lock->reset();
        QVERIFY(QFileInfo::exists(m_spec.path));
        QVERIFY(acquire());
    }

    //! As Codex locks: whatever the lock's age, it is not ours to take over.
    void anotherProgramsLockHoldsUntilItGoes()
    {
        QFile foreign(m_spec.path);
        QVERIFY(foreign.open(QIODevice::ReadWrite));
        QCOMPARE(::flock(foreign.handle(), LOCK_EX | LOCK_NB), 0);
        FakeRandom random;
        LockSetJob job({m_spec}, m_clock, random, nullptr);
        std::optional<Status> outcome;
        connect(&job, &LockSetJob::finished, this, [&](const auto &status) { outcome = status; });
        job.start();
        m_clock.advance(5s);
        QVERIFY(!outcome);
        foreign.close();
        m_clock.advance(2s);
        QVERIFY(outcome && *outcome);
    }

    void replacedFileIsNoLock()
    {
        const auto lock = acquire();
        QVERIFY(lock);
        QVERIFY(QFile::rename(m_spec.path, m_spec.path + u".old"_s));
        QCOMPARE((*lock)->verify().error().code, ErrorCode::LockLost);
        QVERIFY(acquire()); // the file of that name is another one
        QCOMPARE((*lock)->verify().error().code, ErrorCode::LockLost);
    }

    void neverFollowsALinkAndNamesWhatIsInTheWay()
    {
        const auto target = m_directory->filePath(u"target"_s);
        QVERIFY(QFile::link(target, m_spec.path));
        QCOMPARE(acquire().error().code, ErrorCode::FileFailed);
        QVERIFY(!QFileInfo::exists(target));
        QVERIFY(QFile::remove(m_spec.path));
        QVERIFY(QDir().mkdir(m_spec.path));
        const auto refused = acquire();
        QCOMPARE(refused.error().code, ErrorCode::FileFailed);
        QVERIFY(refused.error().detail.contains(m_spec.path));
    }
};

QTEST_GUILESS_MAIN(TestAdvisoryLock)
#include "tst_advisory_lock.moc"
