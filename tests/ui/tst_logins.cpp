// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/clock.h"
#include "gui/clients/client_links.h"
#include "gui/common/question_dialog.h"
#include "gui/logins/remove_dialog.h"
#include "gui/settings/accounts_page.h"
#include "gui/settings/settings_window.h"
#include "gui/shell.h"
#include "gui/tray/tray_menu.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/snapshots.h"
#include "tests/ui/window_bench.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QTableView>

#include <algorithm>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

template <typename Window>
Window *openWindow()
{
    for (auto *widget : QApplication::topLevelWidgets()) {
        if (auto *window = qobject_cast<Window *>(widget))
            return window;
    }
    return nullptr;
}

void choose(SettingsWindow &window, int row)
{
    window.accounts().findChild<QTableView *>()->selectRow(row);
}

} // namespace

//! What can be done about the login of an account that is there.
class LoginsTest : public QObject
{
    Q_OBJECT

    ClientHome m_home;
    ClientLinks m_clients{m_home.environment};

private slots:
    void initTestCase() { beginWindowTests(); }

    void showsWhereEachLoginLives_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<bool>("dark");
        QTest::newRow("keychain") << 0 << false;
        QTest::newRow("cli") << 1 << false;
        QTest::newRow("vault") << 2 << true;
    }

    void showsWhereEachLoginLives()
    {
        QFETCH(const int, row);
        QFETCH(const bool, dark);
        const Look look(dark ? Look::Kind::Dark : Look::Kind::Light);
        SettingsWindow window(m_clients);
        window.setSnapshot(snapshots::loginHomes());
        window.bringForward();
        choose(window, row);
        savePicture(window, u"login-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
        auto *use = shownButton(window, u"Use in Claude Code…"_s);
        QCOMPARE(use && use->isEnabled(), row == 0);
        QCOMPARE(bool(shownButton(window, u"✓ The login of Claude Code"_s)), row == 1);
        QCOMPARE(unnamedControls(window), QStringList());
    }

    void everyTroubleHasItsRemedy_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("signal");
        QTest::newRow("needs-sign-in") << 1 << u"Sign in again"_s << u"sign in side"_s;
        QTest::newRow("locked") << 2 << u"Try again"_s << u"retry"_s;
        QTest::newRow("other-owner") << 3 << u"That is right, keep it"_s << u"accept shared"_s;
    }

    void everyTroubleHasItsRemedy()
    {
        QFETCH(const int, row);
        QFETCH(const QString, action);
        QFETCH(const QString, signal);
        SettingsWindow window(m_clients);
        window.setSnapshot(snapshots::loginTroubles());
        window.bringForward();
        choose(window, row);
        savePicture(window, u"trouble-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
        QString said;
        const auto &page = window.accounts();
        connect(&page, &AccountsPage::signInRequested, this,
                [&](const auto &id) { said = u"sign in "_s + id; });
        connect(&page, &AccountsPage::storesRetried, this, [&] { said = u"retry"_s; });
        connect(&page, &AccountsPage::ownerAccepted, this, [&](const auto &id) { said = u"accept "_s + id; });
        QVERIFY(shownButton(window, action));
        shownButton(window, action)->click();
        QCOMPARE(said, signal);
    }

    void troublesAreToldInTheLanguageOfThePerson()
    {
        const German german;
        SettingsWindow window(m_clients);
        window.setSnapshot(snapshots::loginTroubles());
        window.bringForward();
        choose(window, 4);
        QStringList texts;
        for (auto *label : shownWidgets<QLabel>(window))
            texts += label->text();
        const auto all = texts.join(u'\n');
        QVERIFY2(all.contains(u"Der Anbieter lehnt diese Anmeldung ab, obwohl sie frisch ist."_s),
                 qPrintable(all));
        QVERIFY(!all.contains(u"the engine's own words"_s, Qt::CaseInsensitive));
        savePicture(window, u"trouble-german"_s);
    }

    void aLoginOfOursIsDeletedOrHandedBack()
    {
        QWidget parent;
        auto *dialog = new RemoveDialog(snapshots::loginHomes().accounts.first(), u"Claude Code"_s,
                                        u"/home/me/.claude"_s, &parent);
        QList<RemoveOrder> orders;
        connect(dialog, &RemoveDialog::chosen, this, [&](const RemoveOrder &order) { orders += order; });
        dialog->open();
        savePicture(*dialog, u"remove-delete"_s);
        shownButton(*dialog, u"Hand it back to Claude Code"_s)->click();
        QVERIFY(!shownButton(*dialog, u"Remove"_s)->isEnabled());
        dialog->findChild<QLineEdit *>()->setText(u"/home/me/.claude-work"_s);
        savePicture(*dialog, u"remove-hand-back"_s);
        shownButton(*dialog, u"Remove"_s)->click();
        QCOMPARE(orders.size(), 1);
        QCOMPARE(orders.first().accountId, u"work"_s);
        QCOMPARE(orders.first().handBackTo, u"/home/me/.claude-work"_s);
    }

    void aLoginInAFileStaysThere()
    {
        QWidget parent;
        auto *dialog =
            new RemoveDialog(snapshots::loginHomes().accounts.at(1), u"Claude Code"_s, {}, &parent);
        dialog->open();
        savePicture(*dialog, u"remove-file"_s);
        QVERIFY(!shownButton(*dialog, u"Delete the login"_s));
        QSignalSpy chosen(dialog, &RemoveDialog::chosen);
        QTest::keyClick(dialog, Qt::Key_Return); // Enter says no
        QVERIFY(chosen.isEmpty());
    }

    void anotherLoginForTheCliIsExplainedFirst()
    {
        SystemClock clock;
        Shell shell(clock, m_home.environment, {});
        shell.setSnapshot(snapshots::loginHomes(), {});
        QSignalSpy used(&shell, &Shell::useRequested);
        auto *menu = openWindow<TrayMenu>();
        QVERIFY(menu);
        emit menu->useRequested(u"work"_s);
        QVERIFY(used.isEmpty());
        auto *question = openWindow<QuestionDialog>();
        QVERIFY(question);
        QVERIFY(question->accessibleDescription().contains(u"~/.claude/.credentials.json"_s));
        savePicture(*question, u"use-question"_s);
        shownButton(*question, u"Use in Claude Code"_s)->click();
        QCOMPARE(used, (QList<QVariantList>{{u"work"_s}}));
    }

    void clientsSayWhoseLoginTheyHave()
    {
        SettingsWindow window(m_clients);
        m_clients.setTarget({u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")});
        window.setSnapshot(snapshots::loginHomes());
        window.bringForward();
        window.findChild<QListWidget *>()->setCurrentRow(1);
        savePicture(window, u"clients-own-login"_s);
        QStringList told; // the end of what each client's row says
        for (const auto *label : shownWidgets<QLabel>(window)) {
            if (const auto at = label->text().indexOf("Its own login: "_L1); at >= 0)
                told += label->text().sliced(at);
        }
        QCOMPARE(told, QStringList{u"Its own login: home (me@example.net)."_s});
    }

    void theMenuChoosesTheLoginOfTheCli()
    {
        FakeClock clock(snapshots::noon());
        TrayMenu menu(clock);
        menu.setSnapshot(snapshots::loginHomes());
        QSignalSpy used(&menu, &TrayMenu::useRequested);
        const auto submenus = menu.findChildren<QMenu *>();
        QCOMPARE(submenus.size(), 1);
        const auto actions = submenus.first()->actions();
        QCOMPARE(actions.size(), 2);
        QVERIFY(!actions.at(0)->isChecked());
        QVERIFY(actions.at(1)->isChecked());
        actions.at(0)->trigger();
        QVERIFY(!actions.at(0)->isChecked()); // until the engine says so
        actions.at(1)->trigger();
        QVERIFY(actions.at(1)->isChecked());
        QCOMPARE(used, (QList<QVariantList>{{u"work"_s}}));
        menu.setSnapshot(snapshots::noAccounts());
        QVERIFY(!submenus.first()->menuAction()->isVisible());
    }

    //! Many accounts make columns, and all of them have to fit on a small screen.
    void theMenuShortensLongNames()
    {
        FakeClock clock(snapshots::noon());
        auto snapshot = snapshots::loginHomes();
        snapshot.accounts.first().name = u"start "_s + QString(200, u'W') + u" end"_s;
        TrayMenu menu(clock);
        menu.setSnapshot(snapshot);
        const auto actions = menu.actions();
        QVERIFY(std::ranges::any_of(actions, [](const QAction *action) {
            return action->text().startsWith(u"start"_s) && action->text().contains(u" end · "_s);
        }));
        QVERIFY2(menu.sizeHint().width() < 600, qPrintable(QString::number(menu.sizeHint().width())));
    }

    //! Nothing but the time passes, so no snapshot comes.
    void theMenuSaysWhatIsTrueWhenItOpens()
    {
        FakeClock clock(snapshots::noon());
        TrayMenu menu(clock);
        menu.setSnapshot(snapshots::askedToWait());
        const auto says = [&menu](const QString &state) {
            const auto actions = menu.actions();
            return std::ranges::any_of(
                actions, [&state](const QAction *action) { return action->text().endsWith(state); });
        };
        QVERIFY(says(u"busy, again in 8 s"_s));
        clock.advance(5s);
        emit menu.aboutToShow(); // a desktop that draws it by itself asks with this, too
        QVERIFY(says(u"busy, again in 3 s"_s));
    }

    void theMenuSwitchesTheGateway()
    {
        FakeClock clock(snapshots::noon());
        TrayMenu menu(clock);
        QSignalSpy toggled(&menu, &TrayMenu::gatewayToggled);
        const auto trigger = [&menu](const QString &text) {
            const auto actions = menu.actions();
            const auto found = std::ranges::find(actions, text, &QAction::text);
            if (found != actions.end())
                (*found)->trigger();
        };
        auto snapshot = snapshots::loginHomes();
        menu.setSnapshot(snapshot);
        trigger(u"Switch gateway off"_s);
        snapshot.state = GatewayState::Off;
        menu.setSnapshot(snapshot);
        trigger(u"Switch gateway on"_s);
        snapshot.state = GatewayState::Failed;
        menu.setSnapshot(snapshot);
        trigger(u"Switch gateway on"_s);
        snapshot.state = GatewayState::Draining;
        menu.setSnapshot(snapshot);
        trigger(u"Switch gateway on"_s);
        QCOMPARE(toggled, (QList<QVariantList>{{false}, {true}, {true}}));
    }
};

QTEST_MAIN(LoginsTest)
#include "tst_logins.moc"
