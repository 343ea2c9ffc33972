// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/start_thread.h"

#include <QtCore/QThread>
#include <QtTest/QTest>

#include <memory>

using namespace sluice;

//! That the system gives none is a matter for tests/e2e/test_odd_system.py.
class TestStartThread : public QObject
{
    Q_OBJECT

private slots:
    void oneThatRunsOnHasStarted()
    {
        QThread thread;
        QVERIFY(startThread(thread));
        thread.quit();
        QVERIFY(thread.wait());
    }

    void oneThatMayBeThroughAtOnceHasStarted()
    {
        for (int i = 0; i < 100; ++i) {
            const std::unique_ptr<QThread> thread(QThread::create([] {}));
            QVERIFY(startThread(*thread));
            QVERIFY(thread->wait());
        }
    }
};

QTEST_GUILESS_MAIN(TestStartThread)
#include "tst_start_thread.moc"
