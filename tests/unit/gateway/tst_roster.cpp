// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/read_file.h"
#include "tests/support/gateway_bench.h"
#include "tests/support/page_provider.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray usagePath = "/api/oauth/usage";
const QByteArray profilePath = "/api/oauth/profile";

//! Gives the login the right to ask for usage, which the bench's own logins do without.
void allowUsage(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        qFatal("no login file");
    const auto login = file.readAll().replace(R"("user:inference")", R"("user:inference","user:profile")");
    file.seek(0);
    file.write(login);
}

//! The only one; it has sessions from then on.
ManagedAccount &accountOf(GatewayBench &bench)
{
    return *bench.roster.poolFor(*bench.providers.all().front(), nullptr)->select({}, {}, 1).account;
}

//! `name` is the owner of account a from now on, with `used` percent of the five hours.
void signIn(GatewayBench &bench, const QByteArray &name, const QByteArray &used)
{
    bench.writeLogin(u"a"_s, name, 48h);
    allowUsage(bench.loginPath(u"a"_s));
    bench.upstream.play(answerWire(200, "{\"five_hour\":{\"utilization\":" + used + ",\"resets_at\":null}}"),
                        usagePath);
    bench.upstream.play(answerWire(200,
                                   "{\"account\":{\"uuid\":\"" + name + "\"},\"organization\":{\"uuid\":\"of-"
                                       + name + "\"}}"),
                        profilePath);
}

//! The end of a refusal of the account, in the store or in its file; 0 without one.
qint64 refusedUntil(const QJsonValue &limits, const QString &id)
{
    const auto account = limits.toObject().value(id).toObject();
    return account.value("refused"_L1).toObject().value("until"_L1).toInteger();
}

//! What is local time while it lives.
class LocalZone
{
public:
    explicit LocalZone(const QByteArray &zone) : m_before(qgetenv("TZ")) { qputenv("TZ", zone); }
    ~LocalZone() { qputenv("TZ", m_before); }
    Q_DISABLE_COPY_MOVE(LocalZone)

private:
    QByteArray m_before;
};

} // namespace

class TestRoster : public QObject
{
    Q_OBJECT

private slots:
    void aChangedPollIntervalReachesRunningAccounts()
    {
        GatewayBench bench(QStringList{});
        bench.writeLogin(u"a"_s, "a", 48h);
        allowUsage(bench.loginPath(u"a"_s));
        bench.settings.accounts = {{.id = u"a"_s,
                                    .provider = u"claude"_s,
                                    .store = CredentialStore::File,
                                    .path = bench.loginPath(u"a"_s)}};
        for (int i = 0; i < 2; ++i)
            bench.upstream.play(answerWire(200, R"({"five_hour":{"utilization":37.0,"resets_at":null}})"),
                                usagePath);
        bench.upstream.play(answerWire(200, R"({"account":{"uuid":"1"}})"), profilePath);
        const auto polls = [&bench] { return bench.upstream.requests(usagePath).size(); };
        bench.apply();
        QVERIFY(bench.until([&] { return polls() == 1; }));
        bench.settle();

        bench.settings.usagePollInterval = 10min; // an hour unless set
        bench.apply();
        bench.clock.advance(9min);
        bench.settle();
        QCOMPARE(polls(), 1);
        bench.clock.advance(1min);
        QVERIFY(bench.until([&] { return polls() == 2; }));
    }

    //! By two edits of the configuration, as a person does who looks for a mistake in it.
    void anAccountThatComesBackIsAsLimitedAsItWas()
    {
        GatewayBench bench;
        const auto account = bench.settings.accounts.first();
        const auto until = bench.clock.now() + 50min;
        const auto comeBack = [&](const AccountSettings &as) {
            bench.settings.accounts.clear();
            bench.apply();
            bench.snapshot();
            bench.roster.save();
            bench.settings.accounts = {as};
            bench.apply();
            return bench.snapshot().accounts.first();
        };
        accountOf(bench).refused({.kind = RefusalKind::AccountLimit, .until = until}, {});
        const auto before = bench.snapshot().accounts.first();
        QCOMPARE(before.phase, AccountPhase::Limited);
        const auto after = comeBack(account);
        QCOMPARE(after.phase, AccountPhase::Limited);
        QCOMPARE(after.until, before.until);

        auto elsewhere = account; // perhaps somebody else's
        elsewhere.path += u".other"_s;
        QVERIFY(comeBack(elsewhere).phase != AccountPhase::Limited);
    }

