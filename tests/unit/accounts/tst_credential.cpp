// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/credential_bench.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace sluice;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(sluice::CredentialState)

class TestCredential : public QObject
{
    Q_OBJECT

private slots:
    void stateFollowsTheFile_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<CredentialState>("state");
        QTest::newRow("a login") << CredentialBench().login("a") << CredentialState::Available;
        QTest::newRow("foreign keys alone") << QByteArray(R"({"foreign": 1})") << CredentialState::Missing;
        QTest::newRow("not JSON") << QByteArray("{") << CredentialState::Invalid;
        QTest::newRow("empty") << QByteArray() << CredentialState::Invalid;
    }

    void stateFollowsTheFile()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const CredentialState, state);
        CredentialBench bench;
        bench.write(content);
        bench.start();
        bench.clock.advance(1s);
        QCOMPARE(bench.credential->state(), state);
        QCOMPARE(bench.credential->current().has_value(), state == CredentialState::Available);
    }

    void absentFileIsAwaited()
    {
        CredentialBench bench;
        bench.start();
        QCOMPARE(bench.credential->state(), CredentialState::Missing);
        QVERIFY(bench.credential->problem().contains(bench.path()));
        QCOMPARE(bench.credential->fault().kind, AccountFault::Kind::LoginMissing);
        const QSignalSpy changes(bench.credential.get(), &Credential::changed);
        bench.write(bench.login("a"));
        bench.notice();
        QCOMPARE(bench.credential->state(), CredentialState::Available);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(bench.credential->fault(), AccountFault());
    }

    void fileThatHoldsSomethingElseIsToldAsThat()
    {
        CredentialBench bench;
        bench.write("{");
        bench.start();
        bench.clock.advance(1s);
        QCOMPARE(bench.credential->fault().kind, AccountFault::Kind::NotALogin);
    }

    //! A folder without access; one that is a plain file shows it to root too.
    void whatCannotBeLookedForIsNotTakenForMissing()
    {
        CredentialBench bench;
        QFile folder(bench.path() + u".folder"_s);
        QVERIFY(folder.open(QIODevice::WriteOnly));
        QVERIFY(QFile::link(folder.fileName() + u"/login"_s, bench.path()));
        bench.start();
        bench.clock.advance(1s);
        QCOMPARE(bench.credential->state(), CredentialState::Invalid);
        QCOMPARE(bench.credential->fault().kind, AccountFault::Kind::FileUnreadable);
        QVERIFY2(bench.credential->problem().endsWith("Not a directory"_L1),
                 qPrintable(bench.credential->problem()));
    }

    void removedFileIsMissingAtOnce()
    {
        CredentialBench bench;
        bench.write(bench.login("a"));
        bench.start();
        QFile::remove(bench.path());
        bench.notice();
        QCOMPARE(bench.credential->state(), CredentialState::Missing);
        QVERIFY(!bench.credential->current());
        const auto outcome = bench.fetched();
        QCOMPARE(outcome->error().code, ErrorCode::CredentialMissing);
    }

    void anotherLoginInTheFileIsTold()
    {
        CredentialBench bench;
        bench.write(bench.login("a"));
        bench.start();
        const QSignalSpy replaced(bench.credential.get(), &Credential::loginReplaced);
        bench.write(bench.login("b"));
        bench.notice();
        QCOMPARE(replaced.count(), 1);
        QFile::remove(bench.path()); // signed out, then in as somebody else
        bench.notice();
        bench.write(bench.login("c"));
        bench.notice();
        QCOMPARE(replaced.count(), 2);
    }

    void ourOwnRefreshReplacesNothing()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        bench.endpoint.answer(200, bench.login("new"));
        bench.start();
        const QSignalSpy replaced(bench.credential.get(), &Credential::loginReplaced);
        (void)bench.fetched();
        bench.notice();
        QCOMPARE(bench.credential->current()->accessToken, Secret("fake-access-new"));
        QCOMPARE(replaced.count(), 0);
    }

    void halfWrittenFileGetsASecondLook()
    {
        CredentialBench bench;
        bench.write(bench.login("a"));
        bench.start();
        bench.write("{\"login\":");
        bench.clock.advance(30s);
        QCOMPARE(bench.credential->state(), CredentialState::Available); // may be half a file
        bench.write(bench.login("b"));
        bench.clock.advance(1s);
        QCOMPARE(bench.credential->current()->accessToken, Secret("fake-access-b"));
    }

    void goodTokenIsGivenWithoutARequest()
    {
        CredentialBench bench;
        bench.write(bench.login("a"));
        bench.start();
        CredentialBench::Outcome outcome;
        bench.fetch(outcome);
        QVERIFY(!outcome); // never from inside the call
        QVERIFY(bench.runUntil([&] { return outcome.has_value(); }));
        QCOMPARE(outcome->value().accessToken, Secret("fake-access-a"));
        QVERIFY(bench.endpoint.bodies().isEmpty());
    }

    void dueTokenIsRefreshedOnceForAllWhoWait()
    {
        CredentialBench bench;
        bench.proxy = QUrl(u"socks5://127.0.0.1:1080"_s);
        bench.write(bench.login("old", -1s));
        bench.endpoint.answer(200, bench.login("new"));
        bench.start();
        QCOMPARE(bench.credential->state(), CredentialState::Loading);
        CredentialBench::Outcome first;
        CredentialBench::Outcome second;
        bench.fetch(first);
        bench.fetch(second);
        QVERIFY(bench.runUntil([&] { return first && second; }));
        QCOMPARE(first->value().accessToken, Secret("fake-access-new"));
        QCOMPARE(second->value().accessToken, Secret("fake-access-new"));
        QCOMPARE(bench.endpoint.bodies(), QList<QByteArray>{"fake-refresh-old"});
        QCOMPARE(bench.endpoint.endpoints().first().proxy, bench.proxy);
        QCOMPARE(bench.content(), bench.login("new")); // the foreign member is part of it
        QVERIFY(!QFileInfo::exists(bench.path() + u".refresh.lock"_s));
        QVERIFY(!QFileInfo::exists(bench.path() + u".write.lock"_s));
        QCOMPARE(bench.credential->state(), CredentialState::Available);
    }

    void refreshesFiveMinutesAheadByItself()
    {
        CredentialBench bench;
        bench.write(bench.login("old", 1h));
        bench.endpoint.answer(200, bench.login("new", 9h));
        bench.start();
        bench.clock.advance(54min);
        bench.run();
        QVERIFY(bench.endpoint.bodies().isEmpty());
        bench.clock.advance(1min);
        QVERIFY(bench.runUntil(
            [&] { return bench.credential->current()->accessToken == Secret("fake-access-new"); }));
        QCOMPARE(bench.endpoint.bodies().size(), 1);
    }

    void savesBeforeItUses()
    {
        CredentialBench bench;
        bench.write(bench.login("old", 1min));
        bench.endpoint.answer(200, bench.login("new"));
        bench.start();
        QVERIFY(bench.runUntil([&] {
            const auto isUsed = bench.credential->current()->accessToken == Secret("fake-access-new");
            return isUsed || bench.content() == bench.login("new");
        }));
        QCOMPARE(bench.content(), bench.login("new"));
    }

    void takesWhatAnotherProgramHasRefreshed()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        bench.start();
        CredentialBench::Outcome outcome;
        bench.fetch(outcome);
        bench.write(bench.login("theirs"));
        QVERIFY(bench.runUntil([&] { return outcome.has_value(); }));
        QCOMPARE(outcome->value().accessToken, Secret("fake-access-theirs"));
        QVERIFY(bench.endpoint.bodies().isEmpty());
    }

    void tokenThatIsDueAgainAtOnceIsNotAskedForInALoop()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        bench.endpoint.answer(200, bench.login("new", 1min));
        bench.start();
        const auto outcome = bench.fetched();
        QCOMPARE(outcome->value().accessToken, Secret("fake-access-new"));
        bench.run();
        bench.clock.advance(50s);
        bench.run();
        QCOMPARE(bench.endpoint.bodies().size(), 1);
        QVERIFY(!bench.credential->retryAt());
    }

    void whoWaitsIsToldWhenTheAccountGoes()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        bench.start();
        CredentialBench::Outcome outcome;
        bench.fetch(outcome);
        bench.runUntil([&] { return !bench.endpoint.bodies().isEmpty(); });
        QVERIFY(QFileInfo::exists(bench.path() + u".refresh.lock"_s));
        bench.credential.reset();
        QVERIFY(!QFileInfo::exists(bench.path() + u".refresh.lock"_s));
        QVERIFY(bench.runUntil([&] { return outcome.has_value(); }));
        QVERIFY(!outcome->has_value());
    }

    void recoveryTakesAnotherTokenFromTheFile()
    {
        CredentialBench bench;
        bench.write(bench.login("a"));
        bench.start();
        bench.write(bench.login("b"));
        CredentialBench::Outcome outcome;
        bench.recover("a", outcome);
        QVERIFY(bench.runUntil([&] { return outcome.has_value(); }));
        QCOMPARE(outcome->value().accessToken, Secret("fake-access-b"));
        QVERIFY(bench.endpoint.bodies().isEmpty());
    }

    void recoveryRefreshesOnceForAll()
    {
        CredentialBench bench;
        bench.write(bench.login("a"));
        bench.endpoint.answer(200, bench.login("b"));
        bench.start();
        CredentialBench::Outcome first;
        CredentialBench::Outcome second;
        bench.recover("a", first);
        bench.recover("a", second);
        QVERIFY(!bench.credential->current()); // nobody is given the refused token meanwhile
        QVERIFY(bench.runUntil([&] { return first && second; }));
        QCOMPARE(first->value().accessToken, Secret("fake-access-b"));
        QCOMPARE(second->value().accessToken, Secret("fake-access-b"));
        QCOMPARE(bench.endpoint.bodies().size(), 1);
    }

    void freshTokenThatIsRefusedTooGetsAnotherTry()
    {
        CredentialBench bench;
        bench.write(bench.login("a"));
        bench.endpoint.answer(200, bench.login("b"));
        bench.start();
        CredentialBench::Outcome first;
        bench.recover("a", first);
        QVERIFY(bench.runUntil([&] { return first.has_value(); }));
        CredentialBench::Outcome second;
        bench.recover("b", second); // refused with the others, but sent after the refresh
        QVERIFY(bench.runUntil([&] { return second.has_value(); }));
        QCOMPARE(second->value().accessToken, Secret("fake-access-b"));
        QCOMPARE(bench.credential->state(), CredentialState::Available);
        QVERIFY(bench.credential->problem().isEmpty());
        QVERIFY(!bench.credential->retryAt());
        QCOMPARE(bench.endpoint.bodies().size(), 1);
    }

    void tokenThatIsRefusedAMinuteLaterIsRefreshed()
    {
        CredentialBench bench;
        bench.write(bench.login("a"));
        bench.endpoint.answer(200, bench.login("b"));
        bench.endpoint.answer(200, bench.login("c"));
        bench.start();
        CredentialBench::Outcome outcome;
        bench.recover("a", outcome);
        QVERIFY(bench.runUntil([&] { return outcome.has_value(); }));
        bench.clock.advance(60s);
        outcome.reset();
        bench.recover("b", outcome);
        QVERIFY(bench.runUntil([&] { return outcome.has_value(); }));
        QCOMPARE(outcome->value().accessToken, Secret("fake-access-c"));
        QCOMPARE(bench.endpoint.bodies().size(), 2);
    }

    void refusedTokenWhoseRefreshFailsIsNotGivenAgain()
    {
        CredentialBench bench;
        bench.write(bench.login("a"));
        bench.endpoint.answer(503, QByteArray());
        bench.start();
        for (int i = 0; i < 2; ++i) {
            CredentialBench::Outcome outcome;
            bench.recover("a", outcome);
            QVERIFY(bench.runUntil([&] { return outcome.has_value(); }));
            QVERIFY(!outcome->has_value());
        }
        QCOMPARE(bench.credential->state(), CredentialState::RefreshFailing);
        QVERIFY(bench.credential->retryAt());
        QCOMPARE(bench.endpoint.bodies().size(), 1);
    }

    void refusedTokenWithoutRefreshTokenNeedsSignIn()
    {
        CredentialBench bench;
        auto setUpToken = bench.tokens("a", -1h); // expired, as far as its file says
        setUpToken.refreshToken = {};
        bench.write(FakeOAuthProfile::credentials(setUpToken));
        bench.start();
        QCOMPARE(bench.credential->state(), CredentialState::Available); // only the provider knows
        CredentialBench::Outcome outcome;
        bench.recover("a", outcome);
        QVERIFY(bench.runUntil([&] { return outcome.has_value(); }));
        QCOMPARE(outcome->error().code, ErrorCode::SignInNeeded);
        QCOMPARE(bench.credential->state(), CredentialState::SignInNeeded);
        QCOMPARE(bench.credential->fault().kind, AccountFault::Kind::TokenRefused);
    }
};

QTEST_GUILESS_MAIN(TestCredential)
#include "tst_credential.moc"
