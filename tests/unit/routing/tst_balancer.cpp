// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/routing/balancer.h"
#include "tests/support/fake_random.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr SystemTime kNow = fromUnixMilliseconds(1'774'000'000'000);

Candidate account(const QString &id, double weekly = 0, double weight = 1)
{
    return {.id = id, .weight = weight, .weekly = Percent{weekly}};
}

Candidate with(Candidate candidate, Priority priority)
{
    candidate.priority = priority;
    return candidate;
}

Candidate with(Candidate candidate, Reason obstacle)
{
    candidate.obstacle = obstacle;
    return candidate;
}

Pick choose(Strategy strategy, const QList<Candidate> &candidates, const QStringList &tried = {},
            quint64 turn = 0, quint32 chance = 0)
{
    FakeRandom random(chance);
    return pick({.strategy = strategy, .tried = tried, .now = kNow}, candidates, turn, random);
}

QString chosen(const Pick &pick, const QList<Candidate> &candidates)
{
    return pick.chosen ? candidates.at(*pick.chosen).id : u"none"_s;
}

} // namespace

class TestBalancer : public QObject
{
    Q_OBJECT

private slots:
    void scoresWhatIsLeftOfTheWeek_data()
    {
        QTest::addColumn<double>("weight");
        QTest::addColumn<double>("cap");
        QTest::addColumn<double>("used");
        QTest::addColumn<double>("hoursLeft"); // 0: no reset known
        QTest::addColumn<double>("score");
        QTest::newRow("large plan") << 10.0 << 99.0 << 20.0 << 100.0 << 1327.2;
        QTest::newRow("small plan") << 1.0 << 80.0 << 10.0 << 50.0 << 235.2;
        QTest::newRow("no reset known") << 5.0 << 99.0 << 49.0 << 0.0 << 250.0;
        QTest::newRow("last hour") << 1.0 << 99.0 << 98.0 << 0.5 << 168.0;
        QTest::newRow("reset has passed") << 1.0 << 99.0 << 98.0 << -5.0 << 168.0;
    }

    void scoresWhatIsLeftOfTheWeek()
    {
        QFETCH(const double, weight);
        QFETCH(const double, cap);
        QFETCH(const double, used);
        QFETCH(const double, hoursLeft);
        QFETCH(const double, score);
        Candidate candidate = {.weight = weight, .capWeekly = Percent{cap}, .weekly = Percent{used}};
        if (hoursLeft != 0)
            candidate.weeklyResetsAt = kNow + milliseconds{static_cast<qint64>(hoursLeft * 3'600'000)};
        QCOMPARE(leastUsedScore(candidate, kNow), score);
    }

    void chooses_data()
    {
        QTest::addColumn<Strategy>("strategy");
        QTest::addColumn<QList<Candidate>>("candidates");
        QTest::addColumn<QStringList>("tried");
        QTest::addColumn<QString>("expected");
        const auto a = account(u"a"_s, 50);
        const auto b = account(u"b"_s, 20);
        const auto c = account(u"c"_s, 20);
        const auto off = with(account(u"off"_s), Reason::SwitchedOff);
        const auto none = u"none"_s;
        QTest::newRow("least used") << Strategy::LeastUsed << QList{a, b, c} << QStringList{} << u"b"_s;
        QTest::newRow("tie goes to the first")
            << Strategy::LeastUsed << QList{c, b, a} << QStringList{} << u"c"_s;
        QTest::newRow("weight") << Strategy::LeastUsed << QList{account(u"big"_s, 90, 10), b} << QStringList{}
                                << u"big"_s;
        QTest::newRow("obstacle") << Strategy::LeastUsed << QList{off, a} << QStringList{} << u"a"_s;
        QTest::newRow("tried") << Strategy::LeastUsed << QList{a, b} << QStringList{u"b"_s} << u"a"_s;
        QTest::newRow("all tried") << Strategy::LeastUsed << QList{a, b} << QStringList{u"a"_s, u"b"_s}
                                   << none;
        QTest::newRow("empty") << Strategy::LeastUsed << QList<Candidate>{} << QStringList{} << none;
        QTest::newRow("high before normal")
            << Strategy::LeastUsed << QList{b, with(a, Priority::High)} << QStringList{} << u"a"_s;
        QTest::newRow("low last") << Strategy::LeastUsed << QList{with(b, Priority::Low), a} << QStringList{}
                                  << u"a"_s;
        QTest::newRow("low when alone")
            << Strategy::LeastUsed << QList{with(b, Priority::Low), a} << QStringList{u"a"_s} << u"b"_s;
        QTest::newRow("fallback takes the first")
            << Strategy::Fallback << QList{a, with(b, Priority::High)} << QStringList{} << u"a"_s;
        QTest::newRow("fallback goes on")
            << Strategy::Fallback << QList{off, a, b} << QStringList{u"a"_s} << u"b"_s;
        QTest::newRow("empty round") << Strategy::RoundRobin << QList<Candidate>{} << QStringList{} << none;
        QTest::newRow("nobody to draw") << Strategy::Random << QList{off} << QStringList{} << none;
    }

