// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/standard_descriptors.h"

#include <QtTest/QTest>

#include <array>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace sluice;

namespace {

bool isSameFile(const struct stat &a, const struct stat &b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

} // namespace

//! Runs without standard descriptors for a moment: nothing may be printed meanwhile.
class TestStandardDescriptors : public QObject
{
    Q_OBJECT

private slots:
    void missingOnesLeadNowhereAndTheOthersStay_data()
    {
        QTest::addColumn<QList<int>>("missing");
        QTest::newRow("none") << QList<int>{};
        QTest::newRow("all") << QList<int>{0, 1, 2};
        QTest::newRow("output") << QList<int>{1};
        QTest::newRow("input and error") << QList<int>{0, 2};
    }

    void missingOnesLeadNowhereAndTheOthersStay()
    {
        QFETCH(const QList<int>, missing);
        std::array<int, 3> kept = {};
        std::array<struct stat, 3> before = {};
        std::array<struct stat, 3> after = {};
        for (int number = 0; number < 3; ++number) {
            kept.at(number) = ::fcntl(number, F_DUPFD_CLOEXEC, 10);
            QVERIFY(kept.at(number) >= 10);
            QCOMPARE(::fstat(number, &before.at(number)), 0);
        }
        for (const int number : missing)
            ::close(number);
        openStandardDescriptors();
        std::array<int, 3> found = {};
        for (int number = 0; number < 3; ++number)
            found.at(number) = ::fstat(number, &after.at(number));
        const int next = ::fcntl(0, F_DUPFD_CLOEXEC, 0); // the lowest that is free
        ::close(next);
        for (int number = 0; number < 3; ++number) {
            ::dup2(kept.at(number), number);
            ::close(kept.at(number));
        }

        struct stat nowhere = {};
        QCOMPARE(::stat("/dev/null", &nowhere), 0);
        QVERIFY(next > 2);
        for (int number = 0; number < 3; ++number) {
            QCOMPARE(found.at(number), 0);
            QVERIFY(isSameFile(after.at(number), missing.contains(number) ? nowhere : before.at(number)));
        }
    }
};

QTEST_APPLESS_MAIN(TestStandardDescriptors)
#include "tst_standard_descriptors.moc"
