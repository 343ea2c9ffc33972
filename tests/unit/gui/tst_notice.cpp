// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/translations.h"
#include "gui/notify/notice.h"
#include "gui/notify/notifier.h"
#include "tests/ui/snapshots.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;
using snapshots::noon;

namespace {

EngineSnapshot two()
{
    auto result = snapshots::listening(
        {snapshots::account(u"work"_s, 50, 3h, 10, 80h), snapshots::account(u"personal"_s, 20, 2h, 10, 80h)});
    result.pools = {{.id = u"claude"_s, .providerId = u"claude"_s, .accounts = {u"work"_s, u"personal"_s}}};
    return result;
}

//! Two of Claude and two of Codex, each with the pool of all of them.
EngineSnapshot four()
{
    auto result = two();
    for (const auto &id : {u"cx"_s, u"spare"_s}) {
        auto account = snapshots::account(id, 20, 2h, 10, 80h);
        account.providerId = u"codex"_s;
        account.providerName = u"Codex"_s;
        result.accounts += account;
    }
    result.pools += {.id = u"codex"_s, .providerId = u"codex"_s, .accounts = {u"cx"_s, u"spare"_s}};
    return result;
}

void limit(EngineSnapshot &snapshot, qsizetype index, milliseconds until)
{
    auto &account = snapshot.accounts[index];
    account.phase = AccountPhase::Limited;
    account.until = noon() + until;
    account.limitedBy = WindowKind::FiveHour;
    account.windows[0].utilization = 100_pct;
}

void throttle(EngineSnapshot &snapshot, qsizetype index, milliseconds wait = 5s)
{
    auto &account = snapshot.accounts[index];
    account.phase = AccountPhase::Limited;
    account.until = noon() + wait;
    account.isThrottled = true;
    account.isBackSoon = wait <= 1min;
}

void runDry(PoolSnapshot &pool, const QString &firstBack, milliseconds after)
{
    pool.isLimited = true;
    pool.firstBackAt = noon() + after;
    pool.firstBackAccount = firstBack;
}

QStringList titles(const QList<Notice> &notices)
{
    QStringList result;
    for (const auto &notice : notices)
        result += notice.title;
    return result;
}

} // namespace

class NoticeTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { installTranslations(); }

    void limitIsToldOnceAndSoIsItsEnd()
    {
        NoticeMemory memory;
        auto snapshot = two();
        limit(snapshot, 0, 3h + 40min);
        const auto first = notices(snapshot, {}, memory);
        QCOMPARE(titles(first), QStringList{u"work is limited until 15:40"_s});
        QCOMPARE(first.first().body, u"Sessions moved to personal."_s);
        QVERIFY(!first.first().isCritical());
        QCOMPARE(notices(snapshot, {}, memory), QList<Notice>{});
        QCOMPARE(titles(notices(two(), {}, memory)), QStringList{u"work is available again"_s});
        QCOMPARE(notices(two(), {}, memory), QList<Notice>{});
    }

    void aThrottleIsNoNewsUntilAllWorkStops_data()
    {
        QTest::addColumn<qint64>("wait");
        QTest::addColumn<QStringList>("toldOfAll");
        QTest::newRow("a moment") << qint64{5} << QStringList();
        QTest::newRow("minutes") << qint64{600} << QStringList{u"All accounts are limited"_s};
    }

    void aThrottleIsNoNewsUntilAllWorkStops()
    {
        QFETCH(const qint64, wait);
        QFETCH(const QStringList, toldOfAll);
        NoticeMemory memory;
        auto snapshot = two();
        throttle(snapshot, 0, seconds{wait});
        QCOMPARE(notices(snapshot, {}, memory), QList<Notice>{});
        throttle(snapshot, 1, seconds{wait});
        runDry(snapshot.pools[0], u"work"_s, seconds{wait});
        QCOMPARE(titles(notices(snapshot, {}, memory)), toldOfAll);
        snapshot = two();
        QVERIFY(titles(notices(snapshot, {}, memory)).filter(u"limited"_s).isEmpty());
    }

    void aThrottledAccountIsNoneOfAllLimited()
    {
        NoticeMemory memory;
        auto snapshot = two();
        limit(snapshot, 0, 3h);
        throttle(snapshot, 1);
        runDry(snapshot.pools[0], u"personal"_s, 5s);
        const auto told = notices(snapshot, {}, memory);
        QCOMPARE(titles(told), QStringList{u"work is limited until 15:00"_s});
        QCOMPARE(told.first().body, u"Sessions moved to personal."_s);
        snapshot.accounts[1].isThrottled = false;
        snapshot.accounts[1].isBackSoon = false;
        limit(snapshot, 1, 2h);
        runDry(snapshot.pools[0], u"personal"_s, 2h);
        QCOMPARE(titles(notices(snapshot, {}, memory)), QStringList{u"All accounts are limited"_s});
    }

    //! For longer than a session waits.
    void noSessionMovesToWhoIsThrottledForMinutes()
    {
        NoticeMemory memory;
        auto snapshot = two();
        limit(snapshot, 0, 3h);
        throttle(snapshot, 1, 10min);
        const auto told = notices(snapshot, {}, memory);
        QCOMPARE(titles(told), QStringList{u"work is limited until 15:00"_s});
        QVERIFY(told.first().body.startsWith(u"No other account of "_s));
    }

    //! A window may fill up in the very moment in which the provider asks to wait.
    void aThrottleUsesUpNoThreshold()
    {
        NoticeMemory memory;
        auto snapshot = two();
        throttle(snapshot, 0);
        snapshot.accounts[0].windows[0].utilization = 96_pct;
        QCOMPARE(titles(notices(snapshot, {}, memory)), QStringList{u"work: 5 h window at 96 %"_s});
    }

    void itsEndIsToldOnlyWhereTheLimitWas()
    {
        NoticeMemory memory;
        auto limited = two();
        limit(limited, 0, 3h);
        QCOMPARE(notices(limited, {.limited = false, .thresholds = {}}, memory), QList<Notice>{});
        QCOMPARE(notices(two(), {}, memory), QList<Notice>{});
        memory.muteUntil(noon() + 1h);
        QCOMPARE(notices(limited, {}, memory), QList<Notice>{});
        memory.muteUntil({});
        QCOMPARE(notices(two(), {}, memory), QList<Notice>{});
        QCOMPARE(notices(limited, {}, memory).size(), 1);
        QCOMPARE(titles(notices(two(), {}, memory)), QStringList{u"work is available again"_s});
    }

    void whoeverWasAmongAllIsToldToBeBack()
    {
        NoticeMemory memory;
        QCOMPARE(notices(snapshots::allLimited(), {}, memory).size(), 1);
        QCOMPARE(titles(notices(two(), {}, memory)), QStringList{u"2 accounts available again"_s});
    }

    void memoryHoldsOverRestart()
    {
        NoticeMemory memory;
        auto snapshot = two();
        limit(snapshot, 0, 3h);
        QCOMPARE(notices(snapshot, {}, memory).size(), 1);
        auto restarted = NoticeMemory::fromJson(memory.toJson());
        QCOMPARE(restarted, memory);
        QCOMPARE(notices(snapshot, {}, restarted), QList<Notice>{});
    }

    void nextCycleIsToldAgain()
    {
        NoticeMemory memory;
        auto snapshot = two();
        limit(snapshot, 0, 3h);
        QCOMPARE(notices(snapshot, {}, memory).size(), 1);
        limit(snapshot, 0, 8h);
        QCOMPARE(notices(snapshot, {}, memory).size(), 1);
    }

    void highestThresholdIsToldAlone()
    {
        NoticeMemory memory;
        auto snapshot = two();
        snapshot.accounts[0].windows[0].utilization = 96_pct;
        QCOMPARE(titles(notices(snapshot, {}, memory)), QStringList{u"work: 5 h window at 96 %"_s});
        snapshot.accounts[0].windows[0].utilization = 97_pct;
        QCOMPARE(notices(snapshot, {}, memory), QList<Notice>{});
    }

    void limitUsesUpTheThresholdBeforeIt()
    {
        NoticeMemory memory;
        auto snapshot = two();
        limit(snapshot, 0, 3h);
        QCOMPARE(titles(notices(snapshot, {}, memory)), QStringList{u"work is limited until 15:00"_s});
        snapshot.accounts[0].phase = AccountPhase::Ready;
        QCOMPARE(titles(notices(snapshot, {}, memory)), QStringList{u"work is available again"_s});
    }

    void allLimitedIsCriticalAndStandsAlone()
    {
        NoticeMemory memory;
        const auto told = notices(snapshots::allLimited(), {}, memory);
        QCOMPARE(titles(told), QStringList{u"All accounts are limited"_s});
        QCOMPARE(told.first().body, u"First back: personal at 13:12"_s);
        QVERIFY(told.first().isCritical());
    }

    void aFullPoolOfOneIsNotAllAccounts()
    {
        NoticeMemory memory;
        auto snapshot = two();
        snapshot.pools += {.id = u"solo"_s, .providerId = u"claude"_s, .accounts = {u"work"_s}};
        limit(snapshot, 0, 3h);
        runDry(snapshot.pools[1], u"work"_s, 3h);
        QCOMPARE(titles(notices(snapshot, {}, memory)), QStringList{u"work is limited until 15:00"_s});
    }

    void aFullPoolNamesItselfWhereOthersAreFree()
    {
        NoticeMemory memory;
        auto snapshot = two();
        snapshot.accounts += snapshots::account(u"lab"_s, 20, 2h, 10, 80h);
        snapshot.pools[0].accounts += u"lab"_s;
        snapshot.pools +=
            {.id = u"team"_s, .providerId = u"claude"_s, .accounts = {u"work"_s, u"personal"_s}};
        limit(snapshot, 0, 3h);
        limit(snapshot, 1, 2h);
        runDry(snapshot.pools[1], u"personal"_s, 2h);
        const auto told = notices(snapshot, {}, memory);
        QCOMPARE(titles(told), QStringList{u"All accounts of the pool team are limited"_s});
        QCOMPARE(told.first().body, u"First back: personal at 14:00"_s);
    }

    void poolsOfOneProviderSpeakAsOne()
    {
        NoticeMemory memory;
        auto snapshot = snapshots::allLimited();
        auto own = snapshot.pools.first();
        own.id = u"a-pool-of-ones-own"_s;
        snapshot.pools.prepend(own);
        const auto told = notices(snapshot, {}, memory);
        QCOMPARE(titles(told), QStringList{u"All accounts are limited"_s});
        QCOMPARE(told.first().body, u"First back: personal at 13:12"_s);
        QCOMPARE(notices(snapshot, {}, memory), QList<Notice>{});
    }

    void whatOneProviderLacksHidesNothingOfAnother()
    {
        NoticeMemory memory;
        auto snapshot = four();
        for (const int index : {0, 1, 2})
            limit(snapshot, index, 3h);
        runDry(snapshot.pools[0], u"work"_s, 3h);
        const QStringList expected{u"cx is limited until 15:00"_s, u"All accounts of Claude are limited"_s};
        QCOMPARE(titles(notices(snapshot, {}, memory)), expected);
    }

    void eachProviderThatRanDryIsToldByItself()
    {
        NoticeMemory memory;
        auto snapshot = four();
        for (const int index : {0, 1, 2, 3})
            limit(snapshot, index, 3h);
        runDry(snapshot.pools[0], u"work"_s, 3h);
        runDry(snapshot.pools[1], u"spare"_s, 2h);
        const auto told = notices(snapshot, {}, memory);
        const QStringList expected{u"All accounts of Claude are limited"_s,
                                   u"All accounts of Codex are limited"_s};
        QCOMPARE(titles(told), expected);
        QCOMPARE(told.at(0).body, u"First back: work at 15:00"_s);
        QCOMPARE(told.at(1).body, u"First back: spare at 14:00"_s);
    }

    void severalAtOnceAreMerged()
    {
        NoticeMemory memory;
        auto snapshot = two();
        snapshot.accounts[0].phase = AccountPhase::NeedsSignIn;
        snapshot.accounts[1].phase = AccountPhase::NeedsSignIn;
        const auto told = notices(snapshot, {}, memory);
        QCOMPARE(titles(told), QStringList{u"2 accounts need a new sign-in"_s});
        QCOMPARE(told.first().body, u"work: sign in again\npersonal: sign in again"_s);
    }

    void settingsAndMuteKeepQuietForGood()
    {
        NoticeMemory memory;
        auto snapshot = two();
        limit(snapshot, 0, 3h);
        QCOMPARE(notices(snapshot, {.limited = false, .thresholds = {}}, memory), QList<Notice>{});
        QCOMPARE(notices(snapshot, {}, memory), QList<Notice>{});
        limit(snapshot, 1, 2h);
        memory.muteUntil(noon() + 12h);
        QCOMPARE(notices(snapshot, {}, memory), QList<Notice>{});
        memory.muteUntil({});
        QCOMPARE(notices(snapshot, {}, memory), QList<Notice>{});
    }

    void switchedOffAccountsAreNotTold()
    {
        NoticeMemory memory;
        auto snapshot = two();
        snapshot.accounts[0].phase = AccountPhase::NeedsSignIn;
        snapshot.accounts[0].enabled = false;
        QCOMPARE(notices(snapshot, {}, memory), QList<Notice>{});
    }

    void allLimitedEndsWithTheFirstWhoIsBack()
    {
        NoticeMemory memory;
        const auto told = notices(snapshots::allLimited(), {}, memory).constFirst();
        QVERIFY(!isOver(told, snapshots::allLimited()));
        QVERIFY(isOver(told, two()));
        QVERIFY(isOver(told, snapshots::noAccounts()));
    }

    void allLimitedEndsWhereAnotherProviderIsSwitchedOn()
    {
        NoticeMemory memory;
        auto alone = four();
        limit(alone, 0, 3h);
        limit(alone, 1, 2h);
        runDry(alone.pools[0], u"personal"_s, 2h);
        auto both = alone;
        for (const int index : {2, 3})
            alone.accounts[index].enabled = false;
        const auto told = notices(alone, {}, memory);
        QCOMPARE(titles(told), QStringList{u"All accounts are limited"_s});
        QVERIFY(!isOver(told.first(), alone));
        QVERIFY(isOver(told.first(), both));
        NoticeMemory fresh;
        const auto narrower = notices(both, {}, fresh);
        QCOMPARE(titles(narrower), QStringList{u"All accounts of Claude are limited"_s});
        QVERIFY(!isOver(narrower.first(), both));
        QVERIFY(!isOver(narrower.first(), alone));
    }

    void aLimitEndsOnceItsAccountServesAgain()
    {
        NoticeMemory memory;
        auto snapshot = two();
        limit(snapshot, 0, 3h);
        const auto told = notices(snapshot, {}, memory).constFirst();
        QVERIFY(!isOver(told, snapshot));
        throttle(snapshot, 0);
        QVERIFY(!isOver(told, snapshot));
        QVERIFY(isOver(told, two()));
    }

    void aSignInEndsWithAWorkingLogin_data()
    {
        QTest::addColumn<AccountPhase>("phase");
        QTest::addColumn<bool>("over");
        QTest::newRow("still") << AccountPhase::NeedsSignIn << false;
        QTest::newRow("nobody knows") << AccountPhase::Unreachable << false;
        QTest::newRow("signed in") << AccountPhase::WaitingForData << true;
        QTest::newRow("ready") << AccountPhase::Ready << true;
        QTest::newRow("signed in, but limited") << AccountPhase::Limited << true;
        QTest::newRow("signed in, but paused") << AccountPhase::Paused << true;
    }
    void aSignInEndsWithAWorkingLogin()
    {
        QFETCH(const AccountPhase, phase);
        QFETCH(const bool, over);
        NoticeMemory memory;
        auto snapshot = two();
        snapshot.accounts[0].phase = AccountPhase::NeedsSignIn;
        const auto told = notices(snapshot, {}, memory).constFirst();
        snapshot.accounts[0].phase = phase;
        QCOMPARE(isOver(told, snapshot), over);
        snapshot.accounts[0].enabled = false;
        QVERIFY(isOver(told, snapshot));
        snapshot.accounts.removeFirst();
        QVERIFY(isOver(told, snapshot));
    }

    void severalSignInsEndWithTheLast()
    {
        NoticeMemory memory;
        auto snapshot = two();
        snapshot.accounts[0].phase = AccountPhase::NeedsSignIn;
        snapshot.accounts[1].phase = AccountPhase::NeedsSignIn;
        const auto told = notices(snapshot, {}, memory).constFirst();
        QCOMPARE(told.accountId(), QString());
        snapshot.accounts[0].phase = AccountPhase::Ready;
        QVERIFY(!isOver(told, snapshot));
        snapshot.accounts[1].phase = AccountPhase::Ready;
        QVERIFY(isOver(told, snapshot));
    }

    //! A login that works may be full, too.
    void theNextSignInIsToldAlsoAfterALimit()
    {
        NoticeMemory memory;
        auto snapshot = two();
        snapshot.accounts[0].phase = AccountPhase::NeedsSignIn;
        const QStringList expected{u"work: sign in again"_s};
        QCOMPARE(titles(notices(snapshot, {}, memory)), expected);
        auto full = two();
        limit(full, 0, 3h);
        QCOMPARE(titles(notices(full, {}, memory)), QStringList{u"work is limited until 15:00"_s});
        QCOMPARE(titles(notices(snapshot, {}, memory)), expected);
    }

    void whatHasHappenedHasNoEnd()
    {
        for (const auto kind : {Notice::Kind::Threshold, Notice::Kind::Recovered})
            QVERIFY(!isOver({.kind = kind, .accountIds = {u"work"_s}}, snapshots::noAccounts()));
    }

    void bodyIsEscapedOnlyWhereMarkupIsRead()
    {
        QCOMPARE(notificationBody(u"<b>x</b>"_s, {u"body"_s}), u"<b>x</b>"_s);
        QCOMPARE(notificationBody(u"<b>x</b>"_s, {u"body-markup"_s}), u"&lt;b&gt;x&lt;/b&gt;"_s);
    }
};

QTEST_GUILESS_MAIN(NoticeTest)
#include "tst_notice.moc"
