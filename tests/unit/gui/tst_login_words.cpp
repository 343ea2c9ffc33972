// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "gui/logins/account_trouble.h"
#include "gui/logins/add_order.h"
#include "gui/logins/login_words.h"
#include "gui/settings/user_model.h"
#include "gui/tray/tray_menu.h"
#include "tests/ui/snapshots.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class LoginWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsAskedForWhileSomethingIsMissing_data()
    {
        QTest::addColumn<AddChoice>("choice");
        QTest::addColumn<qsizetype>("order"); // index in AddOrder; -1: none
        const AddChoice claude{.provider = u"claude"_s};
        const auto with = [&](auto change) {
            auto choice = claude;
            change(choice);
            return choice;
        };
        QTest::newRow("sign in") << claude << qsizetype{0};
        QTest::newRow("no provider") << AddChoice() << qsizetype{-1};
        QTest::newRow("sign in cannot stay with the CLI")
            << with([](AddChoice &choice) { choice.store = CredentialStore::File; }) << qsizetype{-1};
        QTest::newRow("a found login") << with([](AddChoice &choice) {
            choice.way = AddWay::FoundLogin;
            choice.path = u"/home/me/.claude/.credentials.json"_s;
            choice.store = CredentialStore::File;
        }) << qsizetype{1};
        QTest::newRow("no file") << with([](AddChoice &choice) { choice.way = AddWay::OtherFile; })
                                 << qsizetype{-1};
        QTest::newRow("a token") << with([](AddChoice &choice) {
            choice.way = AddWay::Paste;
            choice.pasted = Secret("fake-setup-token");
        }) << qsizetype{2};
        QTest::newRow("no token") << with([](AddChoice &choice) { choice.way = AddWay::Paste; })
                                  << qsizetype{-1};
    }

    void nothingIsAskedForWhileSomethingIsMissing()
    {
        QFETCH(const AddChoice, choice);
        QFETCH(const qsizetype, order);
        const auto result = addOrder(choice);
        QCOMPARE(result ? static_cast<qsizetype>(result->index()) : qsizetype{-1}, order);
    }

    void onlyWhatAClickSolvesHasAButton_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<std::optional<Remedy>>("remedy");
        QTest::addColumn<QString>("text");
        QTest::newRow("needs a sign-in")
            << 1 << std::optional(Remedy::SignIn)
            << u"The provider no longer accepts this login. Only a new sign-in helps."_s;
        QTest::newRow("locked")
            << 2 << std::optional(Remedy::RetryStores)
            << u"The keychain is locked. This login is in the keychain; unlocked, it is used "
               u"again."_s;
        QTest::newRow("other owner")
            << 3 << std::optional(Remedy::AcceptOwner)
            << u"~/.claude/.credentials.json now holds the login of someone@example.com, not "
               u"the one that this account began with."_s;
        QTest::newRow("blocked")
            << 4 << std::optional<Remedy>()
            << u"The plan of this account does not allow it. Sluice tries again by itself; "
               u"other accounts go on meanwhile."_s;
    }

    void onlyWhatAClickSolvesHasAButton()
    {
        QFETCH(const int, row);
        QFETCH(const std::optional<Remedy>, remedy);
        QFETCH(const QString, text);
        const auto trouble = troubleOf(snapshots::loginTroubles().accounts.at(row));
        QVERIFY(trouble);
        QCOMPARE(trouble->text, text);
        QVERIFY(trouble->remedy == remedy);
        QCOMPARE(trouble->action.isEmpty(), !remedy);
    }

    void aGoodAccountHasNoTrouble() { QVERIFY(!troubleOf(snapshots::loginTroubles().accounts.first())); }

    void everyHomeHasItsWords()
    {
        const auto accounts = snapshots::loginHomes().accounts;
        QCOMPARE(homeText(accounts.at(0)), u"In the keychain"_s);
        QCOMPARE(homeText(accounts.at(1)), u"In ~/.claude/.credentials.json"_s);
        QCOMPARE(homeText(accounts.at(2)), u"In Sluice's vault"_s);
        QVERIFY(homeWords(CredentialStore::Keychain, u"Codex"_s).meaning.contains(u"Codex"_s));
        QVERIFY(!homeWords(CredentialStore::Keychain, {}).meaning.contains(u"signed out"_s));
    }

    void endsAreToldOnce()
    {
        QCOMPARE(loginEnd({.name = u"work"_s}, {}).kind, LoginEnd::Kind::Done);
        const auto failed = loginEnd({}, {ErrorCode::Internal, u"no luck"_s});
        QCOMPARE(failed.kind, LoginEnd::Kind::Failed);
        QCOMPARE(failed.text, u"no luck"_s);
        QCOMPARE(failed.detail, QString()); // said already
    }

    void tokensAreNeverShown_data()
    {
        QTest::addColumn<TokenSource>("token");
        QTest::addColumn<QString>("text");
        const Secret secret("fake-gateway-token");
        QTest::newRow("none") << TokenSource() << u"none"_s;
        QTest::newRow("in place") << TokenSource{TokenSource::Kind::Inline, secret, {}}
                                  << u"in config.json, fingerprint "_s + secret.fingerprint();
        QTest::newRow("variable") << TokenSource{TokenSource::Kind::Environment, {}, u"TOKEN"_s}
                                  << u"in the variable TOKEN"_s;
        QTest::newRow("keychain") << TokenSource{TokenSource::Kind::Keychain, {}, u"alice"_s}
                                  << u"in the keychain as alice"_s;
    }

    void tokensAreNeverShown()
    {
        QFETCH(const TokenSource, token);
        QFETCH(const QString, text);
        QCOMPARE(tokenText(token), text);
    }

    void oneProviderNeedsNoHeading()
    {
        auto accounts = snapshots::loginHomes().accounts;
        QCOMPARE(useEntries(accounts),
                 (QList<UseEntry>{{u"work"_s, u"work"_s}, {u"home"_s, u"home"_s, true}}));
        accounts[0].providerName = u"Codex"_s;
        QCOMPARE(
            useEntries(accounts),
            (QList<UseEntry>{
                {{}, u"Codex"_s}, {u"work"_s, u"work"_s}, {{}, u"Claude"_s}, {u"home"_s, u"home"_s, true}}));
    }
};

QTEST_GUILESS_MAIN(LoginWordsTest)
#include "tst_login_words.moc"
