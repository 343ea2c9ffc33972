// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/clients/client_links.h"
#include "gui/common/elided_label.h"
#include "gui/common/switch.h"
#include "gui/common/theme.h"
#include "gui/settings/accounts_page.h"
#include "gui/settings/notifications_page.h"
#include "gui/settings/settings_window.h"
#include "tests/ui/snapshots.h"
#include "tests/ui/window_bench.h"

#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtGui/QScreen>
#include <QtGui/QShortcut>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemDelegate>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QSlider>
#include <QtWidgets/QTableView>

using namespace sluice;
using namespace Qt::StringLiterals;

class SettingsTest : public QObject
{
    Q_OBJECT

    ClientHome m_home;
    ClientLinks m_clients{m_home.environment};

    static QSet<QRgb> coloursOfLabels(const QWidget &window)
    {
        QSet<QRgb> result;
        for (const auto *label : shownWidgets<QLabel>(window))
            result.insert(label->palette().color(label->foregroundRole()).rgba());
        return result;
    }

    static QStringList texts(const QWidget &window)
    {
        QStringList result;
        for (const auto *label : shownWidgets<QLabel>(window))
            result += label->text();
        return result;
    }

private slots:
    void initTestCase()
    {
        beginWindowTests();
        m_clients.setTarget({u"http://127.0.0.1:8787"_s, Secret("fake-gateway-token")});
    }

    void showsPages_data()
    {
        QTest::addColumn<int>("page");
        QTest::addColumn<bool>("dark");
        QTest::newRow("accounts") << 0 << false;
        QTest::newRow("accounts-dark") << 0 << true;
        QTest::newRow("kinds") << 0 << false;
        QTest::newRow("clients") << 1 << false;
        QTest::newRow("gateway") << 2 << false;
        QTest::newRow("notifications") << 3 << false;
        QTest::newRow("about") << 4 << false;
    }

    void showsPages()
    {
        QFETCH(const int, page);
        QFETCH(const bool, dark);
        const Look look(dark ? Look::Kind::Dark : Look::Kind::Light);
        SettingsWindow window(m_clients);
        const bool kinds = qstrcmp(QTest::currentDataTag(), "kinds") == 0;
        window.setSnapshot(kinds ? snapshots::allKindsOfAccounts() : snapshots::fourAccounts());
        window.bringForward();
        window.findChild<QListWidget *>()->setCurrentRow(page);
        savePicture(window, u"settings-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
    }

    void renameLeavesAsSignalAndIsUndone()
    {
        SettingsWindow window(m_clients);
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        QSignalSpy renamed(&window.accounts(), &AccountsPage::renamed);
        auto *name = window.accounts().findChild<QLineEdit *>();
        name->setText(u"office"_s);
        emit name->editingFinished();
        QCOMPARE(renamed, (QList<QVariantList>{{u"work"_s, u"office"_s}}));
        const auto shortcuts = window.findChildren<QShortcut *>();
        const auto undo = std::ranges::find(shortcuts, QKeySequence(QKeySequence::Undo), &QShortcut::key);
        QVERIFY(undo != shortcuts.end());
        emit(*undo)->activated();
        QCOMPARE(renamed.size(), 2);
        QCOMPARE(renamed.last(), (QVariantList{u"work"_s, u"work"_s}));
    }

    void aNameThatCannotBeIsRefusedWithAWord_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("answer");
        QTest::newRow("empty") << u" "_s << u"An account needs a name, so it is called “work” still."_s;
        QTest::newRow("taken") << u"personal "_s
                               << u"Another account of Claude is called “personal” already."_s;
    }

