// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/account_book.h"
#include "simulator/claude_limits.h"
#include "simulator/simulated_account.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace sluice;

namespace {

constexpr SystemTime start = fromUnixMilliseconds(1'774'000'000'000);

QByteArray headerOf(const SimulatedAccount &account, const QByteArray &name)
{
    return claudeLimitHeaders(account).value("anthropic-ratelimit-unified-" + name).toByteArray();
}

} // namespace

class TestSimulatedAccount : public QObject
{
    Q_OBJECT

private slots:
    void windowOpensWithTheFirstUse();
    void windowIsEmptyAgainAtItsReset();
    void headersSpeakTheRealVocabulary();
    void weeklyWindowRepresentsWhenItIsWorse();
    void fullWindowTellsTheSecondsToItsReset();
    void configureNamesAnUnknownMember();
    void tokenTextIsReadBack_data();
    void tokenTextIsReadBack();
    void refreshTokenWorksOnce();
    void accessTokenStaysValidUntilItIsExpired();
    void speedShortensWindows();
};

void TestSimulatedAccount::windowOpensWithTheFirstUse()
{
    SimulatedWindow window = {.length = 5h, .perRequest = 10_pct};
    QVERIFY(!window.resetsAt);
    window.use(start);
    window.use(start + 1h);
    QCOMPARE(window.resetsAt, start + 5h);
    QCOMPARE(window.utilization.value(), 20.0);
}

void TestSimulatedAccount::windowIsEmptyAgainAtItsReset()
{
    SimulatedWindow window = {.length = 5h, .perRequest = 100_pct};
    window.use(start);
    QVERIFY(window.isFull());
    window.passTime(start + 5h - 1ms);
    QVERIFY(window.isFull());
    window.passTime(start + 5h);
    QVERIFY(!window.isFull());
    QVERIFY(!window.resetsAt);
}

void TestSimulatedAccount::headersSpeakTheRealVocabulary()
{
    SimulatedAccount account;
    QVERIFY(account.configure({{"five_hour"_L1, 0.93}, {"seven_day"_L1, 0.4}, {"five_hour_resets_in"_L1, 60}},
                              start));
    QCOMPARE(headerOf(account, "status"), "allowed_warning");
    QCOMPARE(headerOf(account, "representative-claim"), "five_hour");
    QCOMPARE(headerOf(account, "5h-utilization"), "0.93");
    QCOMPARE(headerOf(account, "5h-surpassed-threshold"), "0.9");
    QCOMPARE(headerOf(account, "5h-reset"), "1774000060");
    QCOMPARE(headerOf(account, "reset"), "1774000060");
    QCOMPARE(headerOf(account, "7d-utilization"), "0.4");
    QCOMPARE(headerOf(account, "7d-status"), "allowed");
    QCOMPARE(headerOf(account, "7d-surpassed-threshold"), "");
}

void TestSimulatedAccount::weeklyWindowRepresentsWhenItIsWorse()
{
    SimulatedAccount account;
    QVERIFY(account.configure({{"five_hour"_L1, 0.95}, {"seven_day"_L1, 1}}, start));
    QCOMPARE(headerOf(account, "status"), "rejected");
    QCOMPARE(headerOf(account, "representative-claim"), "seven_day");
    QCOMPARE(headerOf(account, "reset"), headerOf(account, "7d-reset"));
}

void TestSimulatedAccount::fullWindowTellsTheSecondsToItsReset()
{
    SimulatedAccount account;
    QVERIFY(account.configure({{"five_hour"_L1, 1}, {"five_hour_resets_in"_L1, 90}}, start));
    QCOMPARE(secondsToReset(account, start + 500ms), 90);
    account.passTime(start + 90s);
    QCOMPARE(secondsToReset(account, start + 90s), 0);
}

void TestSimulatedAccount::configureNamesAnUnknownMember()
{
    SimulatedAccount account;
    const auto status = account.configure({{"six_hour"_L1, 1}}, start);
    QVERIFY(!status);
    QVERIFY(status.error().detail.contains("six_hour"_L1));
}

void TestSimulatedAccount::tokenTextIsReadBack_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("access") << QByteArray("sim-access-side_project-3") << true;
    QTest::newRow("refresh") << QByteArray("sim-refresh-a-1") << true;
    QTest::newRow("generation missing") << QByteArray("sim-access-a") << false;
    QTest::newRow("name missing") << QByteArray("sim-access--1") << false;
    QTest::newRow("name with capitals") << QByteArray("sim-access-A-1") << false;
    QTest::newRow("generation zero") << QByteArray("sim-access-a-0") << false;
    QTest::newRow("someone else's") << QByteArray("fake-access-token") << false;
}

void TestSimulatedAccount::tokenTextIsReadBack()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, valid);
    const auto token = SimulatedToken::parse(text);
    QCOMPARE(token.has_value(), valid);
    if (token)
        QCOMPARE(token->text(), text);
}

void TestSimulatedAccount::refreshTokenWorksOnce()
{
    AccountBook book(1);
    const SimulatedToken token = {SimulatedToken::Kind::Refresh, u"a"_s, 1};
    const auto first = book.refresh(token);
    QVERIFY(first);
    QCOMPARE(first->generation, 2);
    QVERIFY(!book.refresh(token));
    QCOMPARE(book.refreshes(), 1);
    QCOMPARE(book.refreshReuses(), 1);
}

void TestSimulatedAccount::accessTokenStaysValidUntilItIsExpired()
{
    AccountBook book(1);
    const SimulatedToken first = {SimulatedToken::Kind::Access, u"a"_s, 1};
    const SimulatedToken second = {SimulatedToken::Kind::Access, u"a"_s, 2};
    QVERIFY(book.ofAccessToken(first));
    QVERIFY(!book.ofAccessToken(second));
    QVERIFY(book.refresh({SimulatedToken::Kind::Refresh, u"a"_s, 1}));
    QVERIFY(book.ofAccessToken(first));
    QVERIFY(book.ofAccessToken(second));
    QVERIFY(book.account(u"a"_s).configure({{"expire_access"_L1, true}}, start));
    QVERIFY(!book.ofAccessToken(second));
}

void TestSimulatedAccount::speedShortensWindows()
{
    AccountBook book(60);
    QCOMPARE(book.account(u"a"_s).fiveHour.length, milliseconds{5min});
}

QTEST_GUILESS_MAIN(TestSimulatedAccount)
#include "tst_simulated_account.moc"
