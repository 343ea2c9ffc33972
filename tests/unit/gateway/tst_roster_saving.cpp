// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/read_file.h"
#include "tests/support/page_provider.h"
#include "tests/unit/gateway/roster_bench.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

//! The end of a refusal of the account, in the store or in its file; 0 without one.
qint64 refusedUntil(const QJsonValue &limits, const QString &id)
{
    const auto account = limits.toObject().value(id).toObject();
    return account.value("refused"_L1).toObject().value("until"_L1).toInteger();
}

} // namespace

//! What of an account outlives a restart, and when it is saved.
class TestRosterSaving : public QObject
{
    Q_OBJECT

private slots:
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

    //! The clock of the store stands still: nothing waits for its usual pace.
    void aCooldownIsOnTheDiskBeforeAnyTimePasses()
    {
        RosterBench bench;
        auto &clock = bench.world.clock;
        bench.account().refused({.kind = RefusalKind::AccountLimit, .until = clock.now() + 1h}, {});
        clock.advance(0ms);
        const auto written = [&bench] {
            const auto content = readFile(bench.stateFile());
            return content ? QJsonDocument::fromJson(*content).object() : QJsonObject();
        };
        QTRY_VERIFY(refusedUntil(written().value(u"limits"_s), u"a"_s) > 0);
        QCOMPARE(refusedUntil(written().value(u"limits"_s), u"a"_s),
                 refusedUntil(bench.state.value(u"limits"_s), u"a"_s));
        QCOMPARE(bench.saving.pendingDeadlines(), 0);
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
        RosterBench bench;
        auto &clock = bench.world.clock;
        auto &account = bench.account();
        const auto reset = clock.now() + 2h;
        const auto learn = [&](double used) {
            clock.advance(1s);
            account.learn({.windows = {{.utilization = Percent{used}, .resetsAt = reset}}});
            bench.roster.countRequest();
            bench.roster.save();
        };
        const auto waits = [&](milliseconds passed) {
            bench.saving.advance(passed);
            return bench.saving.pendingDeadlines() > 0;
        };
        learn(40);
        QVERIFY(!waits(2s));
        learn(40);
        QVERIFY(waits(29s));
        QVERIFY(!waits(1s));
        learn(41);
        QVERIFY(!waits(2s));
        account.refused({.kind = RefusalKind::Throttle}, {});
        bench.roster.save();
        QVERIFY(!waits(2s));
        QVERIFY(bench.state.flush());
        const StateStore after(bench.stateFile(), bench.saving);
        QCOMPARE(after.value(u"today"_s).toObject().value(u"requests"_s).toInt(), 3);
    }
};

QTEST_GUILESS_MAIN(TestRosterSaving)
#include "tst_roster_saving.moc"
