// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/login_homes.h"
#include "engine/logins/login_choice.h"
#include "engine/storage/account_file_name.h"
#include "engine/storage/atomic_file.h"
#include "engine/storage/directory_lock.h"
#include "tests/support/fake_clock.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

//! Which account a login is for.
class TestLoginChoice : public QObject
{
    Q_OBJECT

private slots:
    void anIdIsShortEnoughForItsFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("letters") << u"n"_s.repeated(300);
        QTest::newRow("Japanese") << u"会議室アカウント"_s.repeated(4);
        QTest::newRow("pairs") << u"n"_s + u"😀"_s.repeated(30);
    }
    void anIdIsShortEnoughForItsFiles()
    {
        QFETCH(const QString, name);
        const QTemporaryDir directory;
        const Environment environment{.dataDirectory = directory.path()};
        FakeClock clock;
        Settings settings;
        for (int number = 1; number <= 2; ++number) {
            const auto account = newAccount(settings, u"claude"_s, name, {});
            QVERIFY(account.name.startsWith(name)); // people see all of it
            QVERIFY(name.startsWith(account.id.section(u"-2"_s, 0, 0)));
            QVERIFY(account.id.isValidUtf16());
            QVERIFY(!accountById(settings, account.id));
            QVERIFY(replaceFile(recoveryFile(account.id, environment), "{}"));
            QVERIFY(DirectoryLock::acquire(accountLock(account.id, environment), clock));
            settings.accounts.append(account);
        }
    }

    void theLongestIdHasItsFiles()
    {
        const QTemporaryDir directory;
        const Environment environment{.dataDirectory = directory.path()};
        const auto id = u"n"_s.repeated(longestFileName);
        QVERIFY(!isTooLong(id));
        QVERIFY(replaceFile(recoveryFile(id, environment), "{}"));
        QVERIFY(isTooLong(id + u'n'));
        QVERIFY(!replaceFile(recoveryFile(id + u'n', environment), "{}"));
    }

    void aShortNameIsTheId()
    {
        Settings settings;
        const auto first = newAccount(settings, u"claude"_s, u" Arbeit & Größe "_s, u"claude"_s);
        QCOMPARE(first.id, u"Arbeit & Größe"_s);
        QCOMPARE(first.name, first.id);
        settings.accounts.append(first);
        const auto second = newAccount(settings, u"claude"_s, first.name, u"claude"_s);
        QCOMPARE(second.id, u"Arbeit & Größe-2"_s);
        QCOMPARE(second.name, second.id);
    }
};

QTEST_APPLESS_MAIN(TestLoginChoice)
#include "tst_login_choice.moc"