    //! By edits of the configuration while nothing runs, and a start after each.
    void anAccountThatWasMissingAtAStartIsAsLimitedAsItWas()
    {
        GatewayBench bench;
        const QTemporaryDir directory;
        const Environment environment{.homeDirectory = directory.path(), .dataDirectory = directory.path()};
        const auto run = [&](const QList<AccountSettings> &accounts, const Refusal &refusal = {}) {
            StateStore state(environment.stateFile(), bench.clock);
            Roster roster(bench.providers, {bench.dialer, bench.clock, bench.random},
                          LoginHomes(environment, {bench.secrets, bench.secrets}, bench.clock), state,
                          nullptr);
            auto settings = bench.settings;
            settings.accounts = accounts;
            roster.apply(settings);
            const auto pool = roster.poolFor(*bench.providers.byId(u"claude"_s), nullptr);
            if (auto *account = pool->select({}, {}, 1).account)
                account->refused(refusal, {});
            roster.save();
            EngineSnapshot result;
            result.at = bench.clock.now();
            roster.fill(result);
            return result.accounts.value(0);
        };
        const auto account = bench.settings.accounts.first();
        bench.writeLogin(u"other"_s, "other");
        auto other = account; // of the same id
        other.path = bench.loginPath(u"other"_s);
        const Refusal limit{.kind = RefusalKind::AccountLimit, .until = bench.clock.now() + 50min};

        const auto before = run({account}, limit);
        QCOMPARE(before.phase, AccountPhase::Limited);
        run({});
        bench.clock.advance(10min);
        run({});
        const auto after = run({account});
        QCOMPARE(after.phase, AccountPhase::Limited);
        QCOMPARE(after.until, before.until);
        QCOMPARE(run({other}).phase, AccountPhase::WaitingForData);
    }

    //! The tokens of one provider must not go to the other's host.
    void aPoolThatChangesItsProviderIsAnother()
    {
        GatewayBench bench;
        bench.providers.add(std::make_unique<PageProvider>(QUrl(u"http://127.0.0.1:2"_s)));
        const GatewayUser user{u"alice"_s, Secret("fake-client-key"), {u"team"_s}};
        bench.gateway.setAccess({OriginCheck({u"127.0.0.1"_s}, {}, {}),
                                 ClientKeyCheck({user}, ClientKeyCheck::Mode::Required),
                                 {}});
        bench.settings.accounts += {.id = u"p"_s,
                                    .provider = u"page"_s,
                                    .store = CredentialStore::File,
                                    .path = bench.loginPath(u"p"_s)};
        const auto serveTeamWith = [&bench](const QString &provider, const QString &account) {
            bench.settings.pools = {{.id = u"team"_s, .provider = provider, .accounts = {account}}};
            bench.apply();
        };
        const auto &claude = *bench.providers.byId(u"claude"_s);
        const auto &page = *bench.providers.byId(u"page"_s);
        serveTeamWith(u"claude"_s, u"a"_s);
        bench.upstream.play(answerWire(200, "served"));
        QCOMPARE(bench.ask(messageRequest("{}")).head.status, 200);
        const auto before = bench.roster.poolFor(claude, &user);
        QVERIFY(before);

        serveTeamWith(u"page"_s, u"p"_s);
        QVERIFY(!bench.roster.poolFor(claude, &user));
        const auto after = bench.roster.poolFor(page, &user);
        QVERIFY(after && after != before);
        QCOMPARE(after->snapshot().providerId, u"page"_s);
        QCOMPARE(after->snapshot().accounts, QStringList{u"p"_s});
        QVERIFY(before->snapshot().accounts.isEmpty()); // who still has a request in it finds nobody
        QCOMPARE(bench.ask(messageRequest("{}")).head.status, 403);
        QCOMPARE(bench.upstream.requests().size(), 1);
    }

    void anAccountThatChangesItsProviderStartsWithoutLimits()
    {
        GatewayBench bench;
        bench.providers.add(std::make_unique<PageProvider>(QUrl(u"http://127.0.0.1:2"_s)));
        accountOf(bench).refused({.kind = RefusalKind::AccountLimit, .until = bench.clock.now() + 50min}, {});
        bench.roster.save();
        QCOMPARE(bench.snapshot().accounts.first().phase, AccountPhase::Limited);
        bench.settings.accounts.first().provider = u"page"_s;
        bench.apply();
        QCOMPARE(bench.snapshot().accounts.first().providerId, u"page"_s);
        QVERIFY(bench.snapshot().accounts.first().phase != AccountPhase::Limited);
        bench.roster.save();
        QCOMPARE(refusedUntil(bench.state.value(u"limits"_s), u"a"_s), qint64{0});
    }

