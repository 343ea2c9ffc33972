// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/storage/atomic_file.h"
#include "engine/storage/state_store.h"
#include "tests/support/fake_clock.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QSemaphore>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <memory>
#include <thread>
#include <unistd.h>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

using Pace = StateStore::Pace;

//! A disk that is as slow as the test says. One write asks for two syncs: of the file and of its directory.
struct Disk
{
    const std::thread::id testThread = std::this_thread::get_id();
    std::atomic<int> syncsHere = 0; // on the test's own thread, which never waits
    std::atomic<int> syncs = 0; // on others
    std::atomic<bool> isSlow = false;
    QSemaphore goOn;

    void sync()
    {
        if (std::this_thread::get_id() == testThread) {
            ++syncsHere;
            return;
        }
        ++syncs;
        if (isSlow)
            goOn.acquire();
    }
    void becomeFast()
    {
        isSlow = false;
        goOn.release(); // at most one write waits
    }
};

Disk *disk = nullptr; // of the test that runs
int warnings = 0;

void countMessage(QtMsgType /*type*/, const QMessageLogContext & /*context*/, const QString & /*text*/)
{
    ++warnings;
}

QByteArray contentOf(const QString &path)
{
    const auto content = readFile(path);
    return content ? *content : QByteArray();
}

} // namespace

//! In place of the system's.
int fsync(int /*handle*/)
{
    disk->sync();
    return 0;
}

class TestStateStore : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_path = m_directory->filePath(u"own/state.json"_s);
        m_disk = std::make_unique<Disk>();
        disk = m_disk.get();
    }

    void isWrittenTwoSecondsAfterAChange()
    {
        FakeClock clock;
        StateStore store(m_path, clock);
        store.setValue(u"a"_s, 1);
        clock.advance(1999ms);
        QCOMPARE(clock.pendingDeadlines(), 1);
        clock.advance(1ms);
        QTRY_COMPARE(contentOf(m_path), "{\"a\":1}");
        store.setValue(u"a"_s, 1); // no change, no write
        QCOMPARE(clock.pendingDeadlines(), 0);
        store.setValue(u"a"_s, 2);
        QVERIFY(store.flush());
        const StateStore other(m_path, clock);
        QCOMPARE(other.value(u"a"_s).toInt(), 2);
    }

    void whatHasTimeIsWrittenAfterHalfAMinute()
    {
        FakeClock clock;
        StateStore store(m_path, clock);
        store.setValue(u"a"_s, 1, Pace::Leisurely);
        clock.advance(29'999ms);
        QCOMPARE(clock.pendingDeadlines(), 1);
        clock.advance(1ms);
        QTRY_COMPARE(contentOf(m_path), "{\"a\":1}");
    }

    //! No time passes: what is urgent waits for the disk alone.
    void whatMustNotWaitIsWrittenNow()
    {
        FakeClock clock;
        StateStore store(m_path, clock);
        store.setValue(u"a"_s, 1, Pace::Leisurely);
        store.setValue(u"b"_s, 1);
        store.writeNow();
        QTRY_COMPARE(contentOf(m_path), "{\"a\":1,\"b\":1}");
        QCOMPARE(clock.pendingDeadlines(), 0);
        QCOMPARE(m_disk->syncsHere.load(), 0);
    }

    void whatMustNotWaitFollowsAWriteUnderWay()
    {
        FakeClock clock;
        StateStore store(m_path, clock);
        m_disk->isSlow = true;
        store.setValue(u"a"_s, 1);
        store.writeNow();
        QTRY_COMPARE(m_disk->syncs.load(), 1);
        for (const int value : {2, 3}) {
            store.setValue(u"a"_s, value);
            store.writeNow();
        }
        QCOMPARE(m_disk->syncs.load(), 1);
        m_disk->becomeFast();
        QTRY_COMPARE(contentOf(m_path), "{\"a\":3}");
        QTRY_COMPARE(m_disk->syncs.load(), 4); // two writes
        QCOMPARE(clock.pendingDeadlines(), 0);
    }

    void theMostUrgentChangeSaysWhen()
    {
        FakeClock clock;
        StateStore store(m_path, clock);
        store.setValue(u"a"_s, 1, Pace::Leisurely);
        clock.advance(10s);
        store.setValue(u"b"_s, 1);
        clock.advance(1s);
        store.setValue(u"a"_s, 2, Pace::Leisurely);
        clock.advance(1s);
        QTRY_COMPARE(contentOf(m_path), "{\"a\":2,\"b\":1}");
        QCOMPARE(clock.pendingDeadlines(), 0);
        store.setValue(u"a"_s, 3, Pace::Leisurely);
        clock.advance(29s);
        store.setValue(u"b"_s, 2); // is due later than the other
        clock.advance(1s);
        QTRY_COMPARE(contentOf(m_path), "{\"a\":3,\"b\":2}");
    }

    //! The gateway's thread waits for no disk; of what became due meanwhile only the newest is written.
    void aSlowDiskHoldsUpNobody()
    {
        FakeClock clock;
        StateStore store(m_path, clock);
        m_disk->isSlow = true;
        store.setValue(u"a"_s, 1);
        clock.advance(2s);
        QTRY_COMPARE(m_disk->syncs.load(), 1);
        for (const int value : {2, 3}) {
            store.setValue(u"a"_s, value);
            clock.advance(2s);
        }
        QCOMPARE(m_disk->syncs.load(), 1);
        QVERIFY(!QFileInfo::exists(m_path));
        m_disk->becomeFast();
        QTRY_COMPARE(contentOf(m_path), "{\"a\":3}");
        QTRY_COMPARE(m_disk->syncs.load(), 4); // two writes
        QCOMPARE(m_disk->syncsHere.load(), 0);
    }

    void theEndWaitsForAWriteUnderWay()
    {
        FakeClock clock;
        auto store = std::make_unique<StateStore>(m_path, clock);
        m_disk->isSlow = true;
        store->setValue(u"a"_s, 1);
        clock.advance(2s);
        QTRY_COMPARE(m_disk->syncs.load(), 1);
        store->setValue(u"a"_s, 2);
        std::thread later([this] {
            std::this_thread::sleep_for(50ms); // while the end waits
            m_disk->becomeFast();
        });
        store.reset();
        later.join();
        QCOMPARE(m_disk->syncs.load(), 2);
        QCOMPARE(contentOf(m_path), "{\"a\":2}");
    }

    void whatCouldNotBeWrittenIsMadeUpFor()
    {
        const auto parent = QFileInfo(m_path).path();
        QVERIFY(replaceFile(parent, "a file where a directory should be"));
        FakeClock clock;
        StateStore store(m_path, clock);
        store.setValue(u"a"_s, 1);
        warnings = 0;
        const auto usual = qInstallMessageHandler(countMessage);
        clock.advance(2s);
        QTRY_COMPARE(warnings, 1);
        qInstallMessageHandler(usual);
        QVERIFY(QFile::remove(parent));
        QVERIFY(store.flush());
        QCOMPARE(contentOf(m_path), "{\"a\":1}");
    }

    void whatIsDamagedIsForgottenAloud()
    {
        QVERIFY(makePrivateDirectory(QFileInfo(m_path).path()));
        QVERIFY(replaceFile(m_path, "{"));
        FakeClock clock;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no JSON object"_s));
        const StateStore store(m_path, clock);
        QVERIFY(store.value(u"a"_s).isUndefined());
    }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
    std::unique_ptr<Disk> m_disk;
};

QTEST_GUILESS_MAIN(TestStateStore)
#include "tst_state_store.moc"
