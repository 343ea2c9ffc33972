// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/integration/storage/keychain_bench.h"

using namespace sluice;
using namespace Qt::StringLiterals;

class TestKeychainNoBus : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); }

    void saysThatThereIsNoBus()
    {
        KeychainBench bench;
        for (const auto &refused :
             {bench.read(u"a"_s), bench.write(u"a"_s, "fake-1"), bench.remove(u"a"_s)}) {
            QCOMPARE(refusal(refused), ErrorCode::StoreUnavailable);
            QVERIFY2(refused.error().detail.contains(u"no D-Bus session bus"_s),
                     qPrintable(refused.error().detail));
            QVERIFY(refused.error().detail.contains(u"\"store\": \"vault\""_s));
        }
    }
};

QTEST_GUILESS_MAIN(TestKeychainNoBus)
#include "tst_keychain_no_bus.moc"
