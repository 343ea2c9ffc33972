// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_claims.h"
#include "engine/providers/codex/codex_credentials.h"
#include "tests/unit/providers/captured.h"
#include "tests/unit/providers/fake_jwt.h"

#include <QtCore/QDateTime>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr auto now = fromUnixMilliseconds(1'793'000'000'000); // 2026-10-26 07:33:20 UTC

const QByteArray accessClaims = "{\"exp\":1793864000,\"https://api.openai.com/auth\":"
                                "{\"chatgpt_account_id\":\"access-account\",\"chatgpt_plan_type\":\"plus\"}}";
const QByteArray idClaims = "{\"exp\":1,\"email\":\"user@example.com\",\"https://api.openai.com/auth\":"
                            "{\"chatgpt_account_id\":\"id-account\",\"chatgpt_plan_type\":\"pro\","
                            "\"chatgpt_account_is_fedramp\":true}}";

QByteArray fileWith(const QByteArray &accessToken, const QByteArray &idToken,
                    const QByteArray &account = "null")
{
    return "{\"tokens\":{\"access_token\":\"" + accessToken + "\",\"id_token\":\"" + idToken
        + "\",\"account_id\":" + account + "}}";
}

QString accountIn(const QByteArray &accessClaim, const QByteArray &idClaim, const QByteArray &account)
{
    const auto tokens = codex::parseCredentials(fileWith(fakeJwt(accessClaim), fakeJwt(idClaim), account));
    return tokens ? tokens->accountId : u"none read"_s;
}

} // namespace

class TestCodexCredentials : public QObject
{
    Q_OBJECT

private slots:
    void readsTheFile()
    {
        const auto tokens = codex::parseCredentials(captured(u"codex/auth.json"_s));
        QVERIFY(tokens);
        QVERIFY(tokens->kind == LoginKind::Subscription);
        QCOMPARE(tokens->accessToken.reveal(), QByteArray("fake-access-token"));
        QCOMPARE(tokens->refreshToken.reveal(), QByteArray("fake-refresh-token"));
        QCOMPARE(tokens->idToken.reveal(), QByteArray("fake-id-token"));
        QCOMPARE(tokens->accountId, u"0f1e2d3c-1111-4222-8333-444455556666"_s);
        QCOMPARE(
            tokens->refreshedAt,
            fromUnixMilliseconds(
                QDateTime::fromString(u"2026-10-01T08:15:30.123Z"_s, Qt::ISODateWithMs).toMSecsSinceEpoch()));
        QVERIFY(!tokens->expiresAt); // these are no JWTs
        const QList<http::Header> named{{"ChatGPT-Account-Id", "0f1e2d3c-1111-4222-8333-444455556666"}};
        QCOMPARE(tokens->requestHeaders, named);
    }

    void readsClaims()
    {
        const auto tokens = codex::parseCredentials(fileWith(fakeJwt(accessClaims), fakeJwt(idClaims)));
        QVERIFY(tokens);
        QCOMPARE(tokens->expiresAt, fromUnixMilliseconds(1'793'864'000'000));
        QCOMPARE(tokens->plan, u"pro"_s);
        QCOMPARE(tokens->accountId, u"id-account"_s);
        const QList<http::Header> named{{"ChatGPT-Account-Id", "id-account"}, {"X-OpenAI-Fedramp", "true"}};
        QCOMPARE(tokens->requestHeaders, named);
    }

    void findsTheAccount()
    {
        QCOMPARE(accountIn(accessClaims, idClaims, "\"stored\""), u"stored"_s);
        QCOMPARE(accountIn(accessClaims, idClaims, "\"\""), u"id-account"_s);
        QCOMPARE(accountIn(accessClaims, "{}", "null"), u"access-account"_s);
        QCOMPARE(accountIn("{\"chatgpt_account_id\":\"top\",\"https://api.openai.com/auth\":"
                           "{\"chatgpt_account_id\":\"inner\"}}",
                           "{}", "null"),
                 u"top"_s);
        QCOMPARE(accountIn("{\"https://api.openai.com/auth\":{\"organizations\":[{\"id\":\"org-EXAMPLE\"}]}}",
                           "{}", "null"),
                 u"org-EXAMPLE"_s);
        QCOMPARE(accountIn("{}", "{}", "null"), QString());
    }

