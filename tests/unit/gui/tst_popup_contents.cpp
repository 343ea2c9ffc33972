// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/plain_text.h"
#include "gui/common/translations.h"
#include "gui/popup/popup_contents.h"
#include "gui/popup/popup_placement.h"
#include "gui/tray/tray_status.h"
#include "tests/ui/snapshots.h"

#include <QtGui/QTextDocument>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;
using snapshots::noon;

namespace {

QStringList ids(const QList<AccountSnapshot> &accounts)
{
    QStringList result;
    for (const auto &account : accounts)
        result += account.id;
    return result;
}

} // namespace

class PopupContentsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { installTranslations(); }

    void fewAccountsAreAllCards()
    {
        const auto contents = popupContents(snapshots::fourAccounts(), {});
        QCOMPARE(ids(contents.cards), (QStringList{u"work"_s, u"personal"_s, u"side"_s, u"codex"_s}));
        QVERIFY(contents.folded.isEmpty());
        QCOMPARE(contents.tabs.size(), 3);
        QCOMPARE(contents.tabs[0].title, u"All 4"_s);
        QCOMPARE(contents.tabs[1].title, u"Claude 3"_s);
    }

    void tabShowsOneProvider()
    {
        QCOMPARE(ids(popupContents(snapshots::fourAccounts(), u"codex"_s).cards), QStringList{u"codex"_s});
        QCOMPARE(popupContents(snapshots::fourAccounts(), u"gone"_s).cards.size(), 4);
    }

    void manyAccountsFold()
    {
        const auto contents = popupContents(snapshots::eightAccounts(), {});
        QCOMPARE(ids(contents.cards), (QStringList{u"work"_s, u"personal"_s, u"side"_s}));
        QCOMPARE(ids(contents.folded), (QStringList{u"lab"_s, u"a rather long account name"_s}));
        QCOMPARE(ids(contents.moreReady), (QStringList{u"archive"_s, u"team"_s, u"travel"_s}));
        QVERIFY(contents.tabs.isEmpty());
    }

    //! All accounts of the provider say so, which makes none of them a card.
    void aProviderThatCannotBeReachedFoldsWhatIsNotInUse()
    {
        auto snapshot = snapshots::eightAccounts();
        for (auto &account : snapshot.accounts) {
            account.enabled = true;
            account.phase = AccountPhase::Unreachable;
            account.fault = {AccountFault::Kind::ProviderUnreachable, ErrorCode::TimedOut};
        }
        const auto contents = popupContents(snapshot, {});
        QCOMPARE(ids(contents.cards), QStringList{u"work"_s}); // which has sessions
        QCOMPARE(contents.folded.size(), 7);
        QVERIFY(contents.moreReady.isEmpty());
    }

    void poolLineSaysWhatIsLeft()
    {
        const auto contents = popupContents(snapshots::fourAccounts(), {});
        QCOMPARE(contents.pool->left, u"51 %"_s); // of 20 + 1 + 1: 52 % to its stop, 19 %, 71 %
        QCOMPARE(contents.pool->verdict, u"lasts to reset"_s);
        QVERIFY(!popupContents(snapshots::noAccounts(), {}).pool);
        QCOMPARE(popupContents(snapshots::allLimited(), {}).pool->verdict, u"all limited until 13:12"_s);
    }

    //! However many pools there are, and whatever is in them.
    void poolLineCountsEachEnabledAccountOnce()
    {
        auto snapshot = snapshots::listening({});
        for (const double used : {38.0, 81.0, 11.0}) {
            snapshot.accounts += snapshots::account(u"a%1"_s.arg(used), 10, 2h, used, 80h);
            snapshot.accounts.last().weight = 20;
        }
        const auto left = [&] { return popupContents(snapshot, {}).pool->left; };
        QCOMPARE(left(), u"57 %"_s);
        snapshot.pools = {{.id = u"claude"_s, .providerId = u"claude"_s, .weeklyUsed = 44_pct},
                          {.id = u"team"_s, .providerId = u"claude"_s, .weeklyUsed = 81_pct}};
        QCOMPARE(left(), u"57 %"_s);
        snapshot.accounts[1].enabled = false;
        QCOMPARE(left(), u"76 %"_s); // of 62 and 89: 75.5
        snapshot.accounts[0].windows[1].cap = 60_pct;
        QCOMPARE(left(), u"56 %"_s); // of 22 and 89: 55.5
        QVERIFY(popupContents(snapshot, {}).pool->verdict != u"all limited"_s);
    }

    void barColourIsAVerdict()
    {
        const auto accounts = snapshots::fourAccounts().accounts;
        const auto tone = [&](qsizetype account, qsizetype window) {
            return barLook(accounts[account], accounts[account].windows[window], noon()).tone;
        };
        QCOMPARE(tone(0, 0), Tone::Warning);
        QCOMPARE(tone(0, 1), Tone::Good);
        QCOMPARE(tone(1, 0), Tone::Bad);
        QCOMPARE(tone(2, 0), Tone::Muted);
    }

    void pastTheOwnStopIsRed()
    {
        auto account = snapshots::account(u"work"_s, 81, 10min, 10, 80h);
        account.windows[0].cap = 80_pct;
        QCOMPARE(barLook(account, account.windows[0], noon()).tone, Tone::Bad);
    }

    void forecastIsOnlyForWindowsThatFillEarly()
    {
        auto accounts = snapshots::fourAccounts().accounts;
        for (auto &window : accounts[0].windows)
            window.cap = 99_pct; // where no limit of its own is set
        QVERIFY(forecastLine(accounts[0], noon()).startsWith(u"5 h window full at <b>"_s));
        QVERIFY(forecastLine(accounts[1], noon()).isEmpty());
        QVERIFY(forecastLine(accounts[2], noon()).isEmpty());
    }

    //! 73 % after 3 h 20 m: 80 % after 3 h 39 m.
    void anOwnStopIsForecastAsAPause()
    {
        auto account = snapshots::account(u"work"_s, 73, 1h + 40min, 10, 80h);
        account.windows[0].cap = 80_pct;
        QCOMPARE(forecastLine(account, noon()),
                 u"5 h window pauses at 80 % at <b>12:19</b> at this pace, 1 h 20 m early"_s);
        account.windows[0].utilization = 20_pct;
        account.windows[1] = account.windows[0];
        account.windows[1].kind = WindowKind::Weekly;
        account.windows[1].utilization = 73_pct;
        QVERIFY(forecastLine(account, noon()).startsWith(u"Week pauses at 80 % at <b>"_s));
    }

    //! With a stop of its own, too, an account behind the tick lasts and one ahead of it does not.
    void tickAndColourAgree()
    {
        auto account = snapshots::account(u"weekend"_s, 32, 2h + 30min, 10, 80h);
        auto &window = account.windows[0];
        for (const auto cap : {100_pct, 80_pct, 60_pct}) {
            window.cap = cap;
            const auto look = barLook(account, window, noon());
            const bool isBehind = window.utilization->fraction() <= *look.pace;
            QCOMPARE(look.tone, isBehind ? Tone::Good : Tone::Warning);
        }
        QVERIFY(barLook(account, window, noon()).tone == Tone::Warning);
    }

    void ticksEverySecondWhereSecondsCount()
    {
        auto account = snapshots::account(u"work"_s, 50, 2h, 10, 80h);
        QVERIFY(!ticksEverySecond(snapshots::listening({account})));
        account.phase = AccountPhase::Unreachable; // `unreachable, retry in 60 s`
        account.until = noon() + 60s;
        QVERIFY(ticksEverySecond(snapshots::listening({account})));
        account.until = noon() + 2min;
        QVERIFY(!ticksEverySecond(snapshots::listening({account})));
        account.windows[0].resetsAt = noon() + 90s;
        QVERIFY(ticksEverySecond(snapshots::listening({account})));
        account.windows[0].resetsAt = noon();
        QVERIFY(!ticksEverySecond(snapshots::listening({account})));
    }

    void aShortPauseIsNoLimit()
    {
        auto snapshot = snapshots::askedToWait();
        QVERIFY(ticksEverySecond(snapshot)); // `busy, again in 8 s`
        QVERIFY(forecastLine(snapshot.accounts.first(), noon()).startsWith(u"5 h window full at <b>"_s));
        QVERIFY(!popupContents(snapshot, {}).pool->verdict.contains(u"limited"_s));
        QCOMPARE(trayStatus(snapshot).mark, TrayMark::None);
        QCOMPARE(trayStatus(snapshot).toolTip,
                 isolated(u"work"_s) + u": 5 h 72 %, Week 38 %, busy, again in 8 s"_s);
    }

    void aPauseOfMinutesIsNoLimitEither()
    {
        auto snapshot = snapshots::askedToWait();
        auto &account = snapshot.accounts.first();
        account.until = noon() + 3min;
        account.isBackSoon = false;
        QVERIFY(!ticksEverySecond(snapshot)); // until there are seconds to count
        QVERIFY(trayStatus(snapshot).toolTip.endsWith(u"busy, again in 3 m"_s));
        QVERIFY(!forecastLine(account, noon()).isEmpty());
        account.isThrottled = false;
        QVERIFY(!trayStatus(snapshot).toolTip.contains(u"busy"_s));
        QVERIFY(forecastLine(account, noon()).isEmpty());
    }

    void trayMarksAreForPoolAndPerson()
    {
        QCOMPARE(trayStatus(snapshots::fourAccounts()).mark, TrayMark::None);
        QCOMPARE(trayStatus(snapshots::allLimited()).mark, TrayMark::Limited);
        QVERIFY(trayStatus(snapshots::gatewayOff()).isOff);
        auto snapshot = snapshots::fourAccounts();
        snapshot.accounts[2].enabled = true;
        QCOMPARE(trayStatus(snapshot).mark, TrayMark::Attention);
        QCOMPARE(trayStatus(snapshot).toolTip.split(u'\n').first(),
                 isolated(u"work (Claude)"_s) + u": 5 h 72 %, Week 38 %, 2 sessions"_s);
        QCOMPARE(trayStatus(snapshots::noAccounts()).toolTip, u"Sluice: no account yet"_s);
        const auto lost = trayStatus(snapshots::providerUnreachable());
        QCOMPARE(lost.toolTip.split(u'\n').first(),
                 isolated(u"work (Claude)"_s) + u": 5 h 72 %, Week 38 %, unreachable, retry in 42 s"_s);
        QCOMPARE(lost.mark, TrayMark::None); // no person is needed
    }

    void aNameFromRightToLeftTurnsNothingElseRound()
    {
        auto account = snapshots::account(u"work"_s, 50, 2h, 10, 80h);
        account.name = u"\u05e2\u05d1\u05d5\u05d3\u05d4"_s;
        QCOMPARE(trayStatus(snapshots::listening({account})).toolTip,
                 u"\u2068"_s + account.name + u"\u2069: 5 h 50 %, Week 10 %, idle"_s);
    }

    void namesAreNoHtmlInToolTips_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("a name") << u"work"_s;
        QTest::newRow("a tag") << u"<i>x</i>"_s;
        QTest::newRow("not the first") << u"a < b <b>c</b>"_s;
        QTest::newRow("an entity") << u"a &lt;i&gt;"_s;
        QTest::newRow("a document") << u"<?xml version=\"1.0\"?>"_s;
        QTest::newRow("a comment") << u"<!-- -->"_s;
    }

    void namesAreNoHtmlInToolTips()
    {
        QFETCH(const QString, name);
        QVERIFY(!Qt::mightBeRichText(plainToolTip(name)));
        auto account = snapshots::account(u"work"_s, 50, 2h, 10, 80h);
        account.name = name;
        const auto toolTip = trayStatus(snapshots::listening({account, account})).toolTip;
        QVERIFY2(!Qt::mightBeRichText(toolTip), qPrintable(toolTip));
        QCOMPARE(toolTip.split(u'\n').size(), 2);
        QVERIFY(QString(toolTip).remove(QChar(0x2060)).contains(name));
    }

    void popupStaysOnTheScreen_data()
    {
        QTest::addColumn<QRect>("icon");
        QTest::addColumn<QPoint>("cursor");
        QTest::addColumn<QRect>("place");
        const QRect none;
        QTest::newRow("bottom right") << QRect(980, 574, 22, 22) << QPoint() << QRect(632, 168, 392, 400);
        QTest::newRow("top left") << QRect(4, -20, 22, 22) << QPoint() << QRect(0, 7, 392, 400);
        QTest::newRow("no geometry") << none << QPoint(500, 10) << QRect(304, 16, 392, 400);
        QTest::newRow("right panel") << QRect(1030, 300, 22, 22) << QPoint() << QRect(632, 110, 392, 400);
    }

    void popupStaysOnTheScreen()
    {
        QFETCH(const QRect, icon);
        QFETCH(const QPoint, cursor);
        QFETCH(const QRect, place);
        QCOMPARE(popupPlacement({392, 400}, icon, cursor, QRect(0, 0, 1024, 572)), place);
    }
};

QTEST_GUILESS_MAIN(PopupContentsTest)
#include "tst_popup_contents.moc"
