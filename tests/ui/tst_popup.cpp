// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/format.h"
#include "gui/common/line_label.h"
#include "gui/common/switch.h"
#include "gui/common/text_button.h"
#include "gui/popup/popup_window.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/snapshots.h"
#include "tests/ui/window_bench.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLayout>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

#include <algorithm>

using namespace sluice;
using namespace Qt::StringLiterals;

class PopupTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { beginWindowTests(); }

    void showsSnapshot_data()
    {
        QTest::addColumn<EngineSnapshot>("snapshot");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("switches");
        QTest::newRow("four") << snapshots::fourAccounts() << false << 5;
        QTest::newRow("four-dark") << snapshots::fourAccounts() << true << 5;
        QTest::newRow("kinds") << snapshots::allKindsOfAccounts() << false << 6;
        QTest::newRow("kinds-dark") << snapshots::allKindsOfAccounts() << true << 6;
        QTest::newRow("eight") << snapshots::eightAccounts() << false << 4;
        QTest::newRow("none") << snapshots::noAccounts() << false << 1;
        QTest::newRow("limited") << snapshots::allLimited() << true << 3;
        QTest::newRow("logins") << snapshots::loginTroubles() << false << 6;
        QTest::newRow("logins-dark") << snapshots::loginTroubles() << true << 6;
        QTest::newRow("unreachable") << snapshots::providerUnreachable() << false << 5;
        QTest::newRow("unreachable-dark") << snapshots::providerUnreachable() << true << 5;
        QTest::newRow("busy") << snapshots::askedToWait() << false << 2;
        QTest::newRow("busy-dark") << snapshots::askedToWait() << true << 2;
        QTest::newRow("off") << snapshots::gatewayOff() << false << 5;
    }

    void showsSnapshot()
    {
        QFETCH(const EngineSnapshot, snapshot);
        QFETCH(const bool, dark);
        QFETCH(const int, switches);
        const Look look(dark ? Look::Kind::Dark : Look::Kind::Light);
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshot);
        popup.open({});
        QCOMPARE(shownWidgets<Switch>(popup).size(), switches);
        savePicture(popup, u"popup-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
    }

    void nothingIsShownAsMoreThanFull()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::allKindsOfAccounts());
        popup.open({});
        QStringList texts;
        for (auto *label : shownWidgets<QLabel>(popup))
            texts += label->text();
        QVERIFY(texts.contains(u"100 %"_s));
        QVERIFY(!texts.contains(u"102 %"_s));
        for (auto *bar : shownWidgets<QProgressBar>(popup))
            QVERIFY2(!bar->accessibleDescription().contains(u"102"_s),
                     qPrintable(bar->accessibleDescription()));
    }

    void anAccountWithoutAWindowSaysSoInsteadOfAnEmptyBar()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::allKindsOfAccounts());
        popup.open({});
        QStringList texts;
        for (auto *label : shownWidgets<QLabel>(popup))
            texts += label->text();
        QVERIFY(texts.contains(u"none on this plan"_s));
        QVERIFY(texts.contains(u"Paid by use: there is no window to fill."_s));
        QCOMPARE(shownWidgets<QProgressBar>(popup).size(),
                 1 + 2 + 2 + 2 + 1); // the pool's, and each account's
    }

    void whatIsWrongIsSaidInTheLanguageOfThePerson()
    {
        const German german;
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::loginTroubles());
        popup.open({});
        QStringList texts;
        for (auto *label : shownWidgets<QLabel>(popup))
            texts += label->text() + u'\n' + label->toolTip();
        const auto all = texts.join(u'\n');
        QVERIFY(all.contains(u"Der Anbieter nimmt diese Anmeldung nicht mehr an."_s));
        QVERIFY(all.contains(u"Der Schlüsselbund ist gesperrt."_s));
        QVERIFY2(!all.contains(u"the engine's own words"_s, Qt::CaseInsensitive), qPrintable(all));
        savePicture(popup, u"popup-logins-german"_s);
    }

    void aPauseIsNoUsedUpWindow_data()
    {
        QTest::addColumn<bool>("inGerman");
        QTest::addColumn<qint64>("wait");
        QTest::addColumn<QString>("state");
        QTest::newRow("English") << false << qint64{8} << u"busy, again in 8 s"_s;
        QTest::newRow("German") << true << qint64{8} << u"ausgelastet, weiter in 8 s"_s;
        QTest::newRow("minutes") << false << qint64{180} << u"busy, again in 3 m"_s;
        QTest::newRow("minutes in German") << true << qint64{180} << u"ausgelastet, weiter in 3 min"_s;
    }

    void aPauseIsNoUsedUpWindow()
    {
        QFETCH(const bool, inGerman);
        QFETCH(const qint64, wait);
        QFETCH(const QString, state);
        const auto german = inGerman ? std::make_unique<German>() : nullptr;
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        auto snapshot = snapshots::askedToWait();
        snapshot.accounts[0].until = snapshots::noon() + seconds{wait};
        snapshot.accounts[0].isBackSoon = wait <= 60;
        popup.setSnapshot(snapshot);
        popup.open({});
        QCoreApplication::processEvents();
        const int height = popup.height();
        const auto theme = Theme::matching(popup.palette());
        const auto labels = shownWidgets<LineLabel>(popup);
        const auto shown = std::ranges::find(labels, state, &LineLabel::text);
        QVERIFY(shown != labels.end());
        QCOMPARE((*shown)->palette().color(QPalette::WindowText), theme.warning);
        for (auto *label : shownWidgets<QLabel>(popup))
            QVERIFY2(label->palette().color(QPalette::WindowText) != theme.bad, qPrintable(label->text()));
        snapshot.accounts[0].phase = AccountPhase::Ready;
        snapshot.accounts[0].isThrottled = false;
        snapshot.accounts[0].isBackSoon = false;
        popup.setSnapshot(snapshot); // over
        QCOMPARE(popup.height(), height); // nothing but a word has changed
    }

    void aProviderThatCannotBeReachedIsNoGreenAccount_data()
    {
        QTest::addColumn<bool>("inGerman");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("line");
        QTest::newRow("English")
            << false << u"unreachable, retry in 42 s"_s
            << u"The provider cannot be reached. Check the network connection. Sluice goes on "
               "trying, with every request too."_s;
        QTest::newRow("German")
            << true << u"nicht erreichbar, neuer Versuch in 42 s"_s
            << u"Der Anbieter ist nicht erreichbar. Prüfe die Netzwerkverbindung. Sluice versucht "
               "es weiter, auch bei jeder Anfrage."_s;
    }

    void aProviderThatCannotBeReachedIsNoGreenAccount()
    {
        QFETCH(const bool, inGerman);
        QFETCH(const QString, state);
        QFETCH(const QString, line);
        const auto german = inGerman ? std::make_unique<German>() : nullptr;
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::providerUnreachable());
        popup.open({});
        QCoreApplication::processEvents();
        const auto theme = Theme::matching(popup.palette());
        const auto states = shownWidgets<LineLabel>(popup);
        const auto shown = std::ranges::find(states, state, &LineLabel::text);
        QVERIFY(shown != states.end());
        QCOMPARE((*shown)->palette().color(QPalette::WindowText), theme.warning);
        QVERIFY((*shown)->toolTip().startsWith(state));
        const auto labels = shownWidgets<QLabel>(popup);
        QVERIFY(std::ranges::find(labels, line, &QLabel::text) != labels.end());
        QStringList bars;
        for (auto *bar : shownWidgets<QProgressBar>(popup))
            bars += bar->accessibleDescription();
        QCOMPARE(bars.filter(inGerman ? u"72 %"_s : u"72 % used when last seen"_s).size(), 1);
        savePicture(popup, inGerman ? u"popup-unreachable-german"_s : u"popup-unreachable-english"_s);
    }

    void aLongNameGivesWayToTheState()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        auto account = snapshots::account(u"work"_s, 100, 60h, 20, 80h);
        account.name = u"the account of the whole department"_s;
        account.planName = u"Max 20x"_s;
        account.phase = AccountPhase::Limited;
        account.until = snapshots::noon() + 60h;
        popup.setSnapshot(snapshots::listening({account}));
        popup.open({});
        QCoreApplication::processEvents();
        const auto labels = shownWidgets<LineLabel>(popup);
        const auto labelOf = [&](const QString &text) {
            const auto found = std::ranges::find(labels, text, &LineLabel::text);
            return found == labels.end() ? nullptr : *found;
        };
        const auto *state = labelOf(u"limited until Mon 00:00"_s);
        const auto *name = labelOf(account.name);
        QVERIFY(state && name);
        QVERIFY(state->width() >= state->sizeHint().width());
        QVERIFY(name->width() >= name->minimumSizeHint().width());
        QVERIFY(name->width() < name->sizeHint().width());
        QCOMPARE(name->toolTip(), account.name);
        QCOMPARE(state->toolTip(), state->text());
    }

    void whyTheGatewayFailedIsSaidWithItsRemedyInFull()
    {
        const German german;
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        auto snapshot = snapshots::fourAccounts();
        snapshot.state = GatewayState::Failed;
        snapshot.problem = u"the engine's own words"_s;
        snapshot.fault = {.code = ErrorCode::AddressInUse,
                          .detail = snapshot.problem,
                          .subject = u"127.0.0.1:8787"_s,
                          .holder = u"python3 (pid 3091)"_s};
        popup.setSnapshot(snapshot);
        popup.open({});
        savePicture(popup, u"popup-failed-german"_s);
        const auto labels = shownWidgets<QLabel>(popup);
        const auto problem = std::ranges::find(labels,
                                               u"python3 (pid 3091) benutzt 127.0.0.1:8787. Beende es, oder "
                                               "setze in config.json einen anderen gateway.port."_s,
                                               &QLabel::text);
        QVERIFY(problem != labels.end());
        QVERIFY((*problem)->height() >= (*problem)->heightForWidth((*problem)->width()));
        for (const auto *widget : popup.findChildren<QWidget *>())
            QVERIFY(!widget->toolTip().contains(snapshot.problem));
    }

    void aConfigurationThatWasNotTakenOverIsSaidBesideTheSwitch()
    {
        const German german;
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        auto snapshot = snapshots::fourAccounts();
        snapshot.configurationProblem = u"/config.json: gateway.port: is 0.5"_s;
        popup.setSnapshot(snapshot);
        popup.open({});
        const auto told = u"Die geänderte Konfiguration wurde nicht übernommen, es gilt die vorherige. "
                          "/config.json: gateway.port: is 0.5"_s;
        QVERIFY(std::ranges::count(shownWidgets<QLabel>(popup), told, &QLabel::text) == 1);
        snapshot.configurationProblem.clear();
        popup.setSnapshot(snapshot);
        QVERIFY(std::ranges::count(shownWidgets<QLabel>(popup), told, &QLabel::text) == 0);
    }

    void everyControlHasNameAndFocus()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::fourAccounts());
        popup.open({});
        for (auto *button : shownWidgets<QAbstractButton>(popup)) {
            QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                     button->metaObject()->className());
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
        }
        for (auto *bar : shownWidgets<QProgressBar>(popup)) {
            QVERIFY(!bar->accessibleName().isEmpty());
            QVERIFY(!bar->accessibleDescription().isEmpty());
        }
    }

    void tabGoesFromTopToBottom()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::fourAccounts());
        popup.open({});
        QStringList names;
        for (auto *next = popup.nextInFocusChain(); next != &popup; next = next->nextInFocusChain()) {
            const auto *button = qobject_cast<QAbstractButton *>(next);
            const bool isTime = qobject_cast<QWidget *>(next->parentWidget())->inherits("sluice::BarRow");
            if (button && button->isVisible() && !isTime)
                names += button->accessibleName().isEmpty() ? button->text() : button->accessibleName();
        }
        QCOMPARE(names,
                 (QStringList{u"127.0.0.1:8787 · 3 sessions"_s, u"Gateway"_s, u"All 4"_s, u"Claude 3"_s,
                              u"Codex 1"_s, u"Use work"_s, u"Use personal"_s, u"sign in again"_s,
                              u"Use side project"_s, u"Use work"_s, u"Add account…"_s, u"Settings…"_s}));
    }

    void isAsWideAsDesignedAlsoWithASmallFont()
    {
        const auto before = QApplication::font();
        auto small = before;
        small.setPixelSize(12);
        QApplication::setFont(small);
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::fourAccounts());
        popup.open({});
        const auto margins = popup.layout()->contentsMargins(); // the shadow's
        QApplication::setFont(before);
        QCOMPARE(popup.width() - margins.left() - margins.right(), 392);
    }

    void isNoHigherThanWhatItShowsOnceALineHasGone()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        auto snapshot = snapshots::listening({snapshots::account(u"work"_s, 90, 2h, 10, 80h)});
        popup.setSnapshot(snapshot);
        popup.open({});
        const int withForecast = popup.height();
        QCoreApplication::processEvents(); // no event of a layout waits any more
        snapshot.accounts[0].enabled = false;
        snapshot.accounts[0].phase = AccountPhase::Off;
        popup.setSnapshot(snapshot);
        const int without = popup.height();
        QVERIFY(without < withForecast);
        PopupWindow fresh(clock);
        fresh.setSnapshot(snapshot);
        fresh.open({});
        QCOMPARE(without, fresh.height());
    }

    void aLongListScrollsInOneDirectionOnly()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        QList<AccountSnapshot> accounts;
        for (int i = 0; i < 20; ++i) {
            accounts += snapshots::account(u"account %1"_s.arg(i), 100, 2h, 10, 80h);
            accounts.last().phase = AccountPhase::Limited; // a card, however many there are
        }
        popup.setSnapshot(snapshots::listening(accounts));
        popup.open({});
        QCoreApplication::processEvents();
        auto *area = popup.findChild<QScrollArea *>();
        QVERIFY(area->verticalScrollBar()->maximum() > 0);
        QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
        QCOMPARE(area->widget()->width(), area->viewport()->width());
        const auto switches = shownWidgets<Switch>(popup);
        for (auto *each : switches.sliced(1)) {
            area->ensureWidgetVisible(each);
            QCOMPARE(area->widget()->x(), 0);
            QCOMPARE(each->mapTo(&popup, QPoint()).x(), switches.first()->mapTo(&popup, QPoint()).x());
        }
    }

    void switchesLeaveAsSignals()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::fourAccounts());
        popup.open({});
        QSignalSpy gateway(&popup, &PopupWindow::gatewayToggled);
        QSignalSpy account(&popup, &PopupWindow::accountToggled);
        const auto switches = shownWidgets<Switch>(popup);
        switches.at(0)->click();
        switches.at(1)->click();
        QCOMPARE(gateway, (QList<QVariantList>{{false}}));
        QCOMPARE(account, (QList<QVariantList>{{u"work"_s, false}}));
    }

    void afterAFailureTheGatewayIsSwitchedOnWithOneClick()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        auto snapshot = snapshots::fourAccounts();
        snapshot.state = GatewayState::Failed;
        popup.setSnapshot(snapshot);
        popup.open({});
        QSignalSpy gateway(&popup, &PopupWindow::gatewayToggled);
        const auto switches = shownWidgets<Switch>(popup);
        QVERIFY(!switches.at(0)->isChecked());
        switches.at(0)->click();
        QCOMPARE(gateway, (QList<QVariantList>{{true}}));
        popup.setSnapshot(snapshot); // in vain
        QVERIFY(!switches.at(0)->isChecked());
    }

    void enterPressesWhatHasTheFocus_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("Return") << Qt::Key_Return;
        QTest::newRow("Enter") << Qt::Key_Enter;
        QTest::newRow("Space") << Qt::Key_Space;
    }

    void enterPressesWhatHasTheFocus()
    {
        QFETCH(const Qt::Key, key);
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::fourAccounts());
        popup.open({});
        QSignalSpy account(&popup, &PopupWindow::accountToggled);
        QSignalSpy settings(&popup, &PopupWindow::settingsRequested);
        for (QWidget *each : {static_cast<QWidget *>(shownWidgets<Switch>(popup).at(1)),
                              static_cast<QWidget *>(shownButton(popup, u"Settings…"_s))}) {
            each->setFocus();
            QTest::keyClick(each, key);
        }
        QCOMPARE(account, (QList<QVariantList>{{u"work"_s, false}}));
        QCOMPARE(settings.size(), 1);
    }

    void aClickOnWhatIsWrongAsksForItsRemedy()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::loginTroubles());
        popup.open({});
        QList<std::pair<QString, Remedy>> asked;
        connect(&popup, &PopupWindow::remedyRequested, this, [&](const QString &id, Remedy remedy) {
            asked.append({id, remedy});
        });
        for (const auto &state : {u"sign in again"_s, u"waits for the keychain"_s, u"whose login?"_s}) {
            popup.open({});
            QVERIFY2(shownButton(popup, state), qPrintable(state));
            shownButton(popup, state)->click();
        }
        QCOMPARE(asked,
                 (QList<std::pair<QString, Remedy>>{{u"side"_s, Remedy::SignIn},
                                                    {u"locked"_s, Remedy::RetryStores},
                                                    {u"shared"_s, Remedy::AcceptOwner}}));
    }

    void anAddressThatNoClientCouldUseIsNotGivenAway()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        auto snapshot = snapshots::fourAccounts();
        popup.setSnapshot(snapshot);
        popup.open({});
        auto *state = shownButton(popup, gatewayText(snapshot));
        QVERIFY(state);
        QVERIFY(state->isEnabled());
        QCOMPARE(state->toolTip(), u"Copy http://127.0.0.1:8787"_s);
        snapshot.address.clear();
        snapshot.addressProblem = u"gateway.tls: the certificate is for nobody here"_s;
        popup.setSnapshot(snapshot);
        QVERIFY(!state->isEnabled());
        QVERIFY(state->toolTip().contains(snapshot.addressProblem));
    }

    void windowsForSomeModelsAreShownOnceTheyAreUsed()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::loginTroubles());
        popup.open({});
        QStringList texts;
        for (auto *label : shownWidgets<QLabel>(popup))
            texts += label->text();
        QVERIFY(texts.contains(u"Opus"_s));
        QVERIFY(!texts.contains(u"Sonnet"_s)); // nothing used
    }

    void clickOnCountdownFlipsAllToClockTimes()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::allLimited());
        popup.open({});
        const auto texts = [&] {
            QStringList result;
            for (auto *button : shownWidgets<TextButton>(popup))
                result += button->text();
            return result;
        };
        QVERIFY(texts().contains(u"in 3 h 40 m"_s));
        QVERIFY(texts().contains(u"in 1 h 12 m"_s));
        const auto buttons = shownWidgets<TextButton>(popup);
        const auto countdown = std::ranges::find(buttons, u"in 3 h 40 m"_s, &TextButton::text);
        QVERIFY(countdown != buttons.end());
        (*countdown)->click();
        QVERIFY(texts().contains(u"15:40"_s));
        QVERIFY(texts().contains(u"13:12"_s));
    }

    void escapeClosesAndTheSameClickDoesNotReopen()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::fourAccounts());
        popup.toggle({});
        QVERIFY(popup.isVisible());
        QTest::keyClick(&popup, Qt::Key_Escape);
        QVERIFY(!popup.isVisible());
        popup.toggle({});
        QVERIFY(!popup.isVisible());
    }
};

QTEST_MAIN(PopupTest)
#include "tst_popup.moc"
