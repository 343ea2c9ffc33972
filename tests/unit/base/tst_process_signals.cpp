// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/process_signals.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <csignal>

using namespace sluice;

class TestProcessSignals : public QObject
{
    Q_OBJECT

private slots:
    void eachSignalHasItsMeaning_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("terminations");
        QTest::addColumn<int>("reloads");
        QTest::newRow("SIGTERM") << SIGTERM << 1 << 0;
        QTest::newRow("SIGINT") << SIGINT << 1 << 0;
        QTest::newRow("SIGHUP") << SIGHUP << 0 << 1;
    }
    void eachSignalHasItsMeaning()
    {
        QFETCH(const int, number);
        QFETCH(const int, terminations);
        QFETCH(const int, reloads);
        const ProcessSignals process;
        const QSignalSpy terminated(&process, &ProcessSignals::terminate);
        const QSignalSpy reloaded(&process, &ProcessSignals::reload);
        std::raise(number);
        QTRY_COMPARE(terminated.size() + reloaded.size(), 1);
        QCOMPARE(terminated.size(), terminations);
        QCOMPARE(reloaded.size(), reloads);
    }

    void aReloadBeforeAnybodyHeedsItEndsNothing()
    {
        ProcessSignals::ignoreReload();
        std::raise(SIGHUP);
        const ProcessSignals process;
        const QSignalSpy reloaded(&process, &ProcessSignals::reload);
        std::raise(SIGHUP);
        QTRY_COMPARE(reloaded.size(), 1);
    }

    void moreSignalsThanThePipeHoldsBlockNobody()
    {
        const ProcessSignals process;
        const QSignalSpy reloaded(&process, &ProcessSignals::reload);
        constexpr int many = 100'000; // a pipe holds 64 KiB
        for (int i = 0; i < many; ++i)
            std::raise(SIGHUP);
        QTRY_VERIFY(!reloaded.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestProcessSignals)
#include "tst_process_signals.moc"
