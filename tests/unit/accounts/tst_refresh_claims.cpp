// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/refresh_claims.h"
#include "tests/support/credential_bench.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

//! No refresh token is sent for two accounts.
class TestRefreshClaims : public QObject
{
    Q_OBJECT

private slots:
    void theFirstAccountHasIt()
    {
        const Secret token("fake-refresh-1");
        RefreshClaims claims;
        QVERIFY(!claims.claim(token, u"a"_s));
        QVERIFY(!claims.claim(token, u"a"_s)); // another try of its own
        QCOMPARE(claims.claim(token, u"b"_s), std::optional(u"a"_s));
        QVERIFY(!claims.claim(Secret("fake-refresh-2"), u"b"_s));
        claims.release(token);
        QVERIFY(!claims.claim(token, u"b"_s));
        QCOMPARE(claims.claim(token, u"a"_s), std::optional(u"b"_s));
    }

    void aRestartKnowsWhatTwoHaveAskedFor()
    {
        const Secret alone("fake-refresh-1");
        const Secret copied("fake-refresh-2");
        RefreshClaims claims;
        QVERIFY(!claims.claim(alone, u"a"_s));
        QVERIFY(!claims.claim(copied, u"a"_s));
        QVERIFY(claims.claim(copied, u"b"_s));
        const auto json = claims.toJson();
        QCOMPARE(json.size(), 1);
        QVERIFY(!QJsonDocument(json).toJson().contains("fake-"));
        RefreshClaims restarted;
        restarted.restore(json);
        QCOMPARE(restarted.claim(copied, u"b"_s), std::optional(u"a"_s));
        QVERIFY(!restarted.claim(alone, u"b"_s));
        QCOMPARE(restarted.toJson(), json);
    }

    void whatNobodyAsksForIsForgottenInTime()
    {
        const Secret alone("fake-refresh-alone");
        const Secret copied("fake-refresh-copied");
        RefreshClaims claims;
        QVERIFY(!claims.claim(alone, u"a"_s));
        QVERIFY(!claims.claim(copied, u"a"_s));
        for (int i = 0; i < 1500; ++i) {
            QVERIFY(!claims.claim(Secret(QByteArray::number(i)), u"a"_s));
            QVERIFY(claims.claim(copied, u"b"_s));
        }
        QVERIFY(!claims.claim(alone, u"b"_s));
    }

    void aCopyOfALoginIsNotRenewed()
    {
        CredentialBench bench;
        bench.claimant = {std::make_shared<RefreshClaims>(), u"b"_s};
        const Secret token("fake-refresh-old");
        QVERIFY(!bench.claimant.claims->claim(token, u"a"_s));
        bench.write(bench.login("old", -1s));
        bench.start();
        QVERIFY(!bench.fetched()->has_value());
        QCOMPARE(bench.endpoint.bodies().size(), 0);
        QCOMPARE(bench.credential->state(), CredentialState::RefreshFailing);
        QCOMPARE(bench.credential->fault(),
                 (AccountFault{AccountFault::Kind::LoginShared, ErrorCode::SignInNeeded, u"a"_s}));
        const auto problem = bench.credential->problem();
        QVERIFY2(problem.contains(u"the login of account \"a\""_s), qPrintable(problem));
        QVERIFY2(problem.contains(u"sign in anew for this account"_s), qPrintable(problem));
        QVERIFY(!problem.contains(u"fake-"_s));

        bench.claimant.claims->release(token); // it was not used up
        bench.endpoint.answer(200, bench.login("new"));
        bench.clock.advance(5s);
        QVERIFY(bench.runUntil([&] { return bench.credential->state() == CredentialState::Available; }));
        QCOMPARE(bench.endpoint.bodies().size(), 1);
        QCOMPARE(bench.credential->fault(), AccountFault());
    }

    void aSignInOfItsOwnEndsIt()
    {
        CredentialBench bench;
        bench.claimant = {std::make_shared<RefreshClaims>(), u"b"_s};
        QVERIFY(!bench.claimant.claims->claim(Secret("fake-refresh-old"), u"a"_s));
        bench.write(bench.login("old", -1s));
        bench.start();
        QVERIFY(!bench.fetched()->has_value());
        bench.write(bench.login("own"));
        bench.notice();
        QVERIFY(bench.runUntil([&] { return bench.credential->state() == CredentialState::Available; }));
        QCOMPARE(bench.credential->fault(), AccountFault());
        QCOMPARE(bench.endpoint.bodies().size(), 0);
    }

    void whatARefreshUsedUpIsNobodyElses()
    {
        CredentialBench bench;
        bench.claimant = {std::make_shared<RefreshClaims>(), u"a"_s};
        bench.write(bench.login("old", -1s));
        bench.endpoint.answer(200, bench.login("new"));
        bench.start();
        QVERIFY(bench.fetched()->has_value());
        auto &claims = *bench.claimant.claims;
        QCOMPARE(claims.claim(Secret("fake-refresh-old"), u"b"_s), std::optional(u"a"_s));
        QVERIFY(!claims.claim(Secret("fake-refresh-new"), u"b"_s));
    }

    void whatWasNotUsedUpIsFree_data()
    {
        QTest::addColumn<int>("status"); // 0: no answer
        QTest::addColumn<QByteArray>("body");
        const TokenSet kept{.accessToken = Secret("fake-access-new"),
                            .refreshToken = Secret("fake-refresh-old")};
        QTest::newRow("the provider fails") << 500 << QByteArray();
        QTest::newRow("it refuses") << 400 << QByteArray("invalid_grant");
        QTest::newRow("it breaks off") << 0 << QByteArray();
        QTest::newRow("it renews the access token alone") << 200 << FakeOAuthProfile::credentials(kept);
    }
    void whatWasNotUsedUpIsFree()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        CredentialBench bench;
        bench.claimant = {std::make_shared<RefreshClaims>(), u"a"_s};
        bench.write(bench.login("old", -1s));
        if (status == 0)
            bench.endpoint.breakOff();
        else
            bench.endpoint.answer(status, body);
        bench.start();
        QCOMPARE(bench.fetched()->has_value(), status == 200);
        QCOMPARE(bench.endpoint.bodies().size(), 1);
        QVERIFY(!bench.claimant.claims->claim(Secret("fake-refresh-old"), u"b"_s));
    }
};

QTEST_GUILESS_MAIN(TestRefreshClaims)
#include "tst_refresh_claims.moc"
