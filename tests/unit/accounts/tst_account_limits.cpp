// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/account_limits.h"
#include "tests/support/fake_random.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(std::optional<double>)

namespace {

constexpr SystemTime kNow = fromUnixMilliseconds(1'774'000'000'000);
constexpr SystemTime kReset = kNow + 2h;
const Caps kCaps;

RateLimitReport report(WindowKind kind, std::optional<double> utilization, std::optional<SystemTime> resetsAt)
{
    const auto percent = utilization ? std::optional(Percent{*utilization}) : std::nullopt;
    return {.windows = {{.kind = kind, .utilization = percent, .resetsAt = resetsAt}}};
}

RateLimitReport fiveHour(std::optional<double> utilization, std::optional<SystemTime> resetsAt = kReset)
{
    return report(WindowKind::FiveHour, utilization, resetsAt);
}

AccountLimits limitsWith(const RateLimitReport &report)
{
    AccountLimits limits;
    limits.applyHeaders(report, kNow);
    return limits;
}

std::optional<double> used(const AccountLimits &limits, SystemTime now,
                           WindowKind kind = WindowKind::FiveHour)
{
    const auto utilization = limits.window(kind, now).utilization;
    return utilization ? std::optional(utilization->value()) : std::nullopt;
}

} // namespace

class TestAccountLimits : public QObject
{
    Q_OBJECT

private slots:
    void agesAloneMakeNoDifference()
    {
        const auto known = limitsWith(fiveHour(61));
        auto later = known;
        later.applyHeaders(fiveHour(61), kNow + 1min);
        QVERIFY(later != known);
        QVERIFY(later.saysTheSameAs(known));
        later.applyHeaders(fiveHour(62), kNow + 1min);
        QVERIFY(!later.saysTheSameAs(known));
        auto refused = known;
        FakeRandom random;
        refused.refused({.kind = RefusalKind::AccountLimit, .until = kReset}, {}, kNow, random);
        QVERIFY(!refused.saysTheSameAs(known));
    }

    void headersRaiseButDoNotLower_data()
    {
        QTest::addColumn<std::optional<double>>("utilization");
        QTest::addColumn<qint64>("resetMoves"); // seconds; -1: no reset in the report
        QTest::addColumn<double>("expected");
        using Value = std::optional<double>;
        QTest::newRow("the same") << Value(61) << qint64(0) << 61.0;
        QTest::newRow("higher") << Value(62) << qint64(0) << 62.0;
        QTest::newRow("higher, no reset") << Value(62) << qint64(-1) << 62.0;
        QTest::newRow("lower, same reset") << Value(40) << qint64(0) << 61.0;
        QTest::newRow("lower, no reset") << Value(40) << qint64(-1) << 61.0;
        QTest::newRow("lower, reset rounded up") << Value(40) << qint64(60) << 61.0;
        QTest::newRow("lower, later reset") << Value(40) << qint64(61) << 40.0;
        QTest::newRow("lower, next window") << Value(0) << qint64(5 * 3600) << 0.0;
    }

    void headersRaiseButDoNotLower()
    {
        QFETCH(const std::optional<double>, utilization);
        QFETCH(const qint64, resetMoves);
        QFETCH(const double, expected);
        auto limits = limitsWith(fiveHour(61));
        const auto reset = resetMoves < 0 ? std::nullopt : std::optional(kReset + seconds{resetMoves});
        limits.applyHeaders(fiveHour(utilization, reset), kNow + 1s);
        QCOMPARE(used(limits, kNow + 1s), std::optional(expected));
    }

    void nothingIsUsedOnceTheResetHasPassed()
    {
        auto limits = limitsWith(fiveHour(61));
        QCOMPARE(used(limits, kReset - 1ms), std::optional(61.0));
        QCOMPARE(used(limits, kReset), std::optional(0.0));
        QVERIFY(limits.isUsable(kReset, {}, kCaps));
        QVERIFY(!used(limits, kReset, WindowKind::Weekly)); // nobody ever told
        QVERIFY(!limits.window(WindowKind::FiveHour, kReset).resetsAt);
        limits.applyHeaders(fiveHour(3, {}), kReset + 1s);
        QCOMPARE(used(limits, kReset + 1s), std::optional(3.0));
    }

    void anAnswerAboutAWindowThatIsOverSaysNothing()
    {
        auto limits = limitsWith(fiveHour(5, kNow + 5h));
        QVERIFY(!limits.applyHeaders(fiveHour(99, kNow - 1s), kNow));
        QVERIFY(!limits.applyUsage(fiveHour(99, kNow), kNow));
        QCOMPARE(used(limits, kNow), std::optional(5.0));
    }

    void pollsMayLower()
    {
        auto limits = limitsWith(fiveHour(61));
        QVERIFY(limits.applyUsage(fiveHour(40), kNow + 1s));
        QCOMPARE(used(limits, kNow + 1s), std::optional(40.0));
        limits.applyUsage(fiveHour(0, {}), kNow + 2s); // no window is running
        QVERIFY(!limits.window(WindowKind::FiveHour, kNow + 2s).resetsAt);
    }

