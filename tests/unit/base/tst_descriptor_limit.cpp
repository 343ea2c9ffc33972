// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/descriptor_limit.h"

#include <QtTest/QTest>

#include <sys/resource.h>

using namespace sluice;

static_assert(descriptorsFor(1024) > 2048);
static_assert(raisedLimit(1024, 4096, 2304) == 2304);
static_assert(raisedLimit(1024, 2048, 2304) == 2048);
static_assert(raisedLimit(4096, 8192, 2304) == 4096); // somebody has asked for more
static_assert(raisedLimit(1024, 1024, 2304) == 1024);
static_assert(clientsWithin(descriptorsFor(1024), 1024) == 1024);
static_assert(clientsWithin(descriptorsFor(1024) - 1, 1024) == 1023);
static_assert(clientsWithin(1024, 1024) == 384);
static_assert(clientsWithin(64, 1024) == 1);

namespace {

rlimit current()
{
    rlimit limit = {};
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit;
}

} // namespace

class TestDescriptorLimit : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_before = current(); }
    void cleanup() { setrlimit(RLIMIT_NOFILE, &m_before); }

    void theSoftLimitIsRaisedAndStays()
    {
        auto limit = m_before;
        limit.rlim_cur = 128;
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &limit), 0);
        QCOMPARE(allowDescriptors(200), std::uint64_t{200});
        QCOMPARE(current().rlim_cur, rlim_t{200});
        QCOMPARE(allowDescriptors(150), std::uint64_t{200});
        QCOMPARE(current().rlim_cur, rlim_t{200});
        QCOMPARE(current().rlim_max, m_before.rlim_max);
    }

    void theHardLimitIsTheEnd()
    {
        if (m_before.rlim_max == RLIM_INFINITY)
            QSKIP("this process has no hard limit");
        const auto all = std::uint64_t{m_before.rlim_max};
        QVERIFY(allowDescriptors(all + 1) <= all);
    }

private:
    rlimit m_before = {};
};

QTEST_APPLESS_MAIN(TestDescriptorLimit)
#include "tst_descriptor_limit.moc"
