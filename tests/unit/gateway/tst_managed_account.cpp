// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/file_home.h"
#include "engine/providers/claude/claude_provider.h"
#include "engine/transport/byte_stream.h"
#include "tests/support/gateway_bench.h"

#include <QtCore/QFile>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const auto model = u"claude-sonnet-4-6"_s;

//! One account on a login of its own; nobody but the test lets it serve.
struct Fixture
{
    explicit Fixture(const AccountSettings &settings = {})
    {
        bench.settings.accounts.first().enabled = settings.enabled;
        bench.settings.accounts.first().limit5h = settings.limit5h;
        restart();
    }
    //! From now on it may be asked for usage, which the bench's own logins may not.
    void allowUsage()
    {
        QFile file(bench.loginPath(u"a"_s));
        if (!file.open(QIODevice::ReadWrite))
            qFatal("no login file");
        const auto login =
            file.readAll().replace("\"user:inference\"", "\"user:inference\",\"user:profile\"");
        file.seek(0);
        file.write(login);
        file.close();
        restart();
    }
    void restart()
    {
        account = std::make_unique<ManagedAccount>(
            bench.settings.accounts.first(),
            Credential::Place{.home = std::make_unique<FileHome>(bench.loginPath(u"a"_s), provider().oauth(),
                                                                 bench.clock, nullptr),
                              .recoveryFile = bench.loginPath(u"a"_s) + u".kept"_s},
            provider(), ManagedAccount::World{bench.dialer, bench.clock, bench.random}, nullptr);
    }
    const Provider &provider() const { return *bench.providers.byId(u"claude"_s); }
    SystemTime now() const { return bench.clock.now(); }
    AccountSnapshot snapshot() const { return account->snapshot(now()); }
    //! One dial to the provider, to its end.
    void dial(bool succeeds)
    {
        bench.upstream.setReachable(succeeds);
        const std::unique_ptr<DialJob> job(bench.dialer.dial(provider().upstream({}), nullptr));
        std::unique_ptr<ByteStream> stream;
        bool isOver = false;
        QObject::connect(job.get(), &DialJob::finished, job.get(), [&](ByteStream *dialed) {
            stream.reset(dialed);
            isOver = true;
        });
        QVERIFY(bench.until([&isOver] { return isOver; }));
        QCOMPARE(stream != nullptr, succeeds);
    }
    //! Nothing leads to the provider, again and again.
    void cutOff()
    {
        dial(false);
        bench.clock.advance(5s);
        dial(false);
    }
    void learn(double percent, milliseconds untilReset)
    {
        account->learn({.windows = {{WindowKind::FiveHour, Percent{percent}, now() + untilReset, now()}}});
    }

    GatewayBench bench;
    std::unique_ptr<ManagedAccount> account;
};

} // namespace

class TestManagedAccount : public QObject
{
    Q_OBJECT

private slots:
    void whichWindowsHaveANameTheProviderKnows()
    {
        const Fixture fixture;
        const auto reset = fixture.now() + 24h;
        fixture.account->learn({.scoped = {{.scope = u"7d_oi"_s, .utilization = 90_pct, .resetsAt = reset},
                                           {.scope = u"Opus"_s, .utilization = 40_pct, .resetsAt = reset}}});
        const QList<ScopedWindow> expected{
            {.scope = u"7d_oi"_s, .utilization = 90_pct, .resetsAt = reset, .isNameless = true},
            {.scope = u"Opus"_s, .utilization = 40_pct, .resetsAt = reset}};
        QCOMPARE(fixture.snapshot().scoped, expected);
    }

    void startsWithoutData()
    {
        const Fixture fixture;
        QCOMPARE(fixture.snapshot().phase, AccountPhase::WaitingForData);
        QCOMPARE(fixture.account->availability(), Availability::Usable);
    }

