// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/login_choice.h"
#include "engine/storage/atomic_file.h"
#include "tests/integration/logins/login_bench.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtTest/QtTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

MemorySecretStore::Fate refuseRemovals(const MemorySecretStore::Call &call)
{
    if (call.kind != MemorySecretStore::Kind::Remove)
        return {};
    return {.happens = false, .error = Error{ErrorCode::StoreUnavailable, u"as the test wants it"_s}};
}

} // namespace

//! What people ask for about logins, where one thing goes wrong.
class TestLoginOrders : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLoggingCategory::setFilterRules(u"*.warning=false\n*.info=false"_s); }

    //! A refresh that waited for the move's lock writes its tokens when the move has failed.
    void aDeletionThatMetARefreshEnds()
    {
        LoginBench bench;
        failToDelete(bench);
        bench.keychain.setEntry(u"account/work"_s, LoginBench::login(u"2"_s));
        bench.keychain.setScript({});
        bench.recover();
        QVERIFY(bench.keychain.entries().isEmpty());
        QVERIFY(!bench.desk.hasUnfinished());
        QCOMPARE(bench.accounts(), QStringList());
    }

    void aDeletionSparesWhatHasBeenSignedInSince()
    {
        LoginBench bench;
        failToDelete(bench);
        bench.keychain.setScript({});
        bench.add(u"work"_s, CredentialStore::Keychain, u"another"_s);
        bench.recover();
        QCOMPARE(bench.tokenIn(bench.keychain.entries().value(u"account/work"_s)), u"another"_s);
        QVERIFY(!bench.desk.hasUnfinished());
        QCOMPARE(bench.accounts(), QStringList{u"work"_s});
    }

    //! Somebody has removed the configuration to start anew; the stores still hold its logins.
    void aSignInPassesOverEntriesOfNoAccount()
    {
        LoginBench bench;
        bench.keychain.setEntry(u"account/claude"_s, LoginBench::login(u"old"_s));
        bench.keychain.setEntry(u"account/claude-2"_s, "no login at all");
        const auto file = bench.signIn(u"new"_s);
        bench.recover();
        QCOMPARE(bench.accounts(), QStringList{u"claude-3"_s});
        const auto &entries = bench.keychain.entries();
        QCOMPARE(bench.tokenIn(entries.value(u"account/claude-3"_s)), u"new"_s);
        QCOMPARE(bench.tokenIn(entries.value(u"account/claude"_s)), u"old"_s);
        QCOMPARE(entries.value(u"account/claude-2"_s), QByteArray("no login at all"));
        QVERIFY(!bench.desk.hasUnfinished());
        QVERIFY(!QFileInfo::exists(file));
    }

    void aSignInWaitsForAStoreThatDoesNotAnswer()
    {
        LoginBench bench;
        bench.keychain.setEntry(u"account/claude"_s, LoginBench::login(u"old"_s));
        bench.keychain.setAvailable(false);
        const auto file = bench.signIn(u"new"_s);
        bench.recover();
        QVERIFY(bench.desk.hasUnfinished());
        QVERIFY(QFileInfo::exists(file));
        bench.keychain.setAvailable(true); // which makes the desk look again
        bench.recover();
        QCOMPARE(bench.accounts(), QStringList{u"claude-2"_s});
        QVERIFY(!bench.desk.hasUnfinished());
    }

    //! The CLI's file holds a used-up refresh token; the live one is only in the recovery file.
    void aRemovedAccountLeavesTheCliItsNewestTokens()
    {
        LoginBench bench;
        const auto account = bench.add(u"work"_s, CredentialStore::File, u"1"_s);
        bench.keepUnsaved(account, u"1"_s, u"2"_s);
        const auto end = bench.after([](LoginDesk &desk) { desk.remove({.accountId = u"work"_s}); });
        QCOMPARE(end.error.detail, QString());
        QCOMPARE(bench.accounts(), QStringList());
        QCOMPARE(bench.tokenIn(readFile(bench.plainFile()).value()), u"2"_s);
        QVERIFY(!QFileInfo::exists(recoveryFile(u"work"_s, bench.environment)));
    }

    void anAccountStaysWhoseNewestTokensCannotBeSaved()
    {
        LoginBench bench;
        const auto account = bench.add(u"work"_s, CredentialStore::File, u"1"_s);
        bench.keepUnsaved(account, u"1"_s, u"2"_s);
        const auto lock = bench.holdFileLock(account);
        const auto end = bench.after([](LoginDesk &desk) { desk.remove({.accountId = u"work"_s}); });
        QCOMPARE(end.error.code, ErrorCode::LockBusy);
        QVERIFY(end.error.detail.startsWith(u"the newest tokens of work wait in "_s));
        QCOMPARE(bench.accounts(), QStringList{u"work"_s});
        QVERIFY(QFileInfo::exists(recoveryFile(u"work"_s, bench.environment)));
        QCOMPARE(bench.tokenIn(readFile(bench.plainFile()).value()), u"1"_s);
        QVERIFY(QDir().rmdir(lock));
        bench.after([](LoginDesk &desk) { desk.remove({.accountId = u"work"_s}); });
        QCOMPARE(bench.tokenIn(readFile(bench.plainFile()).value()), u"2"_s);
    }

    //! Somebody has signed in with the CLI since, or signed out: nobody wants the kept tokens.
    void tokensOfALoginThatIsNoMoreKeepNoAccount()
    {
        for (const auto &present : {QString(), u"another"_s}) {
            LoginBench bench;
            const auto account = bench.add(u"work"_s, CredentialStore::File, present);
            bench.keepUnsaved(account, u"1"_s, u"2"_s);
            bench.holdFileLock(account);
            bench.after([](LoginDesk &desk) { desk.remove({.accountId = u"work"_s}); });
            QCOMPARE(bench.accounts(), QStringList());
            QCOMPARE(bench.tokenIn(readFile(bench.plainFile()).value_or({})), present);
        }
    }

    void aLoginGoesBackIntoTheFolderOrItsFile_data()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("the folder") << u"~/.claude"_s;
        QTest::newRow("the folder, with a slash") << u"~/.claude/"_s;
        QTest::newRow("the file, which is not there") << u"~/.claude/.credentials.json"_s;
    }
    void aLoginGoesBackIntoTheFolderOrItsFile()
    {
        QFETCH(const QString, place);
        LoginBench bench;
        bench.add(u"work"_s, CredentialStore::Vault, u"1"_s);
        const auto end = bench.after(
            [&place](LoginDesk &desk) { desk.remove({.accountId = u"work"_s, .handBackTo = place}); });
        QCOMPARE(end.error.detail, QString());
        QCOMPARE(bench.accounts(), QStringList());
        QCOMPARE(bench.tokenIn(readFile(bench.plainFile()).value_or({})), u"1"_s);
        QVERIFY(bench.vault.entries().isEmpty());
    }

    //! The account of the plain CLI is signed out there, and stays the account of that file.
    void useThatFailsLeavesTheConfigurationAsItWas()
    {
        LoginBench bench;
        const auto plain = bench.add(u"plain"_s, CredentialStore::File, {});
        bench.add(u"work"_s, CredentialStore::Keychain, u"1"_s);
        const auto before = readFile(bench.environment.configFile()).value();
        const auto lock = bench.holdFileLock(plain);
        const auto use = [](LoginDesk &desk) { desk.use({.accountId = u"work"_s}); };
        QCOMPARE(bench.after(use).error.code, ErrorCode::LockBusy);
        QCOMPARE(QJsonDocument::fromJson(readFile(bench.environment.configFile()).value()),
                 QJsonDocument::fromJson(before));
        QVERIFY(!bench.desk.hasUnfinished());
        QCOMPARE(bench.tokenIn(bench.keychain.entries().value(u"account/work"_s)), u"1"_s);
        QVERIFY(QDir().rmdir(lock));
        QCOMPARE(bench.after(use).error.detail, QString());
        QCOMPARE(bench.tokenIn(readFile(bench.plainFile()).value()), u"1"_s);
        QCOMPARE(accountById(bench.settings.settings(), u"plain"_s)->store, CredentialStore::Keychain);
    }

    //! What is in the journal will be finished, so the account that made room must not come back.
    void useThatWaitsKeepsTheRoomThatWasMade()
    {
        LoginBench bench;
        bench.add(u"plain"_s, CredentialStore::File, {});
        bench.add(u"work"_s, CredentialStore::Keychain, u"1"_s);
        bench.keychain.setScript(refuseRemovals);
        const auto end = bench.after([](LoginDesk &desk) { desk.use({.accountId = u"work"_s}); });
        QCOMPARE(end.error.code, ErrorCode::StoreUnavailable);
        QVERIFY(bench.desk.hasUnfinished());
        bench.keychain.setScript({});
        bench.recover();
        QVERIFY(!bench.desk.hasUnfinished());
        QCOMPARE(accountById(bench.settings.settings(), u"work"_s)->store, CredentialStore::File);
        QCOMPARE(bench.tokenIn(readFile(bench.plainFile()).value()), u"1"_s);
        QVERIFY(bench.keychain.entries().isEmpty());
    }

    //! A refresh of the older of two copies would end the login.
    void aJournalThatCannotBeReadHoldsWhoeverMayHaveMoved()
    {
        LoginBench bench;
        bench.add(u"plain"_s, CredentialStore::File, u"1"_s);
        bench.add(u"work"_s, CredentialStore::Keychain, u"2"_s);
        bench.add(u"home"_s, CredentialStore::Vault, u"3"_s);
        QCOMPARE(bench.desk.heldAccounts(), QStringList());
        QVERIFY(replaceFile(bench.environment.movesFile(), "{\"moves\": ["));
        QVERIFY(bench.desk.hasUnfinished());
        QCOMPARE(bench.desk.heldAccounts(), (QStringList{u"work"_s, u"home"_s}));
        QVERIFY(removeFile(bench.environment.movesFile()));
        QCOMPARE(bench.desk.heldAccounts(), QStringList());
    }

private:
    //! An account leaves the configuration, and its login stays because the keychain does not delete.
    static void failToDelete(LoginBench &bench)
    {
        bench.add(u"work"_s, CredentialStore::Keychain, u"1"_s);
        bench.keychain.setScript(refuseRemovals);
        const auto end = bench.after([](LoginDesk &desk) { desk.remove({.accountId = u"work"_s}); });
        QCOMPARE(end.error.code, ErrorCode::StoreUnavailable);
        QVERIFY(bench.desk.hasUnfinished());
        QCOMPARE(bench.accounts(), QStringList());
        QCOMPARE(bench.tokenIn(bench.keychain.entries().value(u"account/work"_s)), u"1"_s);
    }
};

QTEST_GUILESS_MAIN(TestLoginOrders)
#include "tst_login_orders.moc"
