// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/exchange_stage.h"

#include <QtTest/QTest>

using namespace sluice;

class TestExchangeStage : public QObject
{
    Q_OBJECT

private slots:
    void judges_data()
    {
        QTest::addColumn<Attempt>("attempt");
        QTest::addColumn<Verdict>("verdict");
        using enum RefusalKind;
        QTest::newRow("served") << Attempt{.refusal = None} << Verdict::Relay;
        QTest::newRow("the request's own fault") << Attempt{.refusal = RequestProperty} << Verdict::Relay;
        QTest::newRow("account limit") << Attempt{.refusal = AccountLimit} << Verdict::TryNextAccount;
        QTest::newRow("account limit after a refresh")
            << Attempt{.refusal = AccountLimit, .refreshed = true} << Verdict::TryNextAccount;
        QTest::newRow("account limit after a throttle")
            << Attempt{.refusal = AccountLimit, .throttledBefore = true} << Verdict::TryNextAccount;
        QTest::newRow("model limit") << Attempt{.refusal = ModelLimit} << Verdict::TryNextAccount;
        QTest::newRow("throttle") << Attempt{.refusal = Throttle} << Verdict::TryNextAccount;
        QTest::newRow("second throttle")
            << Attempt{.refusal = Throttle, .throttledBefore = true} << Verdict::Relay;
        QTest::newRow("token refused") << Attempt{.refusal = Unauthorized} << Verdict::RefreshToken;
        QTest::newRow("fresh token refused")
            << Attempt{.refusal = Unauthorized, .refreshed = true} << Verdict::TryNextAccount;
        QTest::newRow("token refused after a throttle")
            << Attempt{.refusal = Unauthorized, .throttledBefore = true} << Verdict::RefreshToken;
        QTest::newRow("content of nobody else") << Attempt{.refusal = ForeignContent} << Verdict::Relay;
        QTest::newRow("content of another account")
            << Attempt{.refusal = ForeignContent, .wasElsewhere = true} << Verdict::SendWithoutForeignContent;
        QTest::newRow("content of another account, taken out before")
            << Attempt{.refusal = ForeignContent, .wasElsewhere = true, .stripped = true} << Verdict::Relay;
    }
    void judges()
    {
        QFETCH(const Attempt, attempt);
        QFETCH(const Verdict, verdict);
        QCOMPARE(judge(attempt), verdict);
    }
};

QTEST_APPLESS_MAIN(TestExchangeStage)
#include "tst_exchange_stage.moc"
