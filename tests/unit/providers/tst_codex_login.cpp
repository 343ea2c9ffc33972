// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/codex/codex_oauth.h"
#include "tests/unit/providers/captured.h"
#include "tests/unit/providers/fake_jwt.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const CodexOAuthProfile profile;

QByteArray authClaims(const QByteArray &members, const QByteArray &top = {})
{
    return '{' + top + "\"https://api.openai.com/auth\":{" + members + "}}";
}

AccountOwner ownerWith(const QByteArray &accessClaims, const QByteArray &idClaims)
{
    const auto tokens = profile.parseCredentials("{\"tokens\":{\"access_token\":\"" + fakeJwt(accessClaims)
                                                 + "\",\"id_token\":\"" + fakeJwt(idClaims) + "\"}}");
    return tokens ? profile.ownerOf(*tokens, {}) : AccountOwner{.accountId = u"none read"_s};
}

} // namespace

class TestCodexLogin : public QObject
{
    Q_OBJECT

private slots:
    void theFileIsTheLogin()
    {
        const auto file = captured(u"codex/auth.json"_s);
        QCOMPARE(profile.loginIn(file).value_or({}), file);
        QCOMPARE(profile.fileWithLogin("", file).value_or({}), file);
        QCOMPARE(profile.fileWithLogin("{\"OPENAI_API_KEY\":\"fake\",\"x\":1}", file).value_or({}), file);
        QCOMPARE(profile.fileWithLogin("{\"OPENAI_API_KEY\":null}", file).value_or({}), file);
        QCOMPARE(profile.fileWithoutLogin(file), Result<QByteArray>(QByteArray()));
        QCOMPARE(profile.fileWithoutLogin(""), Result<QByteArray>(QByteArray()));
    }

    void neverWritesOverWhatItCannotGiveBack()
    {
        const auto login = captured(u"codex/auth.json"_s);
        for (const auto *file : {"{", "[]", "{\"auth_mode\":\"agentIdentity\",\"agent_identity\":\"fake\"}",
                                 "{\"personal_access_token\":\"fake\"}"}) {
            for (const auto &text : {profile.fileWithLogin(file, login), profile.fileWithoutLogin(file)}) {
                QVERIFY2(!text, file);
                QCOMPARE(text.error().code, ErrorCode::InvalidInput);
                QVERIFY2(!text.error().detail.contains("fake"_L1), file);
            }
        }
        QCOMPARE(profile.fileWithLogin("", "{}").error().code, ErrorCode::CredentialMissing);
    }

    void knowsTheOwner()
    {
        const auto account = QByteArray("\"chatgpt_account_id\":\"a-1\"");
        const AccountOwner owner{
            .accountId = u"a-1"_s, .userId = u"user-1"_s, .email = u"user@example.com"_s};
        QCOMPARE(ownerWith("{}",
                           authClaims(account + ",\"chatgpt_user_id\":\"user-1\",\"user_id\":\"other\"",
                                      "\"email\":\"user@example.com\",")),
                 owner);
        QCOMPARE(ownerWith(authClaims(account + ",\"user_id\":\"user-1\"",
                                      "\"https://api.openai.com/profile\":{\"email\":\"user@example.com\"},"),
                           "{}"),
                 owner);
        QCOMPARE(ownerWith("{}", "{}"), AccountOwner());
    }

    void aKeyIsNobodys()
    {
        const auto key = profile.parseCredentials(
            "{\"auth_mode\":\"apikey\",\"OPENAI_API_KEY\":\"fake\",\"tokens\":{\"account_id\":\"a\"}}");
        QVERIFY(key);
        QCOMPARE(profile.ownerOf(*key, {}), AccountOwner());
    }

    void takesAPastedKey()
    {
        for (const auto *pasted :
             {"sk-proj-fake_1", " sk-proj-fake_1\n", "\"sk-proj-fake_1\"", "' sk-proj-fake_1'"}) {
            const auto document = profile.loginFromPasted(Secret(pasted));
            QVERIFY2(document, pasted);
            QCOMPARE(*document,
                     QByteArray("{\"auth_mode\":\"apikey\",\"OPENAI_API_KEY\":\"sk-proj-fake_1\"}"));
            const auto tokens = profile.parseCredentials(*document);
            QVERIFY(tokens && tokens->kind == LoginKind::ApiKey);
            QVERIFY(!profile.canRefresh(*tokens) && !profile.canPollUsage(*tokens));
        }
    }

    void refusesWhatIsNoKey()
    {
        for (const auto *pasted :
             {"", "sk-", "fake", "sk-ant-api03-fake", "sk-fa ke", "sk-fa\nke", "sk-f\xc3\xa4ke",
              "eyJfake.fake.fake", "{\"OPENAI_API_KEY\":\"sk-fake\"}"}) {
            const auto document = profile.loginFromPasted(Secret(pasted));
            QVERIFY2(!document, pasted);
            QCOMPARE(document.error().code, ErrorCode::InvalidInput);
            QVERIFY(document.error().detail.contains("starts with sk-"_L1));
            QVERIFY(!document.error().detail.contains("fa"_L1));
        }
    }
};

QTEST_APPLESS_MAIN(TestCodexLogin)
#include "tst_codex_login.moc"
