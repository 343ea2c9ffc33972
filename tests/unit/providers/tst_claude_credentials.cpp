// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_credentials.h"
#include "tests/unit/providers/captured.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const TokenSet fresh{.accessToken = Secret("fake-access-token-2"),
                     .refreshToken = Secret("fake-refresh-token-2"),
                     .expiresAt = fromUnixMilliseconds(1'793'028'800'000),
                     .scopes = {u"user:inference"_s, u"user:profile"_s},
                     .plan = u"max"_s,
                     .tier = u"default_claude_max_20x"_s};

} // namespace

class TestClaudeCredentials : public QObject
{
    Q_OBJECT

private slots:
    void readsTheFile()
    {
        const auto tokens = claude::parseCredentials(captured(u"claude/credentials.json"_s));
        QVERIFY(tokens);
        QCOMPARE(tokens->accessToken.reveal(), QByteArray("fake-access-token"));
        QCOMPARE(tokens->refreshToken.reveal(), QByteArray("fake-refresh-token"));
        QCOMPARE(tokens->expiresAt, fromUnixMilliseconds(1'793'000'000'000));
        QCOMPARE(tokens->scopes.size(), 5);
        QCOMPARE(tokens->plan, u"max"_s);
        QCOMPARE(tokens->tier, u"default_claude_max_20x"_s);
    }

    void readsASetUpToken()
    {
        const auto tokens =
            claude::parseCredentials("{\"claudeAiOauth\":{\"accessToken\":\"fake\",\"expiresAt\":0,"
                                     "\"subscriptionType\":null,\"scopes\":[\"user:inference\"]}}");
        QVERIFY(tokens);
        QVERIFY(tokens->refreshToken.isEmpty());
        QVERIFY(!tokens->expiresAt);
        QVERIFY(tokens->plan.isEmpty());
    }

