// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_credentials.h"
#include "engine/providers/claude/claude_login.h"
#include "engine/providers/claude/claude_oauth.h"
#include "tests/unit/providers/captured.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray login = "{\"claudeAiOauth\":{\"accessToken\":\"fake-new\",\"aMemberToCome\": [ 1 ]}}";

//! As a person and a careless editor leave it.
const QByteArray oddFile =
    "{\r\n\t\"mcpOAuth\" : {\"s\":{\"accessToken\":\"fake-mcp\",\"x\":1.50}},\r\n"
    "\t\"claudeAiOauth\" : {\"accessToken\":\"fake-old\",\"refreshToken\":\"fake-r\",\r\n"
    "\t\t\"refreshTokenExpiresAt\":1794200000000},\r\n"
    "\t\"toCome\" : \"\\u00e9\"\r\n}\r\n";

AccountOwner ownerIn(const QByteArray &accountFile)
{
    return ClaudeOAuthProfile().ownerOf({.accessToken = Secret("fake")}, accountFile);
}

} // namespace

class TestClaudeLogin : public QObject
{
    Q_OBJECT

private slots:
    void takesTheLoginOutOfTheFile()
    {
        QCOMPARE(
            claude::loginIn(oddFile).value_or({}),
            QByteArray("{\"claudeAiOauth\":{\"accessToken\":\"fake-old\",\"refreshToken\":\"fake-r\",\r\n"
                       "\t\t\"refreshTokenExpiresAt\":1794200000000}}"));
        const auto captured = sluice::captured(u"claude/credentials.json"_s);
        const auto alone = claude::loginIn(captured);
        QVERIFY(alone);
        QVERIFY(!alone->contains("mcpOAuth"));
        QCOMPARE(claude::parseCredentials(*alone), claude::parseCredentials(captured));
        QCOMPARE(claude::loginIn(*alone), alone);
    }