    //! Somebody else signs in with the CLI: what the provider says of his windows counts at once.
    void theNumbersOfANewOwnerAreKept()
    {
        GatewayBench bench(QStringList{});
        const auto used = [&bench] { return bench.snapshot().accounts.first().windows.first().utilization; };
        bench.settings.accounts = {{.id = u"a"_s,
                                    .provider = u"claude"_s,
                                    .store = CredentialStore::File,
                                    .path = bench.loginPath(u"a"_s)}};
        signIn(bench, "ann", "20");
        bench.apply();
        QVERIFY(bench.until([&] { return used() == Percent{20}; }));
        bench.settle();
        signIn(bench, "bob", "97");
        bench.clock.advance(31s); // the file is looked at
        bench.settle();
        bench.clock.advance(31s);
        QVERIFY(bench.until([&] { return bench.upstream.requests(profilePath).size() == 2; }));
        bench.settle();
        QCOMPARE(used(), Percent{97});
    }

    //! Somebody else has signed in with the CLI while nothing ran.
    void limitsOfWhoeverWasThereBeforeAreNotTakenOver()
    {
        GatewayBench bench(QStringList{});
        bench.settings.accounts = {{.id = u"a"_s,
                                    .provider = u"claude"_s,
                                    .store = CredentialStore::File,
                                    .path = bench.loginPath(u"a"_s)}};
        const QTemporaryDir directory;
        const Environment environment{.homeDirectory = directory.path(), .dataDirectory = directory.path()};
        const auto phaseOf = [&](const QByteArray &owner) { // who is limited once the run ends
            signIn(bench, owner, "20");
            StateStore state(environment.stateFile(), bench.clock);
            Roster roster(bench.providers, {bench.dialer, bench.clock, bench.random},
                          LoginHomes(environment, {bench.secrets, bench.secrets}, bench.clock), state,
                          nullptr);
            const auto asked = bench.upstream.requests(profilePath).size() + 1;
            roster.apply(bench.settings);
            if (!bench.until([&] { return bench.upstream.requests(profilePath).size() == asked; }))
                return AccountPhase::Off;
            bench.settle();
            EngineSnapshot result;
            result.at = bench.clock.now();
            roster.fill(result);
            const auto pool = roster.poolFor(*bench.providers.byId(u"claude"_s), nullptr);
            if (auto *account = pool->select({}, {}, 1).account)
                account->refused({.kind = RefusalKind::AccountLimit, .until = result.at + 1h}, {});
            roster.save();
            return result.accounts.first().phase;
        };
        QCOMPARE(phaseOf("ann"), AccountPhase::Ready);
        QCOMPARE(phaseOf("ann"), AccountPhase::Limited);
        QCOMPARE(phaseOf("bob"), AccountPhase::Ready);
    }

    //! The provider would revoke both: neither now nor after a restart is the used-up token sent again.
    void aLoginInTwoPlacesIsRenewedInOne()
    {
        GatewayBench bench(QStringList{});
        bench.settings.accounts.clear();
        for (const auto &id : {u"a"_s, u"b"_s}) {
            bench.writeLogin(id, "same");
            bench.settings.accounts.append({.id = id,
                                            .provider = u"claude"_s,
                                            .store = CredentialStore::File,
                                            .path = bench.loginPath(id)});
        }
        bench.upstream.play(answerWire(200,
                                       "{\"access_token\":\"fake-access-2\",\"refresh_token\":"
                                       "\"fake-refresh-2\",\"expires_in\":28800}"),
                            "/oauth/token");
        bench.apply();
        bench.clock.advance(8h - 4min); // minutes ahead they are to be refreshed
        bench.settle();
        bench.clock.advance(5min);
        bench.settle();
        const auto refreshes = [&bench] { return bench.upstream.requests("/oauth/token").size(); };
        QCOMPARE(refreshes(), 1);
        QStringList shared;
        const auto accounts = bench.snapshot().accounts;
        for (const auto &account : accounts) {
            if (account.fault.kind != AccountFault::Kind::LoginShared)
                continue;
            shared.append(account.id);
            QCOMPARE(account.phase, AccountPhase::Unreachable);
            QCOMPARE(account.fault.account, account.id == u"a"_s ? u"b"_s : u"a"_s);
        }
        QCOMPARE(shared.size(), 1);

        bench.roster.save();
        const QTemporaryDir directory;
        const Environment environment{.homeDirectory = directory.path(), .dataDirectory = directory.path()};
        Roster restarted(bench.providers, {bench.dialer, bench.clock, bench.random},
                         LoginHomes(environment, {bench.secrets, bench.secrets}, bench.clock), bench.state,
                         nullptr);
        restarted.apply(bench.settings);
        bench.settle();
        QCOMPARE(refreshes(), 1);
    }

