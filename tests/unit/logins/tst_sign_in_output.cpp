// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/logins/sign_in_output.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestSignInOutput : public QObject
{
    Q_OBJECT

private slots:
    void findsTheAddress_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("links");
        QTest::addColumn<QString>("address");
        const auto row = [](const char *name, const QString &text, const QString &address,
                            const QStringList &links = {}) {
            QTest::newRow(name) << text << links << address;
        };
        row("none", u"Opening browser\n"_s, {});
        row("Claude Code 2.1.330",
            u"Opening browser to sign in…\nIf the browser didn't open, visit:\n"
            "https://claude.ai/oauth/authorize?code=true&client_id=9d1c&state=E9ar-Z_0\nPaste code here if prompted > "_s,
            u"https://claude.ai/oauth/authorize?code=true&client_id=9d1c&state=E9ar-Z_0"_s);
        row("Codex 0.169.0",
            u"Starting local login server on http://localhost:1455.\nIf your browser did not open, navigate "
            u"to this URL "
            "to authenticate:\n\nhttps://auth.openai.com/oauth/authorize?response_type=code&redirect_uri="
            "http%3A%2F%2F127.0.0.1%3A1455%2Fauth%2Fcallback&scope=openid+profile\n\nOn a remote or headless "
            "machine? "
            "Use `codex login --device-auth` instead.\n"_s,
            u"https://auth.openai.com/oauth/authorize?response_type=code&redirect_uri="
            "http%3A%2F%2F127.0.0.1%3A1455%2Fauth%2Fcallback&scope=openid+profile"_s);
        row("Codex, device code",
            u"1. Open this link in your browser and sign in to your account\n   "
            u"https://auth.openai.com/codex/device\n"
            "2. Enter this one-time code\n   ABCD-EFGH\n"_s,
            u"https://auth.openai.com/codex/device"_s);
        row("still coming", u"visit https://claude.ai/oauth/auth"_s, {});
        row("end of a sentence", u"Open https://x.example/login.\n"_s, u"https://x.example/login"_s);
        row("in brackets", u"(see <https://x.example/login>)\n"_s, u"https://x.example/login"_s);
        row("in quotes", u"\"https://x.example/login?a='b'\", please\n"_s, u"https://x.example/login?a='b"_s);
        row("a page of help first",
            u"Help: https://docs.example/cli\nOpen https://x.example/oauth/start \n"_s,
            u"https://x.example/oauth/start"_s);
        row("no word of signing in", u"Go to https://x.example/go \n"_s, u"https://x.example/go"_s);
        row("link", u"Click here"_s, u"https://x.example/oauth?a=1"_s, {u"https://x.example/oauth?a=1"_s});
        row("link to something else", u"Click here: https://x.example/oauth \n"_s,
            u"https://x.example/oauth"_s,
            {u"https://docs.example/"_s, u"file:///etc/passwd"_s, u"javascript:oauth"_s, u"https://"_s});
        row("plain HTTP", u"http://x.example/oauth \n"_s, {});
        row("own server with a path", u"http://127.0.0.1:9000/oauth/authorize?a=1 \n"_s,
            u"http://127.0.0.1:9000/oauth/authorize?a=1"_s);
        row("only begins like an own server", u"http://127.example.com/oauth/authorize?a=1 \n"_s, {});
        row("own server alone", u"http://localhost:1455/ https://localhost:1455 \n"_s, {});
    }

    void findsTheAddress()
    {
        QFETCH(const QString, text);
        QFETCH(const QStringList, links);
        QFETCH(const QString, address);
        QCOMPARE(signInAddress(text, links).toString(QUrl::FullyEncoded), address);
    }

    void masksTokens()
    {
        QCOMPARE(withoutTokens(u"your token: sk-ant-oat01-fake_fake-fake, keep it"_s),
                 u"your token: …, keep it"_s);
        QCOMPARE(withoutTokens(u"eyJfake0.eyJfake1.fake rt_fake-fake0"_s), u"… …"_s);
        QCOMPARE(withoutTokens(u"x"_s.repeated(40) + u" end"_s), u"… end"_s);
        const auto harmless = u"Enter ABCD-EFGH at https://x.example/device?user=sk-fake-fake-fake\n"_s;
        QCOMPARE(withoutTokens(harmless), harmless); // an address must work when it is opened
    }

    void quotesTheLastWords()
    {
        QCOMPARE(lastWords({}), QString());
        QCOMPARE(lastWords(u"1\n2\n\n  3\t3 \n \n4\n"_s), u"2 3 3 4"_s);
        QCOMPARE(lastWords(u"at https://x.example/cb?code=fake&state=fake failed: sk-fake-fake-fake\n"_s),
                 u"at https://x.example/cb?… failed: …"_s);
        QCOMPARE(lastWords(u"ab "_s.repeated(1000)).size(), 402);
    }
};

QTEST_APPLESS_MAIN(TestSignInOutput)
#include "tst_sign_in_output.moc"
