// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/credential_bench.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QScopeGuard>
#include <QtTest/QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace sluice;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(sluice::CredentialState)
Q_DECLARE_METATYPE(sluice::ErrorCode)

//! What becomes of a login when its refresh does not go as it should (spec/claude.md 3.6).
class TestRefreshFailures : public QObject
{
    Q_OBJECT

private slots:
    void refusalsAreRemembered_data()
    {
        QTest::addColumn<int>("status"); // 0: no answer
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::addColumn<CredentialState>("state");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<int>("pauseSeconds"); // 0: for good
        const auto failing = CredentialState::RefreshFailing;
        QTest::newRow("400 invalid_grant") << 400 << QByteArray("invalid_grant") << QByteArray()
                                           << CredentialState::SignInNeeded << ErrorCode::SignInNeeded << 0;
        QTest::newRow("400 other") << 400 << QByteArray("?") << QByteArray() << failing
                                   << ErrorCode::UpstreamUnreachable << 5;
        QTest::newRow("403") << 403 << QByteArray() << QByteArray() << failing
                             << ErrorCode::UpstreamUnreachable << 5;
        QTest::newRow("429 with a time")
            << 429 << QByteArray() << QByteArray("17") << failing << ErrorCode::RateLimited << 17;
        QTest::newRow("429 without") << 429 << QByteArray() << QByteArray() << failing
                                     << ErrorCode::RateLimited << 60;
        QTest::newRow("500") << 500 << QByteArray() << QByteArray() << failing
                             << ErrorCode::UpstreamUnreachable << 5;
        QTest::newRow("200 without tokens")
            << 200 << QByteArray("{}") << QByteArray() << failing << ErrorCode::CredentialMissing << 5;
        QTest::newRow("connection broke")
            << 0 << QByteArray() << QByteArray() << failing << ErrorCode::UpstreamClosed << 5;
    }

