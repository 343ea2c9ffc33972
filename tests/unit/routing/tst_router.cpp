// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/routing/router.h"
#include "tests/support/fake_random.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr SystemTime kNow = fromUnixMilliseconds(1'774'000'000'000);

QList<Candidate> accounts(std::initializer_list<std::pair<QString, double>> list)
{
    QList<Candidate> result;
    for (const auto &[id, weekly] : list)
        result.append({.id = id, .weekly = Percent{weekly}});
    return result;
}

QList<Candidate> manyAccounts(int count)
{
    QList<Candidate> result;
    for (int i = 0; i < count; ++i)
        result.append({.id = u"account-%1"_s.arg(i), .weekly = Percent{static_cast<double>(i % 50)}});
    return result;
}

//! Nanoseconds per choice, the best of several rounds.
qint64 costOfSelect(int accountCount, int sessionCount)
{
    FakeRandom random;
    Router router({.rebalanceThreshold = 1000}, random);
    const auto candidates = manyAccounts(accountCount);
    QList<QByteArray> sessions;
    for (int i = 0; i < sessionCount; ++i)
        sessions.append("session-" + QByteArray::number(i));
    for (const auto &session : std::as_const(sessions))
        router.select({.session = session}, candidates, kNow);
    constexpr int rounds = 1000;
    qint64 best = std::numeric_limits<qint64>::max();
    for (int repetition = 0; repetition < 7; ++repetition) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < rounds; ++i)
            router.select({.session = sessions.at(i * 7 % sessionCount)}, candidates, kNow);
        best = std::min(best, timer.nsecsElapsed() / rounds);
    }
    return best;
}

} // namespace

class TestRouter : public QObject
{
    Q_OBJECT

private slots:
    void aSessionStaysWhereItIs()
    {
        FakeRandom random;
        Router router({}, random);
        auto candidates = accounts({{u"a"_s, 10}, {u"b"_s, 20}});
        QCOMPARE(router.select({.session = "s"}, candidates, kNow).account(), u"a"_s);
        candidates[0].weekly = 90_pct; // b is better now
        const auto again = router.select({.session = "s"}, candidates, kNow + 1h);
        QCOMPARE(again.account(), u"a"_s);
        QVERIFY(again.why == Why::Sticky);
        QCOMPARE(router.select({.session = "t"}, candidates, kNow + 1h).account(), u"b"_s);
    }

    void withoutASessionItChoosesAnew()
    {
        FakeRandom random;
        Router router({.strategy = Strategy::RoundRobin}, random);
        const auto candidates = accounts({{u"a"_s, 10}, {u"b"_s, 20}});
        QCOMPARE(router.select({}, candidates, kNow).account(), u"a"_s);
        QCOMPARE(router.select({}, candidates, kNow).account(), u"b"_s);
        QCOMPARE(router.recentSessions(kNow), 0);
    }

    void interleavedFirstRequestsOfASessionAgree()
    {
        FakeRandom random;
        Router router({.strategy = Strategy::RoundRobin}, random);
        const auto candidates = accounts({{u"a"_s, 0}, {u"b"_s, 0}, {u"c"_s, 0}});
        // Five exchanges each of three new sessions choose before any of them has an answer.
        QHash<QByteArray, QSet<QString>> chosen;
        for (int round = 0; round < 5; ++round) {
            for (const auto *session : {"s", "t", "u"})
                chosen[session].insert(router.select({.session = session}, candidates, kNow).account());
        }
        QSet<QString> all;
        for (const auto &each : std::as_const(chosen)) {
            QCOMPARE(each.size(), 1);
            all += each;
        }
        QCOMPARE(all.size(), 3); // and a session that stays takes no turn from others
    }