    void aNameThatCannotBeIsRefusedWithAWord()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, answer);
        SettingsWindow window(m_clients);
        window.setSnapshot(snapshots::fourAccounts()); // Codex has a "work", too: that is no obstacle
        window.bringForward();
        const QSignalSpy renamed(&window.accounts(), &AccountsPage::renamed);
        auto *name = window.accounts().findChild<QLineEdit *>();
        name->setText(typed);
        emit name->editingFinished();
        QVERIFY(renamed.isEmpty());
        QCOMPARE(name->text(), u"work"_s);
        QVERIFY(texts(window).contains(answer));
        savePicture(window, u"settings-name-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
        QTest::keyClick(name, Qt::Key_End);
        QTest::keyClick(name, Qt::Key_X);
        QVERIFY(!texts(window).contains(answer));
        emit name->editingFinished();
        QCOMPARE(renamed, (QList<QVariantList>{{u"work"_s, u"workx"_s}}));
    }

    void spaceOnUseTogglesTheAccount()
    {
        SettingsWindow window(m_clients);
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        QSignalSpy toggled(&window.accounts(), &AccountsPage::accountToggled);
        auto *table = window.accounts().findChild<QTableView *>();
        table->setCurrentIndex(table->model()->index(1, 0));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(toggled, (QList<QVariantList>{{u"personal"_s, false}}));
    }

    void notificationsLeaveAsSignalAndAreUndone()
    {
        SettingsWindow window(m_clients);
        auto &page = window.notifications();
        const NotificationSettings before;
        page.setNotifications(before);
        QList<NotificationSettings> chosen;
        connect(&page, &NotificationsPage::chosen, this, [&](const NotificationSettings &settings) {
            chosen.append(settings);
            page.setNotifications(settings);
        });
        page.findChild<Switch *>()->click();
        QCOMPARE(chosen.size(), 1);
        QVERIFY(!chosen.last().limited);
        auto *thresholds = page.findChild<QLineEdit *>();
        thresholds->setText(u"90 %, 70"_s);
        emit thresholds->editingFinished();
        QCOMPARE(chosen.last().thresholds, (QList<int>{70, 90}));
        thresholds->setText(u"0, 200, many"_s);
        emit thresholds->editingFinished();
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(thresholds->text(), u"70, 90"_s);
        const auto refusal = u"“0, 200, many” cannot be used: allowed are whole numbers from 1 to 100 with "
                             "commas between them, or nothing. It stays as it was."_s;
        QVERIFY(texts(page).contains(refusal));
        emit thresholds->textEdited(u"70"_s);
        QVERIFY(!texts(page).contains(refusal));
        const auto shortcuts = window.findChildren<QShortcut *>();
        const auto undo = std::ranges::find(shortcuts, QKeySequence(QKeySequence::Undo), &QShortcut::key);
        emit(*undo)->activated();
        emit(*undo)->activated();
        QCOMPARE(chosen.last(), before);
    }

    void sliderAtItsEndMeansTheDefault()
    {
        SettingsWindow window(m_clients);
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        std::optional<int> chosen = 1;
        connect(&window.accounts(), &AccountsPage::stopChosen, this,
                [&](const QString &, WindowKind, const AccountStop &stop) { chosen = stop.limit; });
        auto *slider = window.accounts().findChild<QSlider *>();
        QCOMPARE(slider->value(), 90);
        slider->setValue(80);
        QCOMPARE(chosen, std::optional(80));
        slider->setValue(slider->maximum());
        QCOMPARE(chosen, std::nullopt);
    }

    void withoutALimitTheSliderShowsWhereTheAccountPauses()
    {
        SettingsWindow window(m_clients);
        auto snapshot = snapshots::fourAccounts();
        snapshot.accounts[0].limit5h.reset();
        snapshot.accounts[0].limitWeekly = 100;
        window.setSnapshot(snapshot);
        window.bringForward();
        const auto sliders = window.accounts().findChildren<QSlider *>();
        QCOMPARE(sliders.at(0)->value(), 99);
        QCOMPARE(sliders.at(1)->value(), 100); // as it is set
    }

    void aReserveOutlivesATouchOfItsSliderAndUndo()
    {
        SettingsWindow window(m_clients);
        auto snapshot = snapshots::fourAccounts();
        snapshot.accounts[0].limit5h.reset();
        snapshot.accounts[0].reserve5h = 20;
        snapshot.accounts[0].limitWeekly = 99; // as the default is, but written down
        window.setSnapshot(snapshot);
        window.bringForward();
        QList<AccountStop> chosen;
        connect(&window.accounts(), &AccountsPage::stopChosen, this,
                [&](const QString &, WindowKind, const AccountStop &stop) { chosen += stop; });
        const auto sliders = window.accounts().findChildren<QSlider *>();
        QCOMPARE(sliders.at(0)->value(), 80);
        for (auto *slider : sliders) {
            slider->setSliderDown(true);
            slider->setSliderDown(false);
        }
        QVERIFY(chosen.isEmpty());
        sliders.at(0)->setValue(70);
        QCOMPARE(chosen, QList<AccountStop>{{.limit = 70}});
        const auto shortcuts = window.findChildren<QShortcut *>();
        const auto undo = std::ranges::find(shortcuts, QKeySequence(QKeySequence::Undo), &QShortcut::key);
        emit(*undo)->activated();
        QCOMPARE(chosen.last(), AccountStop{.reserve = 20});
    }

    void tabStopsAtTheChosenPriority()
    {
        SettingsWindow window(m_clients);
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        for (const auto &name : {u"Low"_s, u"Normal"_s, u"High"_s}) {
            const auto *button = shownButton(window, name);
            QCOMPARE(bool(button->focusPolicy() & Qt::TabFocus), button->isChecked());
        }
        QVERIFY(shownButton(window, u"Normal"_s)->isChecked());
    }

    void tabGoesDownTheAccountsPage()
    {
        SettingsWindow window(m_clients);
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        const auto &page = window.accounts();
        QList<const QWidget *> order;
        for (const QWidget *widget = window.nextInFocusChain(); widget != &window;
             widget = widget->nextInFocusChain())
            order += widget;
        const QList<const QWidget *> expected{shownButton(window, u"Add account…"_s),
                                              page.findChild<QTableView *>(), page.findChild<QLineEdit *>(),
                                              page.findChild<QSlider *>(),
                                              shownButton(window, u"Remove account…"_s)};
        for (qsizetype i = 1; i < expected.size(); ++i)
            QVERIFY2(order.indexOf(expected[i - 1]) < order.indexOf(expected[i]),
                     expected[i]->metaObject()->className());
    }

    void theCellWithTheFocusIsFramed()
    {
        SettingsWindow window(m_clients);
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        auto *table = window.accounts().findChild<QTableView *>();
        const auto pictureOf = [&](QStyle::State state) {
            QImage picture(200, 41, QImage::Format_RGB32);
            QStyleOptionViewItem option;
            option.rect = picture.rect();
            option.palette = table->palette();
            option.state = state;
            QPainter painter(&picture);
            table->itemDelegate()->paint(&painter, option, table->model()->index(0, 0));
            return picture;
        };
        const auto selected = QStyle::State_Enabled | QStyle::State_Selected;
        QCOMPARE(pictureOf(selected), pictureOf(selected));
        QVERIFY(pictureOf(selected | QStyle::State_HasFocus) != pictureOf(selected));
    }

    void aPriorityIsChosenAndTakenBack()
    {
        SettingsWindow window(m_clients);
        auto snapshot = snapshots::fourAccounts();
        snapshot.accounts[0].priority = Priority::High;
        window.setSnapshot(snapshot);
        window.bringForward();
        QVERIFY(shownButton(window, u"High"_s)->isChecked());
        QList<Priority> chosen;
        connect(&window.accounts(), &AccountsPage::priorityChosen, this,
                [&](const QString &, Priority priority) { chosen += priority; });
        shownButton(window, u"Low"_s)->click();
        QCOMPARE(chosen, (QList{Priority::Low}));
        const auto shortcuts = window.findChildren<QShortcut *>();
        const auto undo = std::ranges::find(shortcuts, QKeySequence(QKeySequence::Undo), &QShortcut::key);
        emit(*undo)->activated();
        QCOMPARE(chosen, (QList{Priority::Low, Priority::High}));
    }

    void dimWordsStandOutFromTheBackground()
    {
        // As a desktop gives it: dark, but without a colour of its own for what we show dimmed.
        auto system = QApplication::palette();
        system.setColor(QPalette::Window, Qt::black);
        system.setColor(QPalette::WindowText, Qt::white);
        system.setColor(QPalette::PlaceholderText, QColor(0, 0, 0, 128));
        const auto before = QApplication::palette();
        SettingsWindow window(m_clients);
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        QApplication::setPalette(system); // while it is open
        QTRY_COMPARE(window.palette().color(QPalette::Window), Theme::darkSet().background);
        const auto dark = coloursOfLabels(window);
        QApplication::setPalette(before);
        QTRY_COMPARE(window.palette().color(QPalette::Window), Theme::light().background);
        QCOMPARE(dark, (QSet<QRgb>{Theme::darkSet().text.rgba(), Theme::darkSet().dim.rgba()}));
        QCOMPARE(coloursOfLabels(window),
                 (QSet<QRgb>{Theme::light().text.rgba(), Theme::light().dim.rgba()}));
    }

    void aClickBesideThePageTitlesLeavesThePage()
    {
        SettingsWindow window(m_clients);
        window.bringForward();
        auto *list = window.findChild<QListWidget *>();
        list->setCurrentRow(1);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->viewport()->rect().bottomLeft() + QPoint(20, -5));
        QCOMPARE(list->currentRow(), 1);
        QCOMPARE(list->selectedItems(), QList{list->item(1)});
    }

    void aLongLoginPathIsElidedInItsMiddle()
    {
        SettingsWindow window(m_clients);
        auto snapshot = snapshots::fourAccounts();
        snapshot.accounts[0].path = u"/home/someone/"_s + QString(80, u'x') + u"/.credentials.json"_s;
        window.setSnapshot(snapshot);
        window.bringForward();
        auto *login = window.accounts().findChild<ElidedLabel *>();
        QCOMPARE(login->toolTip(), u"In "_s + snapshot.accounts[0].path);
        QVERIFY2(login->text().contains(u'…') && login->text().endsWith(u"json"_s),
                 qPrintable(login->text()));
        QVERIFY(login->fontMetrics().horizontalAdvance(login->text()) <= login->width());
    }

    void isNoLargerThanTheScreen()
    {
        const SettingsWindow window(m_clients);
        const auto available = window.screen()->availableSize();
        QCOMPARE(window.size().boundedTo(available), window.size());
    }
};

QTEST_MAIN(SettingsTest)
#include "tst_settings.moc"