    void becomesReadyAndPausesAtTheOwnersLimit()
    {
        Fixture fixture({.limit5h = 80});
        fixture.learn(79, 2h);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Ready);
        fixture.learn(80, 2h);
        const auto paused = fixture.snapshot();
        QCOMPARE(paused.phase, AccountPhase::Paused);
        QCOMPARE(paused.limitedBy, WindowKind::FiveHour);
        QVERIFY(paused.until && *paused.until >= fixture.now() + 2h);
        fixture.bench.clock.advance(2h + 1min);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Ready);
        QCOMPARE(fixture.snapshot().windows.first().utilization, Percent{});
    }

    //! A client that leaves changes nothing else, and the windows show how many requests run.
    void tellsOfEveryRequestThatEnds()
    {
        Fixture fixture;
        const QSignalSpy ended(fixture.account.get(), &ManagedAccount::requestEnded);
        const QSignalSpy changed(fixture.account.get(), &ManagedAccount::changed);
        for (int i = 0; i < 3; ++i)
            fixture.account->requestStarted();
        fixture.account->requestFinished();
        QCOMPARE(ended.size(), 1);
        QCOMPARE(fixture.snapshot().activeRequests, 2);
        fixture.account->requestFinished();
        fixture.account->requestFinished();
        QCOMPARE(ended.size(), 3);
        QCOMPARE(changed.size(), 0); // which would make every pool choose anew
    }

    void refusalLimitsUntilTheReset()
    {
        Fixture fixture;
        const QSignalSpy changed(fixture.account.get(), &ManagedAccount::changed);
        fixture.account->refused(
            {.kind = RefusalKind::AccountLimit, .until = fixture.now() + 1h, .window = WindowKind::FiveHour},
            model);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Limited);
        QCOMPARE(fixture.snapshot().limitedBy, WindowKind::FiveHour);
        QVERIFY(fixture.account->nextChange(fixture.now()));
        fixture.bench.clock.advance(1h + 1min);
        QVERIFY(fixture.snapshot().phase != AccountPhase::Limited);
    }

    void whoIsAskedToWaitForAMomentIsBackSoon_data()
    {
        QTest::addColumn<RefusalKind>("kind");
        QTest::addColumn<qint64>("wait");
        QTest::addColumn<bool>("throttled");
        QTest::addColumn<bool>("soon");
        QTest::newRow("a throttle of seconds") << RefusalKind::Throttle << qint64{4} << true << true;
        QTest::newRow("a throttle of minutes") << RefusalKind::Throttle << qint64{600} << true << false;
        QTest::newRow("a limit") << RefusalKind::AccountLimit << qint64{30} << false << false;
    }

    void whoIsAskedToWaitForAMomentIsBackSoon()
    {
        QFETCH(const RefusalKind, kind);
        QFETCH(const qint64, wait);
        QFETCH(const bool, throttled);
        QFETCH(const bool, soon);
        Fixture fixture;
        fixture.account->refused({.kind = kind, .until = fixture.now() + seconds{wait}}, model);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Limited);
        QCOMPARE(fixture.snapshot().isThrottled, throttled);
        QCOMPARE(fixture.snapshot().isBackSoon, soon);
        fixture.bench.clock.advance(11min);
        QVERIFY(!fixture.snapshot().isThrottled);
        QVERIFY(!fixture.snapshot().isBackSoon);
    }

    void modelLimitIsNoneOfTheAccount()
    {
        Fixture fixture;
        fixture.learn(10, 2h);
        fixture.account->refused({.kind = RefusalKind::ModelLimit, .until = fixture.now() + 1h}, model);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Ready);
        QVERIFY(!fixture.account->limits().isUsable(fixture.now(), model, fixture.account->caps()));
    }

    void blockedAccountRestsForAWhile()
    {
        Fixture fixture;
        fixture.account->refused({.kind = RefusalKind::AccountBlocked}, model);
        auto snapshot = fixture.snapshot();
        QCOMPARE(snapshot.phase, AccountPhase::Unreachable);
        QVERIFY(snapshot.until && *snapshot.until <= fixture.now() + 15min);
        QVERIFY(!snapshot.problem.isEmpty());
        QCOMPARE(snapshot.fault.kind, AccountFault::Kind::FreshTokenRefused);
        fixture.bench.clock.advance(16min);
        QVERIFY(fixture.snapshot().phase != AccountPhase::Unreachable);
        fixture.account->refused({.kind = RefusalKind::AccountBlocked}, model); // again: longer
        fixture.bench.clock.advance(12min);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Unreachable);
        fixture.account->used({}, model);
        QVERIFY(fixture.snapshot().phase != AccountPhase::Unreachable);
    }

    //! Else the account would rest for as long as the clock had been ahead.
    void aClockThatIsSetBackEndsItsRests()
    {
        Fixture fixture;
        fixture.learn(10, 2h);
        fixture.account->refused({.kind = RefusalKind::Unauthorized}, model);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Unreachable);
        fixture.bench.clock.jump(-3h);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Ready);

        fixture.account->unreached(u"refused"_s);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Unreachable);
        fixture.bench.clock.jump(-3h);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Ready);

        fixture.account->refused({.kind = RefusalKind::AccountLimit}, model);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Limited);
        fixture.bench.clock.jump(-3h);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Ready);
    }

    //! The failure is the provider's: it shows, but no choice depends on it.
    void aProviderThatCannotBeReachedShowsUntilItCan()
    {
        Fixture fixture;
        fixture.dial(false);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::WaitingForData);
        fixture.bench.clock.advance(5s);
        fixture.dial(false);
        const auto lost = fixture.snapshot();
        QCOMPARE(lost.phase, AccountPhase::Unreachable);
        QCOMPARE(lost.fault,
                 (AccountFault{AccountFault::Kind::ProviderUnreachable, ErrorCode::UpstreamUnreachable}));
        QCOMPARE(lost.problem, u"no connection to the provider: refused"_s);
        QVERIFY(!lost.until); // this login is not asked for usage, so nothing is tried by itself
        QCOMPARE(fixture.account->availability(), Availability::Usable);
        QVERIFY(!candidate(fixture.account->facts(), fixture.account->limits(), {}, fixture.now()).obstacle);
        QVERIFY(!fixture.account->retryAt());
        fixture.dial(true);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::WaitingForData);
        QCOMPARE(fixture.snapshot().problem, QString());
    }

    void anAccountWithAProxyOfItsOwnGoesAnotherWay()
    {
        Fixture fixture;
        fixture.cutOff();
        auto settings = fixture.account->settings();
        settings.proxy = QUrl(u"socks5://127.0.0.1:1080"_s);
        fixture.account->applySettings(settings);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::WaitingForData);
    }

    void whatElseIsInTheWayIsToldInPlaceOfTheProvider()
    {
        Fixture fixture;
        fixture.cutOff();
        fixture.learn(100, 2h);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Limited);
        fixture.account->loginRefused(Secret("fake-access-a"));
        QCOMPARE(fixture.snapshot().phase, AccountPhase::NeedsSignIn);
        QCOMPARE(fixture.snapshot().fault.kind, AccountFault::Kind::FreshTokenRefused);
        auto settings = fixture.account->settings();
        settings.enabled = false;
        fixture.account->applySettings(settings);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Off);
    }

    void theNextPollIsWhenTheProviderIsTriedAgain()
    {
        Fixture fixture;
        fixture.allowUsage();
        fixture.bench.upstream.play(
            answerWire(200, "{\"five_hour\":{\"utilization\":37.0,\"resets_at\":null}}"), "/api/oauth/usage");
        fixture.bench.upstream.play(answerWire(200, "{\"account\":{\"uuid\":\"1\"}}"), "/api/oauth/profile");
        fixture.account->startPolling(60min);
        fixture.bench.settle();
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Ready);
        fixture.bench.clock.advance(2min);
        fixture.dial(false);
        fixture.bench.clock.advance(5s);
        fixture.dial(false); // by requests; the next poll would be an hour away
        fixture.bench.settle();
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Unreachable);
        QCOMPARE(fixture.snapshot().until, std::optional(fixture.now() + 1min)); // one has failed meanwhile
        fixture.bench.upstream.setReachable(true);
        fixture.bench.clock.advance(1min);
        fixture.bench.settle();
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Ready);
    }

    void refusedFreshTokenNeedsSignInUntilTheCredentialsChange()
    {
        Fixture fixture;
        const QSignalSpy changed(fixture.account.get(), &ManagedAccount::changed);
        fixture.account->loginRefused(Secret("fake-access-a"));
        QCOMPARE(changed.count(), 1);
        fixture.bench.clock.advance(2h);
        const auto snapshot = fixture.snapshot();
        QCOMPARE(snapshot.phase, AccountPhase::NeedsSignIn);
        QCOMPARE(fixture.account->health(), LoginHealth::NeedsSignIn);
        QVERIFY(!snapshot.until);
        QCOMPARE(snapshot.fault.kind, AccountFault::Kind::FreshTokenRefused);
        QVERIFY(!snapshot.problem.isEmpty());
        fixture.bench.writeLogin(u"a"_s, "new");
        fixture.bench.clock.advance(31s);
        fixture.bench.settle();
        QCOMPARE(fixture.snapshot().phase, AccountPhase::WaitingForData);
    }

    void refusalOfATokenThatWasReplacedMeanwhileSaysNothing()
    {
        Fixture fixture;
        fixture.account->loginRefused(Secret("fake-access-of-before"));
        QCOMPARE(fixture.snapshot().phase, AccountPhase::WaitingForData);
    }

    void missingLoginNeedsSignIn()
    {
        Fixture fixture;
        fixture.bench.removeLogin(u"a"_s);
        fixture.restart();
        QCOMPARE(fixture.snapshot().phase, AccountPhase::NeedsSignIn);
        QCOMPARE(fixture.account->health(), LoginHealth::NeedsSignIn);
        QVERIFY(!fixture.snapshot().problem.contains(u"fake-"_s));
        QCOMPARE(fixture.snapshot().fault.kind, AccountFault::Kind::LoginMissing);
    }

    //! `/login` in the CLI puts somebody else's login into the file: noticed and shown.
    void anotherOwnerIsNoticed()
    {
        Fixture fixture;
        const AccountOwner ann{
            .accountId = u"ann"_s, .organizationId = u"o"_s, .email = u"ann@example.com"_s};
        const AccountOwner bob{.accountId = u"bob"_s, .email = u"bob@example.com"_s};
        QSignalSpy learnt(fixture.account.get(), &ManagedAccount::ownerLearned);
        fixture.account->identityLearned({.owner = ann});
        QCOMPARE(learnt.count(), 1); // the settings are to remember it
        auto settings = fixture.account->settings();
        settings.owner = ann;
        fixture.account->applySettings(settings);
        fixture.learn(99.5, 2h);
        QCOMPARE(fixture.snapshot().email, ann.email);
        QCOMPARE(fixture.snapshot().otherOwner, QString());
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Paused);

        fixture.account->identityLearned({.owner = bob});
        QCOMPARE(fixture.snapshot().otherOwner, bob.email);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::WaitingForData); // ann's limits are none of bob's
        QCOMPARE(learnt.count(), 1);

        settings.owner = {}; // the person says that this is right
        fixture.account->applySettings(settings);
        QCOMPARE(learnt.count(), 2);
        QCOMPARE(fixture.snapshot().otherOwner, QString());
    }

    void limitsOfTheLastRunAreThoseOfTheirOwner_data()
    {
        QTest::addColumn<QString>("accountId");
        QTest::addColumn<bool>("isLimited");
        QTest::newRow("the same") << u"ann"_s << true;
        QTest::newRow("another one") << u"bob"_s << false;
    }

    //! The login was replaced while nothing ran here.
    void limitsOfTheLastRunAreThoseOfTheirOwner()
    {
        QFETCH(const QString, accountId);
        QFETCH(const bool, isLimited);
        Fixture fixture;
        fixture.learn(100, 2h);
        const auto limits = fixture.account->limits();
        fixture.restart();
        QSignalSpy learnt(fixture.account.get(), &ManagedAccount::ownerLearned);
        fixture.account->restore(limits, {.accountId = u"ann"_s});
        fixture.account->applySettings(fixture.account->settings());
        QCOMPARE(learnt.count(), 0); // who was there says nothing about who is
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Limited);

        fixture.account->identityLearned({.owner = {.accountId = accountId}});
        QCOMPARE(learnt.count(), 1);
        QCOMPARE(fixture.snapshot().phase, isLimited ? AccountPhase::Limited : AccountPhase::WaitingForData);
        QCOMPARE(fixture.account->limitsOwner().accountId, accountId);
    }

    void switchedOffIsOffWhateverElseHolds()
    {
        Fixture fixture({.enabled = false});
        fixture.learn(100, 2h);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Off);
        auto settings = fixture.account->settings();
        settings.enabled = true;
        fixture.account->applySettings(settings);
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Limited);
    }

    void tokensAreCounted()
    {
        Fixture fixture;
        const QSignalSpy spent(fixture.account.get(), &ManagedAccount::tokensUsed);
        RequestUsage usage;
        fixture.account->used(usage, model);
        QCOMPARE(spent.count(), 0);
        usage.inputTokens = 7;
        fixture.account->used(usage, model);
        QCOMPARE(spent.value(0).value(0).toLongLong(), 7);
    }

    void limitsSurviveARestart()
    {
        Fixture fixture;
        fixture.learn(42, 2h);
        const auto stored = fixture.account->limits().toJson();
        fixture.restart();
        fixture.account->restore(AccountLimits::fromJson(stored, fixture.now()), {});
        QCOMPARE(fixture.snapshot().phase, AccountPhase::Ready);
        QCOMPARE(fixture.snapshot().windows.first().utilization, Percent{42});
    }
};

QTEST_GUILESS_MAIN(TestManagedAccount)
#include "tst_managed_account.moc"