    void takesNothingFromBrokenTokens_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("no dots") << QByteArray("fake");
        QTest::newRow("one dot") << QByteArray("fake.fake");
        QTest::newRow("no base64") << QByteArray("fake.%%%.fake");
        QTest::newRow("no JSON") << QByteArray("fake.ZmFrZQ.fake");
        QTest::newRow("no object") << fakeJwt("[1]");
        QTest::newRow("expiry as text") << fakeJwt("{\"exp\":\"soon\"}");
        QTest::newRow("expiry below zero") << fakeJwt("{\"exp\":-5}");
        QTest::newRow("expiry too far") << fakeJwt("{\"exp\":1e300}");
        QTest::newRow("claim of another type") << fakeJwt("{\"https://api.openai.com/auth\":[]}");
        QTest::newRow("too long") << fakeJwt("{\"exp\":1793864000,\"x\":\"" + QByteArray(70000, 'x') + "\"}");
    }

    void takesNothingFromBrokenTokens()
    {
        QFETCH(const QByteArray, token);
        QCOMPARE(codex::claimsOf(Secret(token)), codex::Claims());
    }

    void tellsModesApart_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QByteArray>("token"); // empty: no login that can be used
        const QByteArray both = "\"OPENAI_API_KEY\":\"fake-key\",\"tokens\":{\"access_token\":\"fake\"}";
        const QByteArray key = "\"OPENAI_API_KEY\":\"fake-key\"";
        const auto row = [](const char *name, const QByteArray &members, const QByteArray &token) {
            QTest::newRow(name) << members << token;
        };
        row("both, ChatGPT by name", "\"auth_mode\":\"chatgpt\"," + both, "fake");
        row("both, spelled otherwise", "\"auth_mode\":\"Chat_GPT\"," + both, "fake");
        row("both, key by name", "\"auth_mode\":\"apikey\"," + both, "fake-key");
        row("both, key spelled otherwise", "\"auth_mode\":\"API-Key\"," + both, "fake-key");
        row("both, unnamed: the subscription", both, "fake");
        row("both, named null", "\"auth_mode\":null," + both, "fake");
        row("key alone", key, "fake-key");
        row("key and empty tokens", key + ",\"tokens\":{\"access_token\":\"\"}", "fake-key");
        row("tokens of a host app", "\"auth_mode\":\"chatgptAuthTokens\"," + both, "fake");
        row("ChatGPT without tokens", "\"auth_mode\":\"chatgpt\"," + key, "");
        row("tokens null", "\"auth_mode\":\"chatgpt\",\"tokens\":null", "");
        row("no access token", "\"auth_mode\":\"chatgpt\",\"tokens\":{\"access_token\":null}", "");
        row("key null", "\"auth_mode\":\"apikey\",\"OPENAI_API_KEY\":null", "");
        row("agent by name", "\"auth_mode\":\"agent_identity\"," + both, "");
        row("agent alone", "\"agent_identity\":\"fake\",\"OPENAI_API_KEY\":null", "");
        row("personal access token", "\"personal_access_token\":\"fake\"", "");
        row("a mode to come", "\"auth_mode\":\"headers\"," + both, "");
        row("nothing", "", "");
    }

    void tellsModesApart()
    {
        QFETCH(const QByteArray, members);
        QFETCH(const QByteArray, token);
        const auto tokens = codex::parseCredentials('{' + members + '}');
        if (token.isEmpty()) {
            QVERIFY(!tokens);
            QVERIFY(tokens.error().code == ErrorCode::CredentialMissing);
            QVERIFY(!tokens.error().detail.contains("fake"_L1));
            return;
        }
        QVERIFY(tokens);
        QCOMPARE(tokens->accessToken.reveal(), token);
        QCOMPARE(tokens->kind == LoginKind::ApiKey, token == "fake-key");
    }

    void aKeyNamesNoAccount()
    {
        const auto tokens =
            codex::parseCredentials("{\"auth_mode\":\"apikey\",\"OPENAI_API_KEY\":\"fake-key\","
                                    "\"tokens\":{\"account_id\":\"a\",\"refresh_token\":\"r\"}}");
        QVERIFY(tokens);
        QVERIFY(tokens->requestHeaders.isEmpty());
        QVERIFY(tokens->refreshToken.isEmpty());
    }

    void refusesDamagedFiles()
    {
        for (const auto *json : {"", "{", "[]", "\"x\"", "{\"auth_mode\":\"chatgpt\",\"tokens\":[]}"}) {
            const auto tokens = codex::parseCredentials(json);
            QVERIFY2(!tokens, json);
            QVERIFY2(tokens.error().code == ErrorCode::InvalidInput, json);
        }
        for (const auto *json :
             {"{\"tokens\":{\"access_token\":\"fake\\ntoken\"}}",
              "{\"tokens\":{\"access_token\":\"fake\",\"account_id\":\"fake\\r\\nX-Injected: 1\"}}",
              "{\"auth_mode\":\"apikey\",\"OPENAI_API_KEY\":\"fake\\u0000key\"}"}) {
            const auto tokens = codex::parseCredentials(json);
            QVERIFY2(!tokens, json);
            QVERIFY2(tokens.error().code == ErrorCode::InvalidInput, json);
            QVERIFY2(!tokens.error().detail.contains("fake"_L1), json);
        }
        const TokenSet fresh{.accessToken = Secret("fake")};
        for (const auto *json : {"", "{", "[]", "{\"tokens\":null}"}) {
            const auto text = codex::updatedCredentials(json, fresh);
            QVERIFY2(!text, json);
            QVERIFY2(text.error().code == ErrorCode::InvalidInput, json);
        }
    }

    void changesTheTokensOnly()
    {
        const auto before = captured(u"codex/auth.json"_s);
        const TokenSet fresh{.accessToken = Secret("fake-access-token-2"),
                             .refreshToken = Secret("fake-refresh-token-2"),
                             .idToken = Secret("fake-id-token-2"),
                             .refreshedAt = now + 7ms,
                             .accountId = u"ignored"_s};
        const auto text = codex::updatedCredentials(before, fresh);
        QVERIFY(text);
        QCOMPARE(QString::fromUtf8(*text), QString::fromUtf8(captured(u"codex/auth_renewed.json"_s)));
    }

    void keepsOrderDigitsAndLines()
    {
        const QByteArray before("{\n\t\"zoom\": 1.10, \"tokens\": {\n\t\t\"refresh_token\": \"fake-r\",\n"
                                "\t\t\"big\": 12345678901234567890,\n\t\t\"access_token\":\"fake-a\"\n\t},\n"
                                "\t\"\\u0061\": \"\\u00e4\"\n}\n");
        const auto text = codex::updatedCredentials(
            before, {.accessToken = Secret("fake-a-2"), .refreshToken = Secret("fake-r-2")});
        QVERIFY(text);
        auto expected = before;
        QCOMPARE(*text, expected.replace("fake-a\"", "fake-a-2\"").replace("fake-r\"", "fake-r-2\""));
    }

    void keepsWhatIsNotKnown()
    {
        const auto before = captured(u"codex/auth.json"_s);
        const auto text = codex::updatedCredentials(before, {.accessToken = Secret("fake-access-token")});
        QVERIFY(text);
        QCOMPARE(*text, before);
    }

    void addsMembersThatWereMissing()
    {
        const auto text = codex::updatedCredentials(
            "{\"tokens\":{\"access_token\":\"old\"}}",
            {.accessToken = Secret("fake"), .refreshToken = Secret("fake-2"), .refreshedAt = now});
        QVERIFY(text);
        QCOMPARE(*text,
                 QByteArray("{\"tokens\":{\"access_token\":\"fake\",\"refresh_token\":\"fake-2\"},"
                            "\"last_refresh\":\"2026-10-26T07:33:20.000Z\"}"));
    }
};

QTEST_APPLESS_MAIN(TestCodexCredentials)
#include "tst_codex_credentials.moc"