    void findsNoLogin_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("empty") << QByteArray() << ErrorCode::CredentialMissing;
        QTest::newRow("others only") << QByteArray("{\"mcpOAuth\":{}}") << ErrorCode::CredentialMissing;
        QTest::newRow("signed out") << QByteArray("{\"claudeAiOauth\":null}") << ErrorCode::CredentialMissing;
        QTest::newRow("half a file") << oddFile.first(90) << ErrorCode::InvalidInput;
        QTest::newRow("lax JSON") << QByteArray(
            "{\"x\":\"\\p\",\"claudeAiOauth\":{\"accessToken\":\"fake\"}}")
                                  << ErrorCode::InvalidInput;
    }

    void findsNoLogin()
    {
        QFETCH(const QByteArray, file);
        const auto found = claude::loginIn(file);
        QVERIFY(!found);
        QTEST(found.error().code, "code");
    }

    void putsTheLoginInItsPlace()
    {
        const auto file = claude::fileWithLogin(oddFile, login);
        auto expected = oddFile;
        const auto start = expected.indexOf("{\"accessToken\":\"fake-old\"");
        const auto end = expected.indexOf('}', start) + 1;
        expected.replace(start, end - start, "{\"accessToken\":\"fake-new\",\"aMemberToCome\": [ 1 ]}");
        QCOMPARE(file.value_or({}), expected);
        QCOMPARE(claude::loginIn(*file).value_or({}), login);
    }

    void addsTheLoginToOthers()
    {
        QCOMPARE(claude::fileWithLogin("{\"mcpOAuth\":{\"a\":1}}", login).value_or({}),
                 "{\"mcpOAuth\":{\"a\":1}," + login.sliced(1));
        QCOMPARE(claude::fileWithLogin("{\"mcpOAuth\":{},\"claudeAiOauth\":null}", login).value_or({}),
                 "{\"mcpOAuth\":{}," + login.sliced(1));
        QCOMPARE(claude::fileWithLogin("", login).value_or({}), login);
        QCOMPARE(claude::fileWithLogin("{}", login)
                     .value_or({})
                     .replace("\n", "")
                     .replace("{  ", "{")
                     .replace("\": {\"acc", "\":{\"acc"),
                 login);
    }

    void bringsNothingButTheLogin()
    {
        const auto file = claude::fileWithLogin("{\"mcpOAuth\":{\"here\":1}}",
                                                "{\"mcpOAuth\":{\"there\":1}," + login.sliced(1));
        QVERIFY(file);
        QVERIFY(file->contains("here") && !file->contains("there"));
    }

    void takesTheLoginAway()
    {
        auto expected = oddFile;
        const auto start = expected.indexOf("\t\"claudeAiOauth\"");
        expected.remove(start, expected.indexOf("\t\"toCome\"") - start);
        QCOMPARE(claude::fileWithoutLogin(oddFile).value_or({}), expected);
        QCOMPARE(claude::fileWithoutLogin(expected).value_or({}), expected);
    }

    void leavesNoEmptyFileBehind()
    {
        for (const auto *file : {"", " ", "{}", "{\"claudeAiOauth\":null}\n",
                                 "{\n  \"claudeAiOauth\": {\"accessToken\": \"fake\"}\n}\n"})
            QCOMPARE(claude::fileWithoutLogin(file), Result<QByteArray>(QByteArray()));
    }

    void takesAwayALoginThatStandsTwice()
    {
        QCOMPARE(claude::fileWithoutLogin("{\"claudeAiOauth\":{\"accessToken\":\"fake-1\"},\"a\":1,"
                                          "\"claude\\u0041iOauth\":{\"accessToken\":\"fake-2\"}}")
                     .value_or({}),
                 QByteArray("{\"a\":1}"));
    }

    void neverWritesOverWhatItCannotRead()
    {
        for (const auto *file : {"{", "[]", "null", "\xff", "{\"claudeAiOauth\":\"x\"}",
                                 "{\"mcpOAuth\":\"\\p\"}", "{\"mcpOAuth\":{}} x"}) {
            for (const auto &text : {claude::fileWithLogin(file, login), claude::fileWithoutLogin(file)}) {
                QVERIFY2(!text, file);
                QCOMPARE(text.error().code, ErrorCode::InvalidInput);
            }
        }
        QCOMPARE(claude::fileWithLogin("{}", "{}").error().code, ErrorCode::CredentialMissing);
    }

    void replacesADamagedLogin()
    {
        const QByteArray damaged("{\"claudeAiOauth\":{\"accessToken\":\"fake\\ntoken\"},\"a\":1}");
        const auto text = claude::fileWithLogin(damaged, login);
        QVERIFY(text);
        QVERIFY(claude::parseCredentials(*text));
        QCOMPARE(claude::fileWithoutLogin(damaged).value_or({}), QByteArray("{\"a\":1}"));
        QCOMPARE(claude::fileWithLogin("{}", damaged).error().code, ErrorCode::InvalidInput);
    }

    void knowsTheOwner()
    {
        const QByteArray account = "\"oauthAccount\":{\"accountUuid\":\"a-1\",\"organizationUuid\":\"o-1\","
                                   "\"emailAddress\":\"user@example.com\",\"displayName\":\"User\"}";
        const AccountOwner owner{
            .accountId = u"a-1"_s, .organizationId = u"o-1"_s, .email = u"user@example.com"_s};
        QCOMPARE(ownerIn('{' + account + '}'), owner);
        const auto history = QByteArray("\"history\":[\"") + QByteArray(5'000'000, 'x') + "\"]";
        QCOMPARE(ownerIn('{' + history + ',' + account + ",\"userID\":\"3f0c\"}"), owner);
    }

    void aLoginKnowsItsOwnerBest()
    {
        const auto tokens =
            claude::parseCredentials("{\"claudeAiOauth\":{\"accessToken\":\"fake\","
                                     "\"accountUuid\":\"a-1\",\"organizationUuid\":\"o-1\"}}");
        QVERIFY(tokens);
        const auto ownerBeside = [&](const QByteArray &account) {
            return ClaudeOAuthProfile().ownerOf(*tokens, "{\"oauthAccount\":{" + account + "}}");
        };
        const AccountOwner alone{.accountId = u"a-1"_s, .organizationId = u"o-1"_s};
        auto named = alone;
        named.email = u"user@example.com"_s;
        const QByteArray email = ",\"emailAddress\":\"user@example.com\"";
        QCOMPARE(ownerBeside("\"accountUuid\":\"a-1\",\"organizationUuid\":\"o-1\"" + email), named);
        QCOMPARE(ownerBeside("\"accountUuid\":\"a-2\",\"organizationUuid\":\"o-1\"" + email), alone);
        QCOMPARE(ownerBeside("\"accountUuid\":\"a-1\",\"organizationUuid\":\"o-2\"" + email), alone);
        QCOMPARE(ownerBeside({}), alone);
    }

    void doesNotGuessTheOwner()
    {
        for (const auto *file : {"", "{", "[]", "{}", "{\"oauthAccount\":null}", "{\"oauthAccount\":\"a\"}",
                                 "{\"oauthAccount\":{\"accountUuid\":7}}",
                                 "{\"oauthAccount\":{\"accountUuid\":\"a\"", "{\"accountUuid\":\"a\"}"})
            QVERIFY2(ownerIn(file) == AccountOwner(), file);
        const TokenSet key{.kind = LoginKind::ApiKey, .accessToken = Secret("fake")};
        QCOMPARE(ClaudeOAuthProfile().ownerOf(key, "{\"oauthAccount\":{\"accountUuid\":\"a\"}}"),
                 AccountOwner());
    }

    void takesWhatIsPasted_data()
    {
        QTest::addColumn<QByteArray>("pasted");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<bool>("isKey");
        const QByteArray setUp = "sk-ant-oat01-fake_set-up";
        const QByteArray key = "sk-ant-api03-fake_key";
        QTest::newRow("set-up token") << setUp << setUp << false;
        QTest::newRow("spaces round it") << "\r\n\t " + setUp + " \n" << setUp << false;
        QTest::newRow("no-break space") << setUp + "\xc2\xa0" << setUp << false;
        QTest::newRow("quotes") << " \"" + setUp + " \"\n" << setUp << false;
        QTest::newRow("single quotes") << '\'' + key + '\'' << key << true;
        QTest::newRow("backquotes") << '`' + key + '`' << key << true;
        QTest::newRow("key") << key << key << true;
        QTest::newRow("another key version")
            << QByteArray("sk-ant-api99-x") << QByteArray("sk-ant-api99-x") << true;
    }

    void takesWhatIsPasted()
    {
        QFETCH(const QByteArray, pasted);
        QFETCH(const QByteArray, token);
        QFETCH(const bool, isKey);
        const ClaudeOAuthProfile profile;
        const auto document = profile.loginFromPasted(Secret(pasted));
        QVERIFY(document);
        const auto tokens = profile.parseCredentials(*document);
        QVERIFY(tokens);
        QCOMPARE(tokens->accessToken.reveal(), token);
        QCOMPARE(tokens->kind == LoginKind::ApiKey, isKey);
        QCOMPARE(tokens->scopes, isKey ? QStringList() : QStringList{u"user:inference"_s});
        QVERIFY(tokens->refreshToken.isEmpty() && !tokens->expiresAt);
        QVERIFY(!profile.canRefresh(*tokens) && !profile.isRefreshDue(*tokens, SystemTime::max()));
        QVERIFY(!profile.canPollUsage(*tokens));
    }

    void refusesWhatIsNoToken_data()
    {
        QTest::addColumn<QByteArray>("pasted");
        for (const auto *text :
             {"", " ", "\"\"", "sk-ant-oat01-", "sk-ant-api", "sk-ant-ort01-fake", "sk-ant-admin01-fake",
              "sk-fake", "fake", "sk-ant-oat01-fa ke", "sk-ant-oat01-fa\nke", "sk-ant-api03-fa\x01ke",
              "sk-ant-api03-fa\x7f", "sk-ant-api03-f\xc3\xa4ke", "\"sk-ant-api03-fake",
              "'sk-ant-api03-fake\"", "SK-ANT-API03-fake", "export X=sk-ant-api03-fake"})
            QTest::newRow(text) << QByteArray(text);
    }

    void refusesWhatIsNoToken()
    {
        QFETCH(const QByteArray, pasted);
        const auto document = claude::loginFromPasted(Secret(pasted));
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::InvalidInput);
        QVERIFY(document.error().detail.contains("sk-ant-oat01-"_L1));
        QVERIFY(document.error().detail.contains("sk-ant-api"_L1));
        QVERIFY(!document.error().detail.contains("fa ke"_L1)
                && !document.error().detail.contains("fake"_L1));
    }

    void aKeyStaysOutOfTheCliFile()
    {
        const auto key = claude::loginFromPasted(Secret("sk-ant-api03-fake"));
        QVERIFY(key);
        QCOMPARE(claude::loginIn(*key), key);
        for (const auto *file : {"", "{}"})
            QCOMPARE(claude::fileWithLogin(file, *key).error().code, ErrorCode::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(TestClaudeLogin)
#include "tst_claude_login.moc"
