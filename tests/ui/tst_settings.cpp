// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/theme.h"
#include "gui/common/translations.h"
#include "gui/settings/accounts_page.h"
#include "gui/settings/settings_window.h"
#include "tests/ui/snapshots.h"

#include <QtCore/QDir>
#include <QtGui/QGuiApplication>
#include <QtGui/QShortcut>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QSlider>
#include <QtWidgets/QTableView>

using namespace sluice;
using namespace Qt::StringLiterals;

class SettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        installTranslations();
        QFont font(u"Inter"_s);
        font.setPixelSize(13);
        QApplication::setFont(font);
        QApplication::setStyle(u"Fusion"_s);
    }

    void showsPages_data()
    {
        QTest::addColumn<int>("page");
        QTest::addColumn<bool>("dark");
        QTest::newRow("accounts") << 0 << false;
        QTest::newRow("accounts-dark") << 0 << true;
        QTest::newRow("gateway") << 1 << false;
        QTest::newRow("about") << 2 << false;
    }

    void showsPages()
    {
        QFETCH(const int, page);
        QFETCH(const bool, dark);
        const auto before = QGuiApplication::palette();
        QApplication::setPalette((dark ? Theme::darkSet() : Theme::light()).palette(before));
        SettingsWindow window;
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        window.findChild<QListWidget *>()->setCurrentRow(page);
        QDir().mkpath(QStringLiteral(PICTURE_DIR));
        QPixmap picture(window.size() * 2);
        picture.setDevicePixelRatio(2);
        window.render(&picture);
        QVERIFY(picture.save(QStringLiteral(PICTURE_DIR "/settings-%1.png")
                                 .arg(QString::fromLatin1(QTest::currentDataTag()))));
        QApplication::setPalette(before);
    }

    void renameLeavesAsSignalAndIsUndone()
    {
        SettingsWindow window;
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

    void spaceOnUseTogglesTheAccount()
    {
        SettingsWindow window;
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        QSignalSpy toggled(&window.accounts(), &AccountsPage::accountToggled);
        auto *table = window.accounts().findChild<QTableView *>();
        table->setCurrentIndex(table->model()->index(1, 0));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(toggled, (QList<QVariantList>{{u"personal"_s, false}}));
    }

    void sliderAtItsEndMeansTheDefault()
    {
        SettingsWindow window;
        window.setSnapshot(snapshots::fourAccounts());
        window.bringForward();
        std::optional<int> chosen = 1;
        connect(&window.accounts(), &AccountsPage::limitChosen, this,
                [&](const QString &, WindowKind, std::optional<int> percent) { chosen = percent; });
        auto *slider = window.accounts().findChild<QSlider *>();
        QCOMPARE(slider->value(), 90);
        slider->setValue(80);
        QCOMPARE(chosen, std::optional(80));
        slider->setValue(100);
        QCOMPARE(chosen, std::nullopt);
    }
};

QTEST_MAIN(SettingsTest)
#include "tst_settings.moc"