    void chooses()
    {
        QFETCH(const Strategy, strategy);
        QFETCH(const QList<Candidate>, candidates);
        QFETCH(const QStringList, tried);
        QFETCH(const QString, expected);
        const auto result = choose(strategy, candidates, tried);
        QCOMPARE(chosen(result, candidates), expected);
        QCOMPARE(result.outcomes.size(), candidates.size());
        for (qsizetype i = 0; i < candidates.size(); ++i)
            QCOMPARE(result.outcomes.at(i).reason == Reason::Chosen, result.chosen == i);
    }

    void roundRobinGoesRound()
    {
        const QList candidates = {account(u"a"_s), with(account(u"b"_s), Reason::Refused), account(u"c"_s)};
        FakeRandom random;
        quint64 turn = 0;
        QString order;
        for (int i = 0; i < 6; ++i)
            order += chosen(pick({.strategy = Strategy::RoundRobin, .now = kNow}, candidates, turn, random),
                            candidates);
        QCOMPARE(order, u"accacc"_s);
    }

    void hashesSessionsAsTheFieldDoes_data()
    {
        QTest::addColumn<QByteArray>("session");
        QTest::addColumn<quint32>("hash");
        QTest::newRow("empty") << QByteArray() << quint32{0x811c9dc5};
        QTest::newRow("abc") << QByteArray("abc") << quint32{0x1a47e90b};
        QTest::newRow("uuid") << QByteArray("0198c0de-0000-7000-8000-000000000001") << quint32{0x66e086e3};
    }

    void hashesSessionsAsTheFieldDoes()
    {
        QFETCH(const QByteArray, session);
        QTEST(sessionHash(session), "hash");
    }

    void spreadsEqualsByTheSession_data()
    {
        QTest::addColumn<QByteArray>("session");
        QTest::addColumn<QString>("order"); // of four picks
        QTest::newRow("with a session, always the same") << QByteArray("0198c0de-0000-7000-8000-000000000001")
                                                         << u"cccc"_s; // 0x66e086e3 mod 3 = 0 of c, d, e
        QTest::newRow("without one, round") << QByteArray() << u"cdec"_s;
    }

    void spreadsEqualsByTheSession()
    {
        QFETCH(const QByteArray, session);
        const QList candidates = {account(u"a"_s, 50), with(account(u"b"_s), Reason::Refused),
                                  account(u"c"_s), account(u"d"_s), account(u"e"_s)};
        FakeRandom random;
        quint64 turn = 0;
        QString order;
        for (int i = 0; i < 4; ++i) {
            order += chosen(
                pick({.spreadsEquals = true, .session = session, .now = kNow}, candidates, turn, random),
                candidates);
        }
        QTEST(order, "order");
    }

