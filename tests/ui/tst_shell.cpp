// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/clock.h"
#include "gui/settings/settings_window.h"
#include "gui/shell.h"
#include "gui/welcome/welcome_window.h"
#include "tests/ui/snapshots.h"
#include "tests/ui/window_bench.h"

#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>

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

QString wordsOf(const QWidget &window)
{
    QStringList result;
    for (const auto *label : shownWidgets<QLabel>(window))
        result += label->text();
    return result.join(u'\n');
}

} // namespace

//! What the windows do together.
class ShellTest : public QObject
{
    Q_OBJECT

    ClientHome m_home;
    SystemClock m_clock;

private slots:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "disabled:"); // where a panel may be
        beginWindowTests();
    }

    void aMessageEndsWithItsCause()
    {
        Shell shell(m_clock, m_home.environment, {});
        shell.setSnapshot(snapshots::fourAccounts(), {});
        const auto *window = openWindow<SettingsWindow>();
        QVERIFY(window);
        auto failed = snapshots::fourAccounts();
        failed.state = GatewayState::Failed;
        shell.showGatewayFailure({ErrorCode::AddressInUse, u"127.0.0.1:8787 is in use"_s});
        shell.setSnapshot(failed, {});
        QVERIFY(wordsOf(*window).contains(u"gateway's port"_s));
        shell.showError({ErrorCode::FileFailed, u"no room on the disk"_s});
        QVERIFY(wordsOf(*window).contains(u"no room on the disk"_s)); // the later one first
        shell.forgetError();
        QVERIFY(wordsOf(*window).contains(u"gateway's port"_s));
        shell.setSnapshot(snapshots::fourAccounts(), {});
        QVERIFY(!wordsOf(*window).contains(u"gateway's port"_s));
        QVERIFY(!shownButton(*window, u"Close"_s));
    }

    void aSecondStartFindsTheWelcomeOfTheFirst()
    {
        Shell shell(m_clock, m_home.environment, {});
        auto failed = snapshots::noAccounts();
        failed.state = GatewayState::Failed;
        failed.fault = {.code = ErrorCode::AddressInUse,
                        .detail = u"127.0.0.1:8787 is in use"_s,
                        .subject = u"127.0.0.1:8787"_s};
        shell.setSnapshot(failed, {});
        shell.showGatewayFailure(failed.fault);
        auto *welcome = openWindow<WelcomeWindow>();
        const auto *settings = openWindow<SettingsWindow>();
        QVERIFY(welcome && settings);
        QVERIFY(welcome->isVisible());
        QVERIFY(!settings->isVisible());
        QVERIFY(wordsOf(*welcome).contains(u"Another program is using 127.0.0.1:8787."_s));
        savePicture(*welcome, u"welcome-failed"_s);
        QWidget other;
        other.show();
        other.activateWindow();
        QTRY_VERIFY(other.isActiveWindow());
        shell.bringForward();
        QTRY_VERIFY(welcome->isActiveWindow());
        QVERIFY(!settings->isVisible());
        shell.setSnapshot(snapshots::noAccounts(), {});
        QVERIFY(!wordsOf(*welcome).contains(u"Another program"_s));
        welcome->close();
        shell.bringForward();
        QVERIFY(!welcome->isVisible());
        QVERIFY(settings->isVisible());
    }

    void withoutATrayTheFirstStartIsStillOneWindow()
    {
        Shell shell(m_clock, m_home.environment, {});
        shell.setSnapshot({}, {}); // starting: nobody knows the accounts yet
        shell.start(milliseconds{0});
        auto *welcome = openWindow<WelcomeWindow>();
        const auto *settings = openWindow<SettingsWindow>();
        QVERIFY(welcome && settings);
        QTRY_VERIFY(wordsOf(*welcome).contains(u"no tray icons"_s));
        QVERIFY(!welcome->isVisible());
        shell.setSnapshot(snapshots::noAccounts(), {});
        QVERIFY(welcome->isVisible());
        QVERIFY(!settings->isVisible());
        savePicture(*welcome, u"welcome-no-tray"_s);
    }

    void withoutATrayTheAccountsAreShown()
    {
        Shell shell(m_clock, m_home.environment, {});
        shell.setSnapshot(snapshots::fourAccounts(), {});
        shell.start(milliseconds{0});
        const auto *settings = openWindow<SettingsWindow>();
        QVERIFY(settings);
        QVERIFY(!settings->isVisible());
        QTRY_VERIFY(settings->isVisible());
        QVERIFY(wordsOf(*settings).contains(u"no tray icons"_s));
        QVERIFY(!openWindow<WelcomeWindow>()->isVisible());
    }

    void aMessageCanBeClosed()
    {
        Shell shell(m_clock, m_home.environment, {});
        shell.setSnapshot(snapshots::fourAccounts(), {});
        auto *window = openWindow<SettingsWindow>();
        QVERIFY(window);
        shell.showError({ErrorCode::FileFailed, u"no room on the disk"_s});
        QCOMPARE(unnamedControls(*window), QStringList());
        savePicture(*window, u"settings-message"_s);
        shownButton(*window, u"Close"_s)->click();
        QVERIFY(!wordsOf(*window).contains(u"no room on the disk"_s));
        QVERIFY(!shownButton(*window, u"Close"_s));
    }
};

QTEST_MAIN(ShellTest)
#include "tst_shell.moc"