    void aSessionLeavesALimitedAccountForGood()
    {
        FakeRandom random;
        Router router({}, random);
        auto candidates = accounts({{u"a"_s, 10}, {u"b"_s, 20}});
        router.select({.session = "s"}, candidates, kNow);
        candidates[0].obstacle = Reason::Refused;
        const auto moved = router.select({.session = "s"}, candidates, kNow);
        QCOMPARE(moved.account(), u"b"_s);
        QCOMPARE(moved.movedFrom, std::optional(u"a"_s));
        candidates[0].obstacle.reset();
        QCOMPARE(router.select({.session = "s"}, candidates, kNow).account(), u"b"_s);
        QCOMPARE(router.recentSessions(u"a"_s, kNow), 0);
        QCOMPARE(router.recentSessions(u"b"_s, kNow), 1);
    }

    //! Its prompt cache is with the account that asked it to wait.
    void aSessionComesBackAfterAMomentsThrottle()
    {
        FakeRandom random;
        Router router({}, random);
        auto candidates = accounts({{u"a"_s, 10}, {u"b"_s, 20}});
        router.select({.session = "s"}, candidates, kNow);
        candidates[0].obstacle = Reason::Throttled;
        candidates[0].until = kNow + 20s;
        const auto lent = router.select({.session = "s", .tried = {u"a"_s}}, candidates, kNow);
        QCOMPARE(lent.account(), u"b"_s);
        QVERIFY(!lent.movedFrom);
        candidates[0].obstacle.reset();
        const auto back = router.select({.session = "s"}, candidates, kNow + 20s);
        QCOMPARE(back.account(), u"a"_s);
        QVERIFY(back.wasElsewhere); // it may hold what only b can read

        candidates[0].obstacle = Reason::Throttled;
        candidates[0].until = kNow + 10min;
        QCOMPARE(router.select({.session = "s"}, candidates, kNow + 21s).account(), u"b"_s);
        candidates[0].obstacle.reset();
        QCOMPARE(router.select({.session = "s"}, candidates, kNow + 10min).account(), u"b"_s);
    }

    void fallbackReturnsToTheFirst()
    {
        FakeRandom random;
        Router router({.strategy = Strategy::Fallback}, random);
        auto candidates = accounts({{u"a"_s, 90}, {u"b"_s, 20}});
        candidates[0].obstacle = Reason::Refused;
        QCOMPARE(router.select({.session = "s"}, candidates, kNow).account(), u"b"_s);
        candidates[0].obstacle.reset();
        QCOMPARE(router.select({.session = "s"}, candidates, kNow).account(), u"a"_s);
        QCOMPARE(router.recentSessions(u"a"_s, kNow), 1);
    }

    void everyAccountIsTriedAtMostOnce()
    {
        FakeRandom random;
        for (const auto strategy :
             {Strategy::LeastUsed, Strategy::RoundRobin, Strategy::Random, Strategy::Fallback}) {
            Router router({.strategy = strategy}, random);
            const auto candidates = accounts({{u"a"_s, 10}, {u"b"_s, 20}, {u"c"_s, 30}});
            QStringList tried;
            for (;;) {
                const auto account =
                    router.select({.session = "s", .tried = tried}, candidates, kNow).account();
                if (account.isEmpty())
                    break;
                QVERIFY(!tried.contains(account));
                tried.append(account);
            }
            QCOMPARE(tried.size(), 3);
        }
    }

    void aSessionKeepsItsAccountWhileNobodyIsUsable()
    {
        FakeRandom random;
        Router router({}, random);
        auto candidates = accounts({{u"a"_s, 10}, {u"b"_s, 0}});
        candidates[1].obstacle = Reason::Unreachable;
        router.select({.session = "s"}, candidates, kNow);
        candidates[0].obstacle = Reason::Throttled;
        const auto none = router.select({.session = "s"}, candidates, kNow);
        QVERIFY(!none.chosen);
        QVERIFY(none.why == Why::NoneUsable);
        candidates[0].obstacle.reset();
        candidates[1].obstacle.reset();
        QCOMPARE(router.select({.session = "s"}, candidates, kNow).account(), u"a"_s);
    }

