// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/integration/storage/keychain_bench.h"
#include "tests/integration/storage/keyring_daemon.h"

#include <QtCore/QCoreApplication>
#include <QtTest/QSignalSpy>

using namespace sluice;
using namespace Qt::StringLiterals;

//! Against gnome-keyring, without a display: nobody can be asked for a password.
class TestKeychain : public QObject
{
    Q_OBJECT

    KeyringDaemon m_keyring;
    std::optional<KeychainBench> m_bench;

private slots:
    void initTestCase() { m_keyring.start("test"); }
    void init() { m_bench.emplace(); }
    void cleanup() { m_bench.reset(); }

    void givesBackWhatWasWritten_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("text") << QByteArray("fake-access-token");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("binary") << QByteArray("\0\xff\"\\\n\0", 6);
        QTest::newRow("10 KB") << QByteArray(10'000, 'x');
        QTest::newRow("1 MiB") << QByteArray(1024 * 1024, '\0');
    }

    void givesBackWhatWasWritten()
    {
        QFETCH(const QByteArray, value);
        QVERIFY(m_bench->write(u"account/a"_s, "older"));
        QVERIFY(m_bench->write(u"account/a"_s, value));
        QCOMPARE(m_bench->read(u"account/a"_s).value().reveal(), value);
        m_bench->restart(); // another start
        QCOMPARE(m_bench->read(u"account/a"_s).value().reveal(), value);
    }

    void missingEntriesAreNotFoundAndEasyToRemove()
    {
        QCOMPARE(refusal(m_bench->read(u"nobody"_s)), ErrorCode::NotFound);
        QVERIFY(m_bench->remove(u"nobody"_s));
        QVERIFY(m_bench->write(u"b"_s, "fake-1"));
        QVERIFY(m_bench->remove(u"b"_s));
        QCOMPARE(refusal(m_bench->read(u"b"_s)), ErrorCode::NotFound);
    }

    void callsKeepTheirOrder()
    {
        m_bench->store().write(u"a"_s, Secret("fake-1"), this);
        SecretOutcome first;
        keepAnswer(m_bench->store().read(u"a"_s, this), this, first);
        m_bench->store().write(u"a"_s, Secret("fake-2"), this);
        QCOMPARE(KeychainBench::ended(m_bench->store().read(u"a"_s, this)).value().reveal(),
                 QByteArray("fake-2"));
        QVERIFY(first);
        QCOMPARE(first->value().reveal(), QByteArray("fake-1"));
    }

    void deletedJobsDoNoHarm()
    {
        for (int i = 0; i < 5; ++i) {
            delete m_bench->store().read(u"a"_s, this);
            delete m_bench->store().write(u"a"_s, Secret(QByteArray::number(i)), this);
        }
        QCOMPARE(m_bench->read(u"a"_s).value().reveal(), QByteArray("4"));
    }

    void storeMayEndBeforeItsJobs()
    {
        auto *underWay = m_bench->store().write(u"a"_s, Secret("fake-3"), this);
        SecretOutcome outcome;
        keepAnswer(underWay, this, outcome);
        auto *waiting = m_bench->store().read(u"a"_s, this);
        QCoreApplication::processEvents();
        m_bench->end();
        QCOMPARE(refusal(KeychainBench::ended(waiting)), ErrorCode::StoreUnavailable);
        QCOMPARE(refusal(*outcome), ErrorCode::StoreUnavailable);
        m_bench->restart();
        QVERIFY(m_bench->read(u"a"_s)); // what QtKeychain still had in hand has not gone wrong
    }

    void lockedKeyringLosesNothing()
    {
        QVERIFY(m_bench->write(u"a"_s, "fake-1"));
        m_keyring.lock();
        QSignalSpy changes(&m_bench->store(), &SecretStore::availabilityChanged);
        for (const auto &refused : {m_bench->read(u"a"_s), m_bench->read(u"nobody"_s),
                                    m_bench->write(u"a"_s, "fake-2"), m_bench->remove(u"a"_s)}) {
            QCOMPARE(refusal(refused), ErrorCode::StoreLocked);
            QVERIFY(refused.error().detail.contains(u"unlock it"_s));
        }
        QCOMPARE(changes.count(), 0);
        m_keyring.unlock("test");
        QTRY_COMPARE(changes.count(), 1);
        QCOMPARE(m_bench->read(u"a"_s).value().reveal(), QByteArray("fake-1"));
        QVERIFY(m_bench->remove(u"a"_s));
        QCoreApplication::processEvents();
        QCOMPARE(changes.count(), 1); // our own calls are no news
    }

    void keychainMayGoAndComeBack()
    {
        QVERIFY(m_bench->write(u"a"_s, "fake-1"));
        QSignalSpy changes(&m_bench->store(), &SecretStore::availabilityChanged);
        m_keyring.kill();
        for (const auto &refused :
             {m_bench->read(u"a"_s), m_bench->write(u"a"_s, "fake-2"), m_bench->remove(u"a"_s)}) {
            QCOMPARE(refusal(refused), ErrorCode::StoreUnavailable);
            QVERIFY2(refused.error().detail.contains(u"start gnome-keyring"_s),
                     qPrintable(refused.error().detail));
        }
        m_keyring.start("test");
        QTRY_COMPARE(changes.count(), 1);
        const auto back = m_bench->read(u"a"_s);
        QVERIFY2(back, qPrintable(back ? QString() : back.error().detail));
        QCOMPARE(back->reveal(), QByteArray("fake-1"));
    }

    void wrongPasswordAtStartLeavesItLocked()
    {
        QVERIFY(m_bench->write(u"a"_s, "fake-1"));
        m_keyring.kill();
        m_keyring.start("wrong");
        QSignalSpy changes(&m_bench->store(), &SecretStore::availabilityChanged);
        QCOMPARE(refusal(m_bench->read(u"a"_s)), ErrorCode::StoreLocked);
        QCOMPARE(refusal(m_bench->write(u"a"_s, "fake-2")), ErrorCode::StoreLocked);
        m_keyring.unlock("test");
        QTRY_COMPARE(changes.count(), 1);
        QCOMPARE(m_bench->read(u"a"_s).value().reveal(), QByteArray("fake-1"));
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