    void aDayEndsAtMidnightOnTheClockOnTheWall_data()
    {
        const QByteArray berlin = "CET-1CEST,M3.5.0,M10.5.0/3";
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<int>("hours");
        QTest::newRow("usual") << QByteArray("UTC") << qint64{1'774'051'200'000} << 24;
        QTest::newRow("usual elsewhere") << berlin << qint64{1'774'652'400'000} << 24;
        QTest::newRow("summer begins") << berlin << qint64{1'774'738'800'000} << 23;
        QTest::newRow("summer ends") << berlin << qint64{1'792'879'200'000} << 25;
    }
    void aDayEndsAtMidnightOnTheClockOnTheWall()
    {
        QFETCH(const QByteArray, zone);
        QFETCH(const qint64, begin);
        QFETCH(const int, hours);
        const LocalZone local(zone);
        GatewayBench bench(QStringList{});
        bench.clock.jump(fromUnixMilliseconds(begin) - bench.clock.now());
        bench.roster.countRequest();
        bench.roster.countRequest();
        QCOMPARE(bench.snapshot().requestsToday, quint64{2});
        const QSignalSpy changed(&bench.roster, &Roster::changed);
        bench.clock.advance(std::chrono::hours{hours} - 1s);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(bench.snapshot().requestsToday, quint64{2});
        bench.clock.advance(1s);
        QCOMPARE(changed.size(), 1); // a window that is open shows the new day though nothing else happens
        QCOMPARE(bench.snapshot().requestsToday, quint64{0});
    }

    void theFirstRequestAfterMidnightIsOneOfTheNewDay()
    {
        const LocalZone local("UTC");
        GatewayBench bench(QStringList{});
        bench.clock.jump(fromUnixMilliseconds(1'774'051'190'000) - bench.clock.now()); // 10 s to midnight
        bench.roster.countRequest();
        bench.roster.countRequest();
        bench.clock.advance(20s);
        bench.roster.countRequest();
        QCOMPARE(bench.snapshot().requestsToday, quint64{1});
    }

    void aClockThatWasADayAheadLeavesNoCountBehind()
    {
        GatewayBench bench(QStringList{});
        bench.clock.jump(24h);
        bench.roster.countRequest();
        bench.clock.jump(-24h);
        bench.roster.countRequest();
        QCOMPARE(bench.snapshot().requestsToday, quint64{1});
    }

    void aPoolIsLookedAtAnewOnceTheClockWasSetBack()
    {
        GatewayBench bench;
        const auto now = bench.clock.now();
        accountOf(bench).learn({.windows = {{WindowKind::FiveHour, Percent{50}, now + 2h, now}}});
        const auto pool = bench.roster.poolFor(*bench.providers.all().front(), nullptr);
        const auto before = pool->status();
        bench.clock.jump(3h); // the clock is wrong
        QVERIFY(pool->status() != before); // the window would be over
        bench.clock.jump(-3h);
        QVERIFY(pool->status() == before);
    }

    void aResetDuringASleepShowsSoonAfterIt()
    {
        GatewayBench bench;
        const auto now = bench.clock.now();
        accountOf(bench).learn({.windows = {{WindowKind::FiveHour, Percent{50}, now + 3h, now}}});
        QCOMPARE(bench.snapshot().accounts.first().windows.first().utilization, Percent{50});
        const QSignalSpy changed(&bench.roster, &Roster::changed);
        bench.clock.advance(1h);
        QCOMPARE(changed.size(), 0);
        bench.clock.jump(4h);
        bench.clock.advance(10min);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(bench.snapshot().accounts.first().windows.first().utilization, Percent{0});
    }

