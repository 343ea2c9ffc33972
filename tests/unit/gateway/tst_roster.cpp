// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/gateway_bench.h"
#include "tests/support/page_provider.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
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

} // namespace

//! What a roster makes of its settings and of whose logins there are.
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

    void aPoolTellsItsMembers()
    {
        GatewayBench bench({u"a"_s, u"b"_s, u"c"_s});
        bench.settings.pools += {.id = u"own"_s, .provider = u"claude"_s, .accounts = {u"c"_s, u"a"_s}};
        bench.apply();
        const auto pools = bench.snapshot().pools; // by id
        QCOMPARE(pools.at(0).accounts, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(pools.at(1).accounts, (QStringList{u"c"_s, u"a"_s}));
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
};

QTEST_GUILESS_MAIN(TestRoster)
#include "tst_roster.moc"
