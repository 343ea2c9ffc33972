// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/common/switch.h"
#include "gui/common/text_button.h"
#include "gui/common/theme.h"
#include "gui/common/translations.h"
#include "gui/popup/popup_window.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/snapshots.h"

#include <QtCore/QDir>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

void savePicture(QWidget &window, const QString &name)
{
    QDir().mkpath(QStringLiteral(PICTURE_DIR));
    QPixmap picture(window.size() * 2);
    picture.setDevicePixelRatio(2);
    picture.fill(QColor(0xc9ced8));
    window.render(&picture);
    QVERIFY(picture.save(QStringLiteral(PICTURE_DIR "/%1.png").arg(name)));
}

template <typename Widget>
QList<Widget *> shown(const QWidget &window)
{
    QList<Widget *> result;
    for (auto *widget : window.findChildren<Widget *>()) {
        if (widget->isVisibleTo(&window))
            result.append(widget);
    }
    return result;
}

} // namespace

class PopupTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        installTranslations();
        QFont font(u"Inter"_s);
        font.setPixelSize(13);
        QApplication::setFont(font);
    }

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
        QTest::newRow("off") << snapshots::gatewayOff() << false << 5;
    }

    void showsSnapshot()
    {
        QFETCH(const EngineSnapshot, snapshot);
        QFETCH(const bool, dark);
        QFETCH(const int, switches);
        const auto before = QGuiApplication::palette();
        QApplication::setPalette((dark ? Theme::darkSet() : Theme::light()).palette(before));
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshot);
        popup.open({});
        QCOMPARE(shown<Switch>(popup).size(), switches);
        savePicture(popup, u"popup-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
        QApplication::setPalette(before);
    }

    void nothingIsShownAsMoreThanFull()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::allKindsOfAccounts());
        popup.open({});
        QStringList texts;
        for (auto *label : shown<QLabel>(popup))
            texts += label->text();
        QVERIFY(texts.contains(u"100 %"_s));
        QVERIFY(!texts.contains(u"102 %"_s));
        for (auto *bar : shown<QProgressBar>(popup))
            QVERIFY2(!bar->accessibleDescription().contains(u"102"_s), qPrintable(bar->accessibleDescription()));
    }

    void anAccountWithoutAWindowSaysSoInsteadOfAnEmptyBar()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::allKindsOfAccounts());
        popup.open({});
        QStringList texts;
        for (auto *label : shown<QLabel>(popup))
            texts += label->text();
        QVERIFY(texts.contains(u"none on this plan"_s));
        QVERIFY(texts.contains(u"Paid by use: there is no window to fill."_s));
        QCOMPARE(shown<QProgressBar>(popup).size(), 1 + 2 + 2 + 2 + 1); // the pool's, and each account's
    }

    void everyControlHasNameAndFocus()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::fourAccounts());
        popup.open({});
        for (auto *button : shown<QAbstractButton>(popup)) {
            QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                     button->metaObject()->className());
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
        }
        for (auto *bar : shown<QProgressBar>(popup)) {
            QVERIFY(!bar->accessibleName().isEmpty());
            QVERIFY(!bar->accessibleDescription().isEmpty());
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
        const auto switches = shown<Switch>(popup);
        switches.at(0)->click();
        switches.at(1)->click();
        QCOMPARE(gateway, (QList<QVariantList>{{false}}));
        QCOMPARE(account, (QList<QVariantList>{{u"work"_s, false}}));
    }

    void clickOnCountdownFlipsAllToClockTimes()
    {
        FakeClock clock(snapshots::noon());
        PopupWindow popup(clock);
        popup.setSnapshot(snapshots::allLimited());
        popup.open({});
        const auto texts = [&] {
            QStringList result;
            for (auto *button : shown<TextButton>(popup))
                result += button->text();
            return result;
        };
        QVERIFY(texts().contains(u"in 3 h 40 m"_s));
        QVERIFY(texts().contains(u"in 1 h 12 m"_s));
        const auto buttons = shown<TextButton>(popup);
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