    void tellsStatesApart_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("empty file") << QByteArray() << ErrorCode::CredentialMissing;
        QTest::newRow("foreign members only")
            << QByteArray("{\"mcpOAuth\":{}}") << ErrorCode::CredentialMissing;
        QTest::newRow("null") << QByteArray("{\"claudeAiOauth\":null}") << ErrorCode::CredentialMissing;
        QTest::newRow("no token") << QByteArray("{\"claudeAiOauth\":{}}") << ErrorCode::CredentialMissing;
        QTest::newRow("empty token") << QByteArray(
            "{\"claudeAiOauth\":{\"accessToken\":\"\",\"refreshToken\":\"r\"}}")
                                     << ErrorCode::CredentialMissing;
        QTest::newRow("half a file") << QByteArray("{\"claudeAiOauth\":{\"acc") << ErrorCode::InvalidInput;
        QTest::newRow("array") << QByteArray("[]") << ErrorCode::InvalidInput;
        QTest::newRow("text") << QByteArray("{\"claudeAiOauth\":\"x\"}") << ErrorCode::InvalidInput;
        for (const char *odd : {"\\n", "\\r\\nX-Injected: 1", "\\u0000", "\\t", " ", "\\u007f", "\xc3\xa9"}) {
            QTest::addRow("token with %s", odd) << QByteArray("{\"claudeAiOauth\":{\"accessToken\":\"fake")
                    + odd + "token\"}}" << ErrorCode::InvalidInput;
            QTest::addRow("key with %s", odd)
                << QByteArray("{\"sluiceApiKey\":\"fake") + odd + "key\"}" << ErrorCode::InvalidInput;
        }
    }

    void tellsStatesApart()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const ErrorCode, code);
        const auto tokens = claude::parseCredentials(json);
        QVERIFY(!tokens);
        QCOMPARE(tokens.error().code, code);
        QVERIFY(!tokens.error().detail.contains(u"fake"_s));
    }

    void keepsEveryOtherByte()
    {
        const auto before = captured(u"claude/credentials.json"_s);
        auto expected = before;
        expected.replace("fake-access-token", "fake-access-token-2")
            .replace("fake-refresh-token", "fake-refresh-token-2")
            .replace("1793000000000", "1793028800000")
            .replace("\"user:file_upload\",\"user:inference\",\"user:mcp_servers\",\"user:profile\",\"user:"
                     "sessions:claude_code\"",
                     "\"user:inference\",\"user:profile\"");
        QCOMPARE(claude::updatedCredentials(before, fresh).value_or({}), expected);
    }

    void keepsWhatTheTokensDoNotSay()
    {
        TokenSet bare{.accessToken = Secret("fake-a"), .refreshToken = Secret("fake-r")};
        auto expected = captured(u"claude/credentials.json"_s);
        const auto after = claude::updatedCredentials(expected, bare).value_or({});
        expected.replace("fake-access-token", "fake-a").replace("fake-refresh-token", "fake-r");
        QCOMPARE(after, expected);
    }

    void keepsTheLinesOfAFile()
    {
        const QByteArray before(
            "{\r\n\t\"mcpOAuth\" : {\"weight\": 1.10},\r\n\t\"claudeAiOauth\": {\r\n"
            "\t\t\"zone\": 12345678901234567890, \"accessToken\":\"fake-access-token\",\r\n"
            "\t\t\"scopes\": [\"user:\\u0069nference\",\r\n\t\t\t\"user:profile\"],\r\n"
            "\t\t\"refreshToken\": \"fake-refresh-token\"\r\n\t}\r\n}\r\n");
        auto tokens = fresh;
        tokens.plan.clear();
        tokens.tier.clear();
        auto expected = before;
        expected.replace("fake-access-token", "fake-access-token-2")
            .replace("\"fake-refresh-token\"",
                     "\"fake-refresh-token-2\",\r\n\t\t\"expiresAt\": 1793028800000");
        QCOMPARE(claude::updatedCredentials(before, tokens).value_or({}), expected);
    }

    void aLoginThatComesInIsLaidOutLikeTheFile()
    {
        const TokenSet bare{.accessToken = Secret("fake-a"), .refreshToken = Secret("fake-r")};
        QCOMPARE(claude::updatedCredentials("{\"mcpOAuth\":{\"a\":1.0},\"claudeAiOauth\":null}", bare)
                     .value_or({}),
                 QByteArray("{\"mcpOAuth\":{\"a\":1.0},\"claudeAiOauth\":{\"accessToken\":\"fake-a\","
                            "\"refreshToken\":\"fake-r\"}}"));
        QCOMPARE(claude::updatedCredentials("{\n  \"mcpOAuth\": {\"a\":1.0}\n}\n", bare).value_or({}),
                 QByteArray("{\n  \"mcpOAuth\": {\"a\":1.0},\n  \"claudeAiOauth\": {\n"
                            "    \"accessToken\": \"fake-a\",\n    \"refreshToken\": \"fake-r\"\n  }\n}\n"));
        QCOMPARE(claude::updatedCredentials("", bare).value_or({}),
                 QByteArray("{\"claudeAiOauth\":{\"accessToken\":\"fake-a\",\"refreshToken\":\"fake-r\"}}"));
    }

    void startsANewFile()
    {
        const auto text = claude::updatedCredentials("", fresh);
        QVERIFY(text);
        QCOMPARE(claude::parseCredentials(*text), Result<TokenSet>(fresh));
    }

    void neverWritesOverWhatItCannotRead()
    {
        for (const auto *json : {"{", "[]", "null", "{\"claudeAiOauth\":{\"accessToken\":\"fa", "\xff",
                                 "{\"claudeAiOauth\":\"x\"}", "{\"mcpOAuth\":\"\\p\"}"}) {
            const auto text = claude::updatedCredentials(json, fresh);
            QVERIFY2(!text, json);
            QCOMPARE(text.error().code, ErrorCode::InvalidInput);
        }
    }

    void oddTokensSurvive()
    {
        auto odd = fresh;
        odd.accessToken = Secret("quote\"slash\\");
        const auto text = claude::updatedCredentials(captured(u"claude/credentials.json"_s), odd);
        QVERIFY(text);
        QCOMPARE(claude::parseCredentials(*text)->accessToken.reveal(), odd.accessToken.reveal());
    }
};

QTEST_APPLESS_MAIN(TestClaudeCredentials)
#include "tst_claude_credentials.moc"