    void refusalsAreRemembered()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, retryAfter);
        QFETCH(const CredentialState, state);
        QFETCH(const ErrorCode, code);
        QFETCH(const int, pauseSeconds);
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        const auto before = bench.content();
        http::Headers headers;
        if (!retryAfter.isEmpty())
            headers.append("Retry-After", retryAfter);
        if (status == 0)
            bench.endpoint.breakOff();
        else
            bench.endpoint.answer(status, body, headers);
        bench.start();

        const auto outcome = bench.fetched();
        QVERIFY(!outcome->has_value());
        QCOMPARE(outcome->error().code, code);
        QCOMPARE(bench.credential->state(), state);
        QVERIFY(!bench.credential->problem().isEmpty());
        const bool isFinal = state == CredentialState::SignInNeeded;
        QCOMPARE(bench.credential->fault(),
                 isFinal ? AccountFault{.kind = AccountFault::Kind::LoginRefused}
                         : (AccountFault{.kind = AccountFault::Kind::RenewalFailing, .cause = code}));
        QCOMPARE(bench.content(), before);
        QVERIFY(!QFileInfo::exists(bench.path() + u".refresh.lock"_s));

        (void)bench.fetched(); // asks nobody again before its time
        QCOMPARE(bench.endpoint.bodies().size(), 1);
        QCOMPARE(bench.credential->retryAt().has_value(), pauseSeconds > 0);
        if (pauseSeconds == 0)
            return;
        QCOMPARE((*bench.credential->retryAt() - bench.clock.now()).count(),
                 milliseconds{seconds{pauseSeconds}}.count());
        bench.endpoint.answer(200, bench.login("new"));
        bench.clock.advance(seconds{pauseSeconds});
        QVERIFY(bench.runUntil([&] { return bench.credential->state() == CredentialState::Available; }));
        QCOMPARE(bench.endpoint.bodies().size(), 2);
    }

    void aRetryWaitsForNoPause()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        http::Headers headers;
        headers.append("Retry-After", "86400");
        bench.endpoint.answer(429, {}, headers);
        bench.start();
        QVERIFY(!bench.fetched()->has_value());
        QCOMPARE((*bench.credential->retryAt() - bench.clock.now()).count(), milliseconds{1h}.count());
        bench.endpoint.answer(200, bench.login("new"));
        bench.credential->retry();
        QVERIFY(bench.runUntil([&] { return bench.credential->state() == CredentialState::Available; }));
        QCOMPARE(bench.endpoint.bodies().size(), 2);
        bench.credential->retry(); // all is well: nobody is asked
        bench.run();
        QCOMPARE(bench.endpoint.bodies().size(), 2);
    }

    void silentEndpointFailsAfterThirtySeconds()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        bench.start();
        CredentialBench::Outcome outcome;
        bench.fetch(outcome);
        bench.runUntil([&] { return !bench.endpoint.bodies().isEmpty(); });
        bench.clock.advance(29s);
        bench.run();
        QVERIFY(!outcome);
        bench.clock.advance(1s);
        QVERIFY(bench.runUntil([&] { return outcome.has_value(); }));
        QCOMPARE(outcome->error().code, ErrorCode::TimedOut);
    }

    void unreachableEndpointKeepsAGoodTokenInUse()
    {
        CredentialBench bench;
        bench.write(bench.login("old", 4min));
        bench.endpoint.stayUnreachable();
        bench.start();
        const auto outcome = bench.fetched();
        QCOMPARE(outcome->value().accessToken, Secret("fake-access-old"));
        QCOMPARE(bench.credential->state(), CredentialState::Available);
        QVERIFY(!bench.credential->problem().isEmpty());
        bench.clock.advance(4min);
        bench.run();
        QCOMPARE(bench.credential->state(), CredentialState::RefreshFailing);
    }

    void newerLoginInTheFileEndsAFailure()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        bench.endpoint.answer(400, "invalid_grant");
        bench.endpoint.onRequest([&bench] { bench.write(bench.login("theirs")); });
        bench.start();
        const auto outcome = bench.fetched();
        QCOMPARE(outcome->value().accessToken, Secret("fake-access-theirs"));
        QCOMPARE(bench.credential->state(), CredentialState::Available);
    }

    void refusedLoginWaitsForAnotherOne()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        bench.endpoint.answer(400, "invalid_grant");
        bench.start();
        (void)bench.fetched();
        bench.clock.advance(24h);
        bench.run();
        QCOMPARE(bench.endpoint.bodies().size(), 1);
        bench.write(bench.login("new"));
        bench.notice();
        QCOMPARE(bench.credential->state(), CredentialState::Available);
        QVERIFY(bench.credential->problem().isEmpty());
    }

    void heldLockIsASoftFailure()
    {
        CredentialBench bench;
        bench.write(bench.login("old", 1min));
        QVERIFY(
            QDir().mkdir(bench.path() + u".refresh.lock"_s)); // fresh: the fake clock is behind the machine's
        bench.start();
        CredentialBench::Outcome outcome;
        bench.fetch(outcome);
        bench.clock.advance(10s);
        QVERIFY(bench.runUntil([&] { return outcome.has_value(); }));
        QCOMPARE(outcome->value().accessToken, Secret("fake-access-old"));
        QVERIFY(bench.endpoint.bodies().isEmpty());
        bench.clock.advance(1min);
        bench.run();
        QCOMPARE(bench.credential->state(), CredentialState::RefreshFailing);
        QCOMPARE(bench.fetched()->error().code, ErrorCode::LockBusy);
        QCOMPARE(bench.credential->fault().cause, ErrorCode::LockBusy);
        QVERIFY(QFileInfo::exists(bench.path() + u".refresh.lock"_s));
    }

    void fileThatCannotBeWrittenIsNotRefreshed()
    {
        CredentialBench bench;
        bench.write(bench.login("old", 1min));
        const auto directory = QFileInfo(bench.path()).absolutePath();
        QVERIFY(::chmod(QFile::encodeName(bench.path()).constData(), 0444) == 0);
        QVERIFY(::chmod(QFile::encodeName(directory).constData(), 0777) == 0);
        const auto isRoot = ::geteuid() == 0;
        if (isRoot)
            QVERIFY(::seteuid(65534) == 0); // root may write everything
        const auto restore = qScopeGuard([isRoot] { (void)(isRoot && ::seteuid(0) == 0); });
        bench.start();
        QVERIFY(bench.runUntil([&] { return bench.credential->state() == CredentialState::NotWritable; }));
        QCOMPARE(bench.credential->fault().kind, AccountFault::Kind::NotWritable);
        QVERIFY(bench.endpoint.bodies().isEmpty());
        QCOMPARE(bench.credential->current()->accessToken, Secret("fake-access-old"));
        bench.clock.advance(2min);
        bench.run();
        QVERIFY(bench.endpoint.bodies().isEmpty());
        QVERIFY(!bench.credential->current());
    }

    void tokensThatCouldNotBeSavedAreKeptAndSavedLater()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        const auto before = bench.content();
        const auto obstacle = bench.path() + u".write.lock"_s;
        bench.endpoint.answer(200, bench.login("new"));
        bench.endpoint.onRequest([&obstacle] { QDir().mkdir(obstacle); });
        bench.start();
        CredentialBench::Outcome outcome;
        bench.fetch(outcome);
        bench.runUntil([&] { return QFileInfo::exists(obstacle); });
        bench.run();
        bench.clock.advance(10s);
        QVERIFY(bench.runUntil([&] { return outcome.has_value(); }));
        QCOMPARE(outcome->value().accessToken, Secret("fake-access-new"));
        QCOMPARE(bench.credential->state(), CredentialState::Available);
        QVERIFY(!bench.credential->problem().isEmpty());
        QCOMPARE(bench.credential->fault().kind, AccountFault::Kind::Unsaved);
        QCOMPARE(bench.content(), before);
        QCOMPARE(QFile::permissions(bench.recoveryPath()) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());

        bench.start(); // as after a crash: the recovery file is all there is
        QCOMPARE(bench.credential->current()->accessToken, Secret("fake-access-new"));
        QVERIFY(QDir().rmdir(obstacle));
        bench.clock.advance(5s);
        bench.run();
        QCOMPARE(bench.content(), FakeOAuthProfile::credentials(outcome->value()));
        QVERIFY(!QFileInfo::exists(bench.recoveryPath()));
        QVERIFY(bench.credential->problem().isEmpty());
        QCOMPARE(bench.endpoint.bodies().size(), 1);
    }

    //! Whoever has no room to keep what comes must not use up what is there.
    void nothingIsAskedForThatCouldNotBeKept()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        QFile obstacle(QFileInfo(bench.recoveryPath()).path());
        QVERIFY(obstacle.open(QIODevice::WriteOnly)); // in the folder's place
        bench.endpoint.answer(200, bench.login("new"));
        bench.start();
        QCOMPARE(bench.fetched()->error().code, ErrorCode::FileFailed);
        QCOMPARE(bench.credential->state(), CredentialState::NotWritable);
        QVERIFY(bench.endpoint.bodies().isEmpty());
    }

    void nothingIsWrittenUnderALostLock()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        const auto before = bench.content();
        const auto lock = bench.path() + u".refresh.lock"_s;
        bench.endpoint.answer(200, bench.login("new"));
        bench.endpoint.onRequest([&lock] { QVERIFY(QDir().rmdir(lock) && QDir().mkdir(lock)); });
        bench.start();
        const auto outcome = bench.fetched();
        QCOMPARE(outcome->value().accessToken, Secret("fake-access-new"));
        QCOMPARE(bench.content(), before);
        QVERIFY(QFileInfo::exists(lock)); // it belongs to somebody else now
        QVERIFY(QFileInfo::exists(bench.recoveryPath()));
    }

    //! As after a sleep of the machine, while the store is asked whether it can be written.
    void nothingIsAskedUnderALostLock()
    {
        CredentialBench bench;
        bench.keep(bench.login("old", -1s));
        const auto lock = QFileInfo(bench.path()).path() + u"/account.lock"_s;
        bool isLost = false;
        bench.store.setScript([&](const MemorySecretStore::Call &) {
            if (QDir().rmdir(lock)) // it is there from the second look on
                isLost = QDir().mkdir(lock);
            return MemorySecretStore::Fate{};
        });
        bench.startInStore();
        QVERIFY(isLost);
        QCOMPARE(bench.fetched()->error().code, ErrorCode::LockLost);
        QVERIFY(bench.endpoint.bodies().isEmpty());
        QVERIFY(QFileInfo::exists(lock)); // it belongs to somebody else now
    }

    void loginThatWasRemovedMeanwhileDoesNotComeBack()
    {
        CredentialBench bench;
        bench.write(bench.login("old", -1s));
        bench.endpoint.answer(200, bench.login("new"));
        bench.endpoint.onRequest([&bench] { QFile::remove(bench.path()); });
        bench.start();
        QCOMPARE(bench.fetched()->error().code, ErrorCode::CredentialMissing);
        QCOMPARE(bench.credential->state(), CredentialState::Missing);
        QVERIFY(!QFileInfo::exists(bench.path()));
        QVERIFY(!QFileInfo::exists(bench.recoveryPath()));
    }
};

QTEST_GUILESS_MAIN(TestRefreshFailures)
#include "tst_refresh_failures.moc"