    void absentMembersSayNothing()
    {
        auto limits = limitsWith(fiveHour(61));
        QVERIFY(!limits.applyHeaders({}, kNow + 1s));
        QVERIFY(!limits.applyHeaders(fiveHour({}, {}), kNow + 1s));
        QVERIFY(limits.window(WindowKind::FiveHour, kNow).learnedAt == kNow);
        QVERIFY(!limits.hasData() || !used(limits, kNow, WindowKind::Weekly));
    }

    void tellsWhetherAValueChanged()
    {
        auto limits = limitsWith(fiveHour(61));
        QVERIFY(!limits.applyHeaders(fiveHour(61, kReset + 400ms), kNow + 1s));
        QVERIFY(limits.applyHeaders(fiveHour(62), kNow + 2s));
    }

    void capsPauseAndFullWindowsLimit()
    {
        const Caps caps = {.fiveHour = 80_pct, .weekly = 99_pct};
        QVERIFY(limitsWith(fiveHour(79.9)).isUsable(kNow, {}, caps));
        const auto paused = limitsWith(fiveHour(80)).check(kNow, {}, caps);
        QVERIFY(paused.kind == LimitKind::OwnLimit);
        QVERIFY(paused.until == kReset);
        QVERIFY(paused.window == WindowKind::FiveHour);
        QVERIFY(limitsWith(fiveHour(100)).check(kNow, {}, caps).kind == LimitKind::WindowFull);
        QVERIFY(limitsWith(fiveHour(100)).isUsable(kReset, {}, caps));
    }

    void theLatestOfSeveralObstaclesEndsThem()
    {
        auto limits = limitsWith(fiveHour(100));
        limits.applyHeaders(report(WindowKind::Weekly, 99, kNow + 48h), kNow);
        const auto verdict = limits.check(kNow, {}, kCaps);
        QVERIFY(verdict.kind == LimitKind::WindowFull);
        QVERIFY(verdict.until == kNow + 48h);
        QVERIFY(limits.check(kReset, {}, kCaps).until == kNow + 48h);
        QVERIFY(limits.check(kReset, {}, kCaps).window == WindowKind::Weekly);
    }

    void aFullWindowWithoutResetEndsAfterItsLength()
    {
        const auto limits = limitsWith(fiveHour(100, {}));
        QVERIFY(!limits.isUsable(kNow + 4h, {}, kCaps));
        QVERIFY(limits.isUsable(kNow + 5h, {}, kCaps));
    }

    void aResetThatNobodyCanMeanIsNone()
    {
        const auto limits = limitsWith(fiveHour(100, kNow + 24h * 365));
        QCOMPARE(used(limits, kNow), 100.0);
        QVERIFY(!limits.window(WindowKind::FiveHour, kNow).resetsAt);
        QCOMPARE(used(limits, kNow + 5h), 0.0);
        const auto month = limitsWith(report(WindowKind::Weekly, 100, kNow + 24h * 31));
        QCOMPARE(month.window(WindowKind::Weekly, kNow).resetsAt, kNow + 24h * 31);
    }