    void anAccountThatIsGoneIsForgotten()
    {
        FakeRandom random;
        Router router({}, random);
        router.select({.session = "s"}, accounts({{u"a"_s, 10}, {u"b"_s, 20}}), kNow);
        QCOMPARE(router.select({.session = "s"}, accounts({{u"b"_s, 20}}), kNow).account(), u"b"_s);
        router.releaseAccount(u"b"_s);
        QCOMPARE(router.recentSessions(kNow), 0);
        QCOMPARE(router.select({.session = "s"}, accounts({{u"a"_s, 10}, {u"b"_s, 20}}), kNow).account(),
                 u"a"_s);
    }

    void rebalancingMovesAllSessionsOfTheAccount()
    {
        FakeRandom random;
        Router router({.rebalanceThreshold = 20}, random);
        auto candidates = accounts({{u"a"_s, 10}, {u"b"_s, 20}});
        router.select({.session = "s"}, candidates, kNow);
        router.select({.session = "t"}, candidates, kNow);
        candidates[0].weekly = 40_pct; // exactly the threshold
        QCOMPARE(router.select({.session = "s"}, candidates, kNow).account(), u"a"_s);
        candidates[0].weekly = 41_pct;
        const auto moved = router.select({.session = "s"}, candidates, kNow);
        QCOMPARE(moved.account(), u"b"_s);
        QVERIFY(moved.why == Why::Rebalanced);
        QCOMPARE(router.recentSessions(u"a"_s, kNow), 0);
        QCOMPARE(router.select({.session = "t"}, candidates, kNow).account(), u"b"_s);
    }

    void everyChoiceCanBeExplained()
    {
        FakeRandom random;
        Router router({}, random);
        auto candidates = accounts({{u"work"_s, 10}, {u"home"_s, 60}, {u"spare"_s, 20}});
        candidates[0].obstacle = Reason::Refused;
        candidates[0].window = WindowKind::FiveHour;
        candidates[0].until = kNow;
        const auto decision =
            router.select({.session = "s1", .model = u"opus"_s, .tried = {u"spare"_s}}, candidates, kNow);
        const auto trace = toTrace(decision, 17, u"claude"_s);
        QCOMPARE(trace.exchange, 17U);
        QCOMPARE(trace.providerId, u"claude"_s);
        QCOMPARE(trace.session, u"e8bc163c"_s);
        QCOMPARE(trace.model, u"opus"_s);
        QCOMPARE(trace.strategy, u"least-used"_s);
        QCOMPARE(trace.chosen, u"home"_s);
        QCOMPARE(trace.why, u"only usable account"_s);
        QStringList reasons;
        for (const auto &each : trace.candidates)
            reasons.append(each.accountId + u": "_s + each.reason);
        QCOMPARE(reasons,
                 (QStringList{u"work: 5-hour window limited by the provider until 2026-03-20T09:46:40Z"_s,
                              u"home: chosen"_s, u"spare: already tried"_s}));
        QCOMPARE(trace.candidates.at(1).score, 39.0);
    }

    void everyReasonHasWords()
    {
        for (int value = 0; value <= static_cast<int>(Reason::SessionElsewhere); ++value)
            QVERIFY(!toString(static_cast<Reason>(value), {}).isEmpty());
        for (int value = 0; value <= static_cast<int>(Why::FirstInList); ++value)
            QVERIFY(!toString(static_cast<Why>(value)).isEmpty());
    }

    void manySessionsCostNoMoreThanTwo()
    {
        const auto few = costOfSelect(2, 2);
        const auto many = costOfSelect(2, 10'000);
        // The same work; a wide margin for caches and a busy machine.
        QVERIFY2(many < 5 * few + 5'000, qPrintable(u"%1 ns, then %2 ns"_s.arg(few).arg(many)));
    }

    void manyAccountsAreQuick()
    {
        const auto cost = costOfSelect(100, 10'000);
        QVERIFY2(cost < 1'000'000, qPrintable(u"%1 ns"_s.arg(cost)));
    }
};

QTEST_APPLESS_MAIN(TestRouter)
#include "tst_router.moc"
