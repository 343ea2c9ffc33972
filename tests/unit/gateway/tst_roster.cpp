// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "tests/support/gateway_bench.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray usagePath = "/api/oauth/usage";

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
        bench.upstream.play(answerWire(200, R"({"account":{"uuid":"1"}})"), "/api/oauth/profile");
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

    void aPoolTellsItsMembers()
    {
        GatewayBench bench({u"a"_s, u"b"_s, u"c"_s});
        bench.settings.pools += {.id = u"own"_s, .provider = u"claude"_s, .accounts = {u"c"_s, u"a"_s}};
        bench.apply();
        const auto pools = bench.snapshot().pools; // by id
        QCOMPARE(pools.at(0).accounts, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(pools.at(1).accounts, (QStringList{u"c"_s, u"a"_s}));
    }

    //! Each answer says when it said so; a busy gateway would write all the time.
    void onlyWhatARestartWouldMissIsSavedAtOnce()
    {
        GatewayBench bench;
        const QTemporaryDir directory;
        const Environment environment{.homeDirectory = directory.path(), .dataDirectory = directory.path()};
        FakeClock saving; // nothing waits on it but the store
        StateStore state(environment.stateFile(), saving);
        Roster roster(bench.providers, {bench.upstream, bench.clock, bench.random},
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