    void refusalsTakeTheAccountAwayUntilTheResetPlusJitter_data()
    {
        QTest::addColumn<quint32>("chance");
        QTest::addColumn<qint64>("jitter"); // milliseconds
        QTest::newRow("least") << 0U << qint64(1000);
        QTest::newRow("most") << 4'000'000'000U << qint64(30'000);
    }

    void refusalsTakeTheAccountAwayUntilTheResetPlusJitter()
    {
        QFETCH(const quint32, chance);
        QFETCH(const qint64, jitter);
        FakeRandom random(chance);
        AccountLimits limits;
        limits.refused({.kind = RefusalKind::AccountLimit, .until = kReset, .window = WindowKind::Weekly}, {},
                       kNow, random);
        const auto verdict = limits.check(kNow, {}, kCaps);
        QVERIFY(verdict.kind == LimitKind::Refused);
        QVERIFY(verdict.window == WindowKind::Weekly);
        QVERIFY(verdict.until == kReset + milliseconds{jitter});
        QVERIFY(limits.isUsable(kReset + milliseconds{jitter}, {}, kCaps));
    }

    void aModelLimitLeavesOtherModels()
    {
        FakeRandom random;
        AccountLimits limits;
        limits.refused({.kind = RefusalKind::ModelLimit, .until = kReset}, u"opus"_s, kNow, random);
        QVERIFY(!limits.isUsable(kNow, u"opus"_s, kCaps));
        QVERIFY(limits.check(kNow, u"opus"_s, kCaps).kind == LimitKind::Model);
        QVERIFY(limits.isUsable(kNow, u"haiku"_s, kCaps));
        QVERIFY(limits.isUsable(kNow, {}, kCaps));
    }

    void aThrottleLastsAsLongAsAsked()
    {
        FakeRandom random;
        AccountLimits limits;
        limits.refused({.kind = RefusalKind::Throttle}, {}, kNow, random);
        QVERIFY(limits.check(kNow, {}, kCaps).until == kNow + 5s);
        limits.refused({.kind = RefusalKind::Throttle, .until = kNow + 40s}, {}, kNow + 10s, random);
        QVERIFY(limits.check(kNow + 10s, {}, kCaps).until == kNow + 40s);
    }

    void whatIsNoRefusalOfTheAccountChangesNothing()
    {
        FakeRandom random;
        AccountLimits limits;
        for (const auto kind : {RefusalKind::None, RefusalKind::RequestProperty, RefusalKind::Unauthorized})
            limits.refused({.kind = kind, .until = kReset}, u"opus"_s, kNow, random);
        QVERIFY(limits == AccountLimits());
    }

    void noResetAtAllIsAMinuteDoubledUntilServed()
    {
        FakeRandom random;
        AccountLimits limits;
        const Refusal refusal = {.kind = RefusalKind::AccountLimit};
        limits.refused(refusal, {}, kNow, random);
        QVERIFY(limits.check(kNow, {}, kCaps).until == kNow + 60s);
        limits.refused(refusal, {}, kNow + 60s, random);
        QVERIFY(limits.check(kNow + 60s, {}, kCaps).until == kNow + 180s);
        limits.succeeded({}, kNow + 180s);
        limits.refused(refusal, {}, kNow + 181s, random);
        QVERIFY(limits.check(kNow + 181s, {}, kCaps).until == kNow + 241s);
    }

    void noRefusalLastsLongerThanAWeek()
    {
        FakeRandom random;
        AccountLimits limits;
        limits.refused({.kind = RefusalKind::AccountLimit, .until = kNow + 24h * 4000}, {}, kNow, random);
        QVERIFY(limits.isUsable(kNow + 24h * 7 + 1min, {}, kCaps));
    }

    void modelsAreBounded()
    {
        FakeRandom random;
        AccountLimits limits;
        for (int i = 0; i < 1000; ++i)
            limits.refused({.kind = RefusalKind::ModelLimit}, u"m%1"_s.arg(i), kNow, random);
        QVERIFY(limits.toJson().value(u"models"_s).toObject().size() <= 64);
    }

    void knowsWhenSomethingChangesNext()
    {
        FakeRandom random;
        auto limits = limitsWith(fiveHour(50));
        QVERIFY(limits.nextChange(kNow) == kReset);
        limits.refused({.kind = RefusalKind::Throttle}, {}, kNow, random);
        QVERIFY(limits.nextChange(kNow) == kNow + 5s);
        QVERIFY(!limits.nextChange(kReset));
    }

    void survivesARestart()
    {
        FakeRandom random;
        auto limits = limitsWith(fiveHour(50));
        limits.applyHeaders(report(WindowKind::Weekly, 12.5, kNow + 90h), kNow);
        limits.applyUsage({.scoped = {{.scope = u"opus"_s, .utilization = 70_pct, .resetsAt = kNow + 80h}}},
                          kNow);
        limits.refused({.kind = RefusalKind::AccountLimit, .until = kReset, .window = WindowKind::FiveHour},
                       {}, kNow, random);
        limits.refused({.kind = RefusalKind::ModelLimit, .until = kReset}, u"opus"_s, kNow, random);
        limits.refused({.kind = RefusalKind::Throttle, .until = kNow + 10min}, {}, kNow, random);
        QVERIFY(AccountLimits::fromJson(limits.toJson(), kNow + 1min) == limits);
    }

    //! As without the restart: what shows and what is chosen by does not depend on it.
    void aRestartAfterTheResetShowsTheSame_data()
    {
        QTest::addColumn<qint64>("hours");
        QTest::newRow("before its length is over") << qint64(4);
        QTest::newRow("after") << qint64(6);
        QTest::newRow("weeks later") << qint64(24 * 20);
    }

    void aRestartAfterTheResetShowsTheSame()
    {
        QFETCH(const qint64, hours);
        const auto later = kNow + std::chrono::hours{hours};
        for (const auto &reset : {std::optional(kReset), std::optional<SystemTime>()}) {
            const auto limits = limitsWith(fiveHour(100, reset));
            const auto again = AccountLimits::fromJson(limits.toJson(), later);
            QVERIFY(again.window(WindowKind::FiveHour, later) == limits.window(WindowKind::FiveHour, later));
            QCOMPARE(again.isUsable(later, {}, kCaps), limits.isUsable(later, {}, kCaps));
        }
    }

    void aRestartForgetsRefusalsThatAreOver()
    {
        FakeRandom random;
        AccountLimits limits;
        limits.applyUsage({.scoped = {{.scope = u"opus"_s, .utilization = 70_pct, .resetsAt = kReset}}},
                          kNow);
        limits.refused({.kind = RefusalKind::AccountLimit, .until = kReset}, {}, kNow, random);
        QVERIFY(AccountLimits::fromJson(limits.toJson(), kReset + 1min) == AccountLimits());
        QVERIFY(AccountLimits::fromJson({}, kNow) == AccountLimits());
    }
};

QTEST_APPLESS_MAIN(TestAccountLimits)
#include "tst_account_limits.moc"
