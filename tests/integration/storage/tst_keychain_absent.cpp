// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/integration/storage/keychain_bench.h"
#include "tests/integration/storage/keyring_daemon.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusConnectionInterface>
#include <QtTest/QSignalSpy>

#include <csignal>

using namespace sluice;
using namespace Qt::StringLiterals;

//! A session that has no keychain yet. The functions run in this order, on one bus.
class TestKeychainAbsent : public QObject
{
    Q_OBJECT

    KeyringDaemon m_keyring;
    KeychainBench m_bench;

    void everyCallIsRefused(const QString &remedy)
    {
        for (const auto &refused :
             {m_bench.read(u"a"_s), m_bench.write(u"a"_s, "fake-1"), m_bench.remove(u"a"_s)}) {
            QCOMPARE(refusal(refused), ErrorCode::StoreUnavailable);
            QVERIFY2(refused.error().detail.contains(remedy), qPrintable(refused.error().detail));
        }
    }

private slots:
    void withoutAServiceItSaysWhatToStart() { everyCallIsRefused(u"start gnome-keyring or KWallet"_s); }

    void withoutAKeyringItSaysThatOneMustBeMade()
    {
        m_keyring.start({});
        everyCallIsRefused(u"has no default keyring"_s);
    }

    void worksOnceAKeyringIsMade()
    {
        QSignalSpy changes(&m_bench.store(), &SecretStore::availabilityChanged);
        m_keyring.makeKeyring("test");
        QTRY_VERIFY(m_bench.write(u"a"_s, "fake-1"));
        QCOMPARE(m_bench.read(u"a"_s).value().reveal(), QByteArray("fake-1"));
        QTRY_COMPARE(changes.count(), 1);
    }

    void outlivesTheBus()
    {
        auto *bus = QDBusConnection::sessionBus().interface();
        const auto pid = bus->servicePid(u"org.freedesktop.DBus"_s);
        QVERIFY(pid.isValid());
        QCOMPARE(::kill(static_cast<pid_t>(pid.value()), SIGKILL), 0);
        QTRY_VERIFY(!QDBusConnection::sessionBus().isConnected());
        everyCallIsRefused(u"no D-Bus session bus"_s);
    }
};

QTEST_GUILESS_MAIN(TestKeychainAbsent)
#include "tst_keychain_absent.moc"