    void aPoolTellsItsMembers()
    {
        GatewayBench bench({u"a"_s, u"b"_s, u"c"_s});
        bench.settings.pools += {.id = u"own"_s, .provider = u"claude"_s, .accounts = {u"c"_s, u"a"_s}};
        bench.apply();
        const auto pools = bench.snapshot().pools; // by id
        QCOMPARE(pools.at(0).accounts, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(pools.at(1).accounts, (QStringList{u"c"_s, u"a"_s}));
    }

    //! The clock of the store stands still: nothing waits for its usual pace.
    void aCooldownIsOnTheDiskBeforeAnyTimePasses()
    {
        GatewayBench bench;
        const QTemporaryDir directory;
        const Environment environment{.homeDirectory = directory.path(), .dataDirectory = directory.path()};
        FakeClock saving;
        StateStore state(environment.stateFile(), saving);
        Roster roster(bench.providers, {bench.dialer, bench.clock, bench.random},
                      LoginHomes(environment, {bench.secrets, bench.secrets}, bench.clock), state, nullptr);
        roster.apply(bench.settings);
        auto *account =
            roster.poolFor(*bench.providers.byId(u"claude"_s), nullptr)->select({}, {}, 1).account;
        QVERIFY(account);
        account->refused({.kind = RefusalKind::AccountLimit, .until = bench.clock.now() + 1h}, {});
        bench.clock.advance(0ms);
        const auto written = [&environment] {
            const auto content = readFile(environment.stateFile());
            return content ? QJsonDocument::fromJson(*content).object() : QJsonObject();
        };
        QTRY_VERIFY(refusedUntil(written().value(u"limits"_s), u"a"_s) > 0);
        QCOMPARE(refusedUntil(written().value(u"limits"_s), u"a"_s),
                 refusedUntil(state.value(u"limits"_s), u"a"_s));
        QCOMPARE(saving.pendingDeadlines(), 0);
    }

    void ofManyRefusalsTheStoreHearsTenTimesASecond()
    {
        GatewayBench bench({u"a"_s, u"b"_s, u"c"_s});
        const auto refuseTheNext = [&bench] {
            accountOf(bench).refused({.kind = RefusalKind::AccountLimit, .until = bench.clock.now() + 1h},
                                     {});
        };
        const auto isStored = [&bench](const QString &id) {
            return refusedUntil(bench.state.value(u"limits"_s), id) > 0;
        };
        refuseTheNext();
        bench.clock.advance(0ms);
        QVERIFY(isStored(u"a"_s));
        refuseTheNext();
        bench.clock.advance(50ms);
        refuseTheNext();
        bench.clock.advance(49ms);
        QVERIFY(!isStored(u"b"_s));
        bench.clock.advance(1ms);
        QVERIFY(isStored(u"b"_s) && isStored(u"c"_s));
    }

    //! Each answer says when it said so; a busy gateway would write all the time.
    void onlyWhatARestartWouldMissIsSavedAtOnce()
    {
        GatewayBench bench;
        const QTemporaryDir directory;
        const Environment environment{.homeDirectory = directory.path(), .dataDirectory = directory.path()};
        FakeClock saving; // nothing waits on it but the store
        StateStore state(environment.stateFile(), saving);
        Roster roster(bench.providers, {bench.dialer, bench.clock, bench.random},
                      LoginHomes(environment, {bench.secrets, bench.secrets}, bench.clock), state, nullptr);
        roster.apply(bench.settings);
        auto *account =
            roster.poolFor(*bench.providers.byId(u"claude"_s), nullptr)->select({}, {}, 1).account;
        QVERIFY(account);
        const auto reset = bench.clock.now() + 2h;
        const auto learn = [&](double used) {
            bench.clock.advance(1s);
            account->learn({.windows = {{.utilization = Percent{used}, .resetsAt = reset}}});
            roster.countRequest();
            roster.save();
        };
        const auto waits = [&](milliseconds passed) {
            saving.advance(passed);
            return saving.pendingDeadlines() > 0;
        };
        learn(40);
        QVERIFY(!waits(2s));
        learn(40);
        QVERIFY(waits(29s));
        QVERIFY(!waits(1s));
        learn(41);
        QVERIFY(!waits(2s));
        account->refused({.kind = RefusalKind::Throttle}, {});
        roster.save();
        QVERIFY(!waits(2s));
        QVERIFY(state.flush());
        const StateStore after(environment.stateFile(), saving);
        QCOMPARE(after.value(u"today"_s).toObject().value(u"requests"_s).toInt(), 3);
    }
};

QTEST_GUILESS_MAIN(TestRoster)
#include "tst_roster.moc"
