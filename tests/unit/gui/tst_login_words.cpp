// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/provider_list.h"
#include "gui/common/theme.h"
#include "gui/logins/account_trouble.h"
#include "gui/logins/add_order.h"
#include "gui/logins/login_words.h"
#include "gui/logins/problem_text.h"
#include "gui/settings/user_model.h"
#include "gui/tray/tray_menu.h"
#include "tests/support/page_provider.h"
#include "tests/ui/snapshots.h"

#include <QtCore/QTranslator>
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
            << u"The provider refuses this login although it is fresh. Sluice tries again by itself; "
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

    void aCopyOfAnotherAccountsLoginNeedsASignIn()
    {
        auto account = snapshots::loginTroubles().accounts.at(4); // which is unreachable
        account.fault = {AccountFault::Kind::LoginShared, ErrorCode::SignInNeeded, u"work"_s};
        const auto trouble = troubleOf(account);
        QVERIFY(trouble);
        QCOMPARE(trouble->text, problemText(account));
        QVERIFY(trouble->remedy == Remedy::SignIn);
    }

    //! Neither does another account help nor a click.
    void theProvidersTroubleIsNoneOfTheAccount()
    {
        const auto trouble = troubleOf(snapshots::providerUnreachable().accounts.first());
        QVERIFY(trouble);
        QVERIFY(!trouble->remedy);
        QCOMPARE(trouble->text,
                 u"The provider cannot be reached. Check the network connection. Sluice goes on trying, with "
                 u"every "
                 "request too."_s);
    }

    void aGoodAccountHasNoTrouble() { QVERIFY(!troubleOf(snapshots::loginTroubles().accounts.first())); }

    // NOLINTNEXTLINE(readability-function-size): one row for each problem
    void everyProblemIsSaidInTheLanguageOfThePerson_data()
    {
        using Kind = AccountFault::Kind;
        QTest::addColumn<AccountFault>("fault");
        QTest::addColumn<int>("home"); // a row of loginHomes()
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("german");
        const auto row = [](const char *name, const AccountFault &fault, int home, const QString &english,
                            const QString &german) {
            QTest::newRow(name) << fault << home << english << german;
        };
        const int keychain = 0;
        const int file = 1;
        const int vault = 2;
        row("no entry", {Kind::LoginMissing}, keychain, u"In the keychain there is no login."_s,
            u"Im Schlüsselbund liegt keine Anmeldung."_s);
        row("no file", {Kind::LoginMissing}, file, u"In ~/.claude/.credentials.json there is no login."_s,
            u"In ~/.claude/.credentials.json liegt keine Anmeldung."_s);
        row("something else", {Kind::NotALogin}, vault,
            u"In Sluice's vault there is something that is no login."_s,
            u"Im Tresor von Sluice liegt etwas, das keine Anmeldung ist."_s);
        row("unreadable", {Kind::FileUnreadable}, file,
            u"~/.claude/.credentials.json cannot be read. Give your user the right to read it."_s,
            u"~/.claude/.credentials.json lässt sich nicht lesen. Gib deinem Benutzer das Recht dazu."_s);
        row("locked", {Kind::StoreLocked}, keychain, u"The keychain is locked."_s,
            u"Der Schlüsselbund ist gesperrt."_s);
        row("no keychain", {Kind::StoreSilent}, keychain, u"The keychain is not available."_s,
            u"Der Schlüsselbund ist nicht verfügbar."_s);
        row("no vault", {Kind::StoreSilent}, vault, u"Sluice's vault cannot be read."_s,
            u"Der Tresor von Sluice lässt sich nicht lesen."_s);
        row("not writable", {Kind::NotWritable}, file,
            u"~/.claude/.credentials.json cannot be written, so its login cannot be renewed. Give your user "
            u"the right to write it and to its folder."_s,
            u"~/.claude/.credentials.json lässt sich nicht schreiben, also lässt sich die Anmeldung darin "
            u"nicht erneuern. Gib deinem Benutzer das Recht, die Datei und ihren Ordner zu ändern."_s);
        row("token refused", {Kind::TokenRefused}, keychain,
            u"The provider refuses this token, and there is nothing to renew it with."_s,
            u"Der Anbieter lehnt dieses Token ab, und es gibt nichts, womit es sich erneuern ließe."_s);
        row("login refused", {Kind::LoginRefused}, keychain, u"The provider no longer accepts this login."_s,
            u"Der Anbieter nimmt diese Anmeldung nicht mehr an."_s);
        row("offline", {Kind::RenewalFailing, ErrorCode::UpstreamUnreachable}, file,
            u"The login could not be renewed. The provider cannot be reached."_s,
            u"Die Anmeldung ließ sich nicht erneuern. Der Anbieter ist nicht erreichbar."_s);
        row("a copy", {Kind::LoginShared, ErrorCode::SignInNeeded, u"work"_s}, file,
            u"This is a copy of the login of account “work”, which renews it, and that works in one place "
            u"only. "
            u"Sign in again here, or remove this account."_s,
            u"Das ist eine Kopie der Anmeldung des Kontos „work“, das sie erneuert, und das geht nur an "
            u"einer "
            u"Stelle. Melde dieses Konto neu an oder entferne es."_s);
        row("unsaved", {Kind::Unsaved, ErrorCode::LockBusy}, file,
            u"The renewed login could not be written back yet. Another program is using this login right now."_s,
            u"Die erneuerte Anmeldung ließ sich noch nicht zurückschreiben. Ein anderes Programm benutzt "
            u"diese Anmeldung gerade."_s);
        row("fresh token refused", {Kind::FreshTokenRefused}, file,
            u"The provider refuses this login although it is fresh."_s,
            u"Der Anbieter lehnt diese Anmeldung ab, obwohl sie frisch ist."_s);
        row("proxy", {Kind::ProxyFailing}, file,
            u"The account's own proxy gives no connection. Check whether it runs."_s,
            u"Der eigene Proxy des Kontos stellt keine Verbindung her. Prüfe, ob er läuft."_s);
        row("no connection", {Kind::ProviderUnreachable, ErrorCode::UpstreamUnreachable}, file,
            u"The provider cannot be reached. Check the network connection."_s,
            u"Der Anbieter ist nicht erreichbar. Prüfe die Netzwerkverbindung."_s);
        row("no TLS", {Kind::ProviderUnreachable, ErrorCode::TlsFailed}, keychain,
            u"No secure connection to the provider. Check the clock of this computer and any program that "
            u"inspects "
            u"connections."_s,
            u"Keine sichere Verbindung zum Anbieter. Prüfe die Uhr dieses Rechners und Programme, die "
            u"Verbindungen "
            u"untersuchen."_s);
        row("without a name", {}, file, u"Something new."_s, u"Something new."_s);
    }

    void everyProblemIsSaidInTheLanguageOfThePerson()
    {
        QFETCH(const AccountFault, fault);
        QFETCH(const int, home);
        QFETCH(const QString, english);
        QFETCH(const QString, german);
        auto account = snapshots::loginHomes().accounts.at(home);
        account.problem = u"something new"_s;
        account.fault = fault;
        QCOMPARE(problemText(account), english);
        QTranslator translator;
        QVERIFY(translator.load(u":/i18n/sluice_de"_s));
        QCoreApplication::installTranslator(&translator); // which goes with it
        QCOMPARE(problemText(account), german);
    }

    void aGoodAccountHasNoProblem()
    {
        QCOMPARE(problemText(snapshots::loginHomes().accounts.first()), QString());
    }

    void everyHomeHasItsWords()
    {
        const auto accounts = snapshots::loginHomes().accounts;
        QCOMPARE(homeText(accounts.at(0)), u"In the keychain"_s);
        QCOMPARE(homeText(accounts.at(1)), u"In ~/.claude/.credentials.json"_s);
        QCOMPARE(homeText(accounts.at(2)), u"In Sluice's vault"_s);
        QVERIFY(homeWords(CredentialStore::Keychain, u"Codex"_s).meaning.contains(u"Codex"_s));
        QVERIFY(!homeWords(CredentialStore::Keychain, {}).meaning.contains(u"signed out"_s));
    }

    //! The windows have no line for it.
    void anotherProviderSaysWhatItsTokensLookLike()
    {
        const PageProvider page(QUrl(u"https://page.example"_s));
        QCOMPARE(pasteHint(page.info()),
                 u"An API key begins with page-. It is paid by use and serves when no subscription can."_s);
        QCOMPARE(pasteHint({}), u"A token or key as the provider gave it to you."_s);
        QCOMPARE(badgeColor(page.info().id, page.info().badgeColor), QColor(0x2f7d4f));
        QVERIFY(badgeColor(page.info().id, {}).isValid());
    }

    void everyProviderSaysWhatItsTokensLookLike()
    {
        const auto providers = makeProviders({});
        for (const auto &provider : providers.all()) {
            QVERIFY(provider->info().badgeColor);
            QVERIFY(!provider->info().pastables.isEmpty());
            for (const auto &token : provider->info().pastables) {
                QVERIFY(pasteHint(provider->info()).contains(token.prefix));
                QVERIFY(provider->oauth().loginFromPasted(Secret(token.prefix.toLatin1() + "fake")));
            }
        }
        QVERIFY(pasteHint(providers.byId(u"claude"_s)->info()).contains(u"“claude setup-token”"_s));
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