    void takesWhatIsPaidByUseLast()
    {
        QList candidates = {account(u"key"_s), with(account(u"low"_s, 90), Priority::Low)};
        candidates[0].metered = true;
        QCOMPARE(chosen(choose(Strategy::LeastUsed, candidates), candidates), u"low"_s);
        QCOMPARE(chosen(choose(Strategy::LeastUsed, candidates, {u"low"_s}), candidates), u"key"_s);
        QCOMPARE(chosen(choose(Strategy::Fallback, candidates), candidates), u"key"_s);
    }

    void randomDrawsAmongTheUsable()
    {
        const QList candidates = {account(u"a"_s), with(account(u"b"_s), Reason::Refused), account(u"c"_s)};
        QCOMPARE(chosen(choose(Strategy::Random, candidates, {}, 0, 0), candidates), u"a"_s);
        QCOMPARE(chosen(choose(Strategy::Random, candidates, {}, 0, 1), candidates), u"c"_s);
    }

    void saysWhyTheOthersWerePassedOver()
    {
        const QList candidates = {with(account(u"off"_s), Reason::SwitchedOff), account(u"tried"_s),
                                  with(account(u"low"_s), Priority::Low), account(u"used"_s, 80),
                                  account(u"best"_s)};
        const auto result = choose(Strategy::LeastUsed, candidates, {u"tried"_s});
        QList<Reason> reasons;
        for (const Outcome &each : result.outcomes)
            reasons.append(each.reason);
        QCOMPARE(reasons,
                 (QList{Reason::SwitchedOff, Reason::AlreadyTried, Reason::LowerPriority, Reason::LowerScore,
                        Reason::Chosen}));
    }

    void rebalancesBeyondTheThresholdPerWeight_data()
    {
        QTest::addColumn<double>("weight");
        QTest::addColumn<double>("ahead");
        QTest::addColumn<double>("threshold");
        QTest::addColumn<bool>("expected");
        QTest::newRow("weight 10, 2 points") << 10.0 << 2.0 << 20.0 << false;
        QTest::newRow("weight 10, more") << 10.0 << 2.5 << 20.0 << true;
        QTest::newRow("weight 5, 4 points") << 5.0 << 4.0 << 20.0 << false;
        QTest::newRow("weight 1, 20 points") << 1.0 << 20.0 << 20.0 << false;
        QTest::newRow("weight 1, more") << 1.0 << 21.0 << 20.0 << true;
        QTest::newRow("off") << 1.0 << 90.0 << 0.0 << false;
    }

    void rebalancesBeyondTheThresholdPerWeight()
    {
        QFETCH(const double, weight);
        QFETCH(const double, ahead);
        QFETCH(const double, threshold);
        QFETCH(const bool, expected);
        QCOMPARE(shouldRebalance(account(u"a"_s, 30 + ahead, weight), account(u"b"_s, 30), threshold),
                 expected);
    }

    void aCandidateCarriesItsAccountsObstacle()
    {
        AccountLimits limits;
        limits.applyHeaders(
            {.windows = {{.kind = WindowKind::Weekly, .utilization = 95_pct, .resetsAt = kNow + 9h}}}, kNow);
        CandidateFacts facts = {.id = u"a"_s, .weight = 5, .caps = {.weekly = 90_pct}};
        const auto paused = candidate(facts, limits, {}, kNow);
        QCOMPARE(paused.obstacle, std::optional(Reason::OwnLimit));
        QVERIFY(paused.until == kNow + 9h);
        facts.caps = {};
        QVERIFY(!candidate(facts, limits, {}, kNow).obstacle);
        facts.login = LoginHealth::Retrying;
        QCOMPARE(candidate(facts, limits, {}, kNow).obstacle, std::optional(Reason::Unreachable));
        facts.login = LoginHealth::NeedsSignIn;
        QCOMPARE(candidate(facts, limits, {}, kNow).obstacle, std::optional(Reason::NeedsSignIn));
        facts.enabled = Switch::Off;
        QCOMPARE(candidate(facts, limits, {}, kNow).obstacle, std::optional(Reason::SwitchedOff));
    }
};

QTEST_APPLESS_MAIN(TestBalancer)
#include "tst_balancer.moc"
