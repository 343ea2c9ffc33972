// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/credential_bench.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

//! A login whose home is the keychain or the vault: what it may do while that does not answer.
class TestSecretHome : public QObject
{
    Q_OBJECT

private slots:
    void storedLoginIsUsed()
    {
        CredentialBench bench;
        bench.keep(bench.login("a"));
        bench.startInStore();
        QCOMPARE(bench.credential->state(), CredentialState::Available);
        QCOMPARE(bench.fetched()->value().accessToken, Secret("fake-access-a"));
        QVERIFY(!bench.credential->waitsForStore());
    }

    void firstRequestWaitsForTheFirstAnswer()
    {
        CredentialBench bench;
        bench.store.setDelay(100ms);
        bench.keep(bench.login("a"));
        bench.startInStore();
        QCOMPARE(bench.credential->state(), CredentialState::Loading);
        CredentialBench::Outcome outcome;
        bench.fetch(outcome);
        bench.run();
        QVERIFY(!outcome);
        bench.clock.advance(100ms);
        QVERIFY(bench.runUntil([&] { return outcome.has_value(); }));
        QCOMPARE(outcome->value().accessToken, Secret("fake-access-a"));
    }

    void missingEntryAsksForASignIn()
    {
        CredentialBench bench;
        bench.startInStore();
        QCOMPARE(bench.credential->state(), CredentialState::Missing);
        QVERIFY(bench.credential->problem().contains(u"sign in again"_s));
        QCOMPARE(bench.credential->fault().kind, AccountFault::Kind::LoginMissing);
    }

    void lockedStoreIsAwaitedWithoutARestart()
    {
        CredentialBench bench;
        bench.keep(bench.login("a"));
        bench.store.setLocked(true);
        bench.startInStore();
        QCOMPARE(bench.credential->state(), CredentialState::StoreUnavailable);
        QVERIFY(bench.credential->waitsForStore());
        QVERIFY(!bench.credential->problem().isEmpty());
        QCOMPARE(bench.credential->fault().kind, AccountFault::Kind::StoreLocked);
        QCOMPARE(bench.fetched()->error().code, ErrorCode::StoreLocked);
        bench.store.setLocked(false);
        bench.run();
        QCOMPARE(bench.credential->state(), CredentialState::Available);
        QVERIFY(!bench.credential->waitsForStore());
    }

    void storeIsAskedAgainWhereItSaysNothing()
    {
        CredentialBench bench;
        bench.store.failNext(MemorySecretStore::Kind::Read, ErrorCode::StoreUnavailable);
        bench.keep(bench.login("a"));
        bench.startInStore();
        QCOMPARE(bench.credential->state(), CredentialState::StoreUnavailable);
        QCOMPARE(bench.credential->fault().kind, AccountFault::Kind::StoreSilent);
        bench.clock.advance(30s);
        bench.run();
        QCOMPARE(bench.credential->state(), CredentialState::Available);
    }

    void knownLoginServesWhileTheStoreIsLocked()
    {
        CredentialBench bench;
        bench.keep(bench.login("a"));
        bench.startInStore();
        bench.store.setLocked(true);
        bench.credential->retry();
        bench.run();
        QCOMPARE(bench.fetched()->value().accessToken, Secret("fake-access-a"));
        QCOMPARE(bench.credential->state(), CredentialState::Available);
        QVERIFY(bench.credential->waitsForStore()); // and the person hears of it
        QCOMPARE(bench.credential->fault().kind, AccountFault::Kind::StoreLocked);
        QVERIFY(!bench.credential->problem().isEmpty());
    }

    //! Never refreshed when the new token could not be saved.
    void lockedStorePreventsARefresh()
    {
        CredentialBench bench;
        bench.keep(bench.login("old", 10min));
        bench.startInStore();
        bench.store.setLocked(true);
        bench.clock.advance(6min); // due
        bench.run();
        QVERIFY(bench.endpoint.bodies().isEmpty());
        QCOMPARE(bench.fetched()->value().accessToken, Secret("fake-access-old"));
        bench.clock.advance(5min); // expired
        bench.run();
        QVERIFY(bench.endpoint.bodies().isEmpty());
        QCOMPARE(bench.credential->state(), CredentialState::StoreUnavailable);

        bench.endpoint.answer(200, bench.login("new"));
        bench.store.setLocked(false);
        QVERIFY(bench.runUntil([&] { return bench.credential->state() == CredentialState::Available; }));
        QCOMPARE(bench.credential->current()->accessToken, Secret("fake-access-new"));
    }

    void refreshIsStoredAndReadBack()
    {
        CredentialBench bench;
        bench.keep(bench.login("old", -1s));
        bench.endpoint.answer(200, bench.login("new"));
        bench.startInStore();
        QCOMPARE(bench.fetched()->value().accessToken, Secret("fake-access-new"));
        QVERIFY(bench.stored().contains("fake-refresh-new"));
        QVERIFY(bench.stored().contains("foreign")); // what Sluice does not know stays
        QCOMPARE(bench.store.log().constLast(), u"read account/a"_s);
        QVERIFY(!QFileInfo::exists(bench.recoveryPath()));
    }

