// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/clients/client_links.h"
#include "gui/settings/add_user_dialog.h"
#include "gui/settings/gateway_page.h"
#include "gui/settings/settings_window.h"
#include "gui/settings/user_token_dialog.h"
#include "gui/settings/users_panel.h"
#include "tests/ui/snapshots.h"
#include "tests/ui/window_bench.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QTableView>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

QList<UserSettings> users()
{
    return {{.name = u"local"_s, .token = {TokenSource::Kind::Inline, Secret("fake-token-of-local"), {}}},
            {.name = u"laptop"_s,
             .token = {TokenSource::Kind::Environment, {}, u"LAPTOP_TOKEN"_s},
             .pools = {u"claude"_s}}};
}

QList<PoolSettings> pools()
{
    return {{.id = u"claude"_s, .provider = u"claude"_s},
            {.id = u"night"_s, .provider = u"claude"_s},
            {.id = u"codex"_s, .provider = u"codex"_s}};
}

} // namespace

class UsersTest : public QObject
{
    Q_OBJECT

    ClientHome m_home;
    ClientLinks m_clients{m_home.environment};

private slots:
    void initTestCase() { beginWindowTests(); }

    void showsWhoMayComeIn_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("users") << false;
        QTest::newRow("users-dark") << true;
    }

    void showsWhoMayComeIn()
    {
        QFETCH(const bool, dark);
        const Look look(dark ? Look::Kind::Dark : Look::Kind::Light);
        SettingsWindow window(m_clients);
        window.setSnapshot(snapshots::fourAccounts());
        window.gateway().users().setUsers(users(), pools());
        window.bringForward();
        window.findChild<QListWidget *>()->setCurrentRow(2);
        savePicture(window, QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(unnamedControls(window), QStringList());
        const auto *model = window.gateway().findChild<QTableView *>()->model();
        for (int column = 0; column < model->columnCount(); ++column)
            QVERIFY(!model->index(0, column).data().toString().contains(u"fake-token"_s));
    }

    void aUserGetsAtMostOnePoolOfEachProvider()
    {
        QWidget parent;
        auto *dialog = new AddUserDialog({u"local"_s}, pools(), &parent);
        QSignalSpy chosen(dialog, &AddUserDialog::chosen);
        dialog->open();
        auto *name = dialog->findChild<QLineEdit *>();
        name->setText(u"local"_s);
        QVERIFY(!shownButton(*dialog, u"Add"_s)->isEnabled()); // is there already
        name->setText(u"desk"_s);
        for (const auto &pool : {u"claude"_s, u"codex"_s, u"night"_s})
            shownButton(*dialog, pool)->click();
        savePicture(*dialog, u"add-user"_s);
        shownButton(*dialog, u"Add"_s)->click();
        QCOMPARE(chosen, (QList<QVariantList>{{u"desk"_s, QStringList{u"night"_s, u"codex"_s}}}));
    }

    void theTokenCanBeCopied()
    {
        QWidget parent;
        auto *dialog = new UserTokenDialog(u"desk"_s, Secret("fake-token-of-desk"), &parent);
        dialog->open();
        shownButton(*dialog, u"Copy"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"fake-token-of-desk"_s);
        savePicture(*dialog, u"user-token"_s);
    }

    void removingAsksFirst()
    {
        UsersPanel panel;
        panel.setUsers(users(), pools());
        panel.show();
        QSignalSpy removed(&panel, &UsersPanel::removeRequested);
        shownButton(panel, u"Remove user…"_s)->click();
        QVERIFY(removed.isEmpty());
        auto *question = panel.findChild<QuestionDialog *>();
        QVERIFY(question);
        savePicture(*question, u"remove-user"_s);
        shownButton(*question, u"Remove"_s)->click();
        QCOMPARE(removed, (QList<QVariantList>{{u"local"_s}}));
    }
};

QTEST_MAIN(UsersTest)
#include "tst_users.moc"