    void tokensThatCannotBeStoredAreKeptAndTriedAgain_data()
    {
        QTest::addColumn<bool>("isRefused");
        QTest::newRow("refused") << true;
        QTest::newRow("said to be stored, and are not") << false;
    }

    void tokensThatCannotBeStoredAreKeptAndTriedAgain()
    {
        QFETCH(const bool, isRefused);
        CredentialBench bench;
        bench.keep(bench.login("old", -1s));
        bench.endpoint.answer(200, bench.login("new"));
        if (isRefused)
            bench.store.failNext(MemorySecretStore::Kind::Write, ErrorCode::StoreUnavailable);
        else
            bench.store.next(MemorySecretStore::Kind::Write, {.happens = false});
        bench.startInStore();
        QCOMPARE(bench.fetched()->value().accessToken, Secret("fake-access-new"));
        QVERIFY(QFileInfo::exists(bench.recoveryPath()));
        QVERIFY(bench.stored().contains("fake-refresh-old"));
        bench.clock.advance(5s);
        QVERIFY(bench.runUntil([&] { return bench.stored().contains("fake-refresh-new"); }));
        QVERIFY(bench.runUntil([&] { return !QFileInfo::exists(bench.recoveryPath()); }));
        QCOMPARE(bench.endpoint.bodies().size(), 1);
    }

    //! Another program has changed the entry since we last read it.
    void unsavedTokensNeverReplaceAnotherLogin()
    {
        CredentialBench bench;
        bench.keep(bench.login("old", -1s));
        bench.endpoint.answer(200, bench.login("new"));
        bench.store.failNext(MemorySecretStore::Kind::Write, ErrorCode::StoreUnavailable);
        bench.startInStore();
        QCOMPARE(bench.fetched()->value().accessToken, Secret("fake-access-new"));
        bench.keep(bench.login("other"));
        bench.clock.advance(5s);
        QVERIFY(bench.runUntil([&] { return !QFileInfo::exists(bench.recoveryPath()); }));
        QVERIFY(bench.stored().contains("fake-refresh-other"));
        QCOMPARE(bench.credential->current()->accessToken, Secret("fake-access-other"));
    }

    void movingWaitsForARefresh()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        bench.start();
        CredentialBench::Outcome outcome;
        bench.fetch(outcome);
        QVERIFY(bench.runUntil([&] { return !bench.endpoint.bodies().isEmpty(); }));
        bench.keep(bench.login("elsewhere"));
        bench.credential->moveTo(bench.storePlace());
        QVERIFY(bench.credential->isRefreshing());
        bench.clock.advance(30s); // nobody answers
        QVERIFY(bench.runUntil([&] { return !bench.credential->isRefreshing(); }));
        QVERIFY(bench.runUntil([&] { return bench.credential->current().has_value(); }));
        QCOMPARE(bench.credential->current()->accessToken, Secret("fake-access-elsewhere"));
    }

    //! The provider has used up the old refresh token, and the program dies before the new one is stored.
    void crashAfterTheAnswerLosesNothing()
    {
        CredentialBench bench;
        bench.keep(bench.login("old", -1s));
        bench.endpoint.answer(200, bench.login("new"));
        bench.store.dieAfter(2); // the first look and the one before the refresh
        bench.startInStore();
        bench.credential.reset();
        bench.store.revive();
        QVERIFY(bench.stored().contains("fake-refresh-old"));

        bench.startInStore();
        QCOMPARE(bench.fetched()->value().accessToken, Secret("fake-access-new"));
        bench.clock.advance(1min);
        QVERIFY(bench.runUntil([&] { return bench.stored().contains("fake-refresh-new"); }));
        QCOMPARE(bench.endpoint.bodies().size(), 1);
    }

    void movingKeepsTheTokensInUse()
    {
        CredentialBench bench;
        bench.write(bench.login("a"));
        bench.start();
        bench.store.setDelay(1s);
        bench.keep(bench.login("a"));
        bench.credential->moveTo(bench.storePlace());
        QCOMPARE(bench.credential->current()->accessToken, Secret("fake-access-a"));
        QFile::remove(bench.path());
        bench.notice();
        bench.run();
        QCOMPARE(bench.credential->state(), CredentialState::Available);
    }

    void anotherLoginInTheSamePlaceIsTakenUp()
    {
        CredentialBench bench;
        bench.keep(bench.login("a"));
        bench.startInStore();
        bench.keep(bench.login("b"));
        bench.credential->retry();
        bench.run();
        QCOMPARE(bench.credential->current()->accessToken, Secret("fake-access-b"));
    }
};

QTEST_GUILESS_MAIN(TestSecretHome)
#include "tst_secret_home.moc"
