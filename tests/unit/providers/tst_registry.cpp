// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_provider.h"
#include "engine/providers/codex/codex_provider.h"
#include "engine/providers/registry.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestRegistry : public QObject
{
    Q_OBJECT

private slots:
    void findsWhoServesARequest()
    {
        ProviderRegistry registry;
        QVERIFY(!registry.find({.method = "POST", .target = "/v1/messages"}));
        registry.add(std::make_unique<ClaudeProvider>());
        const auto *found = registry.find({.method = "POST", .target = "/v1/messages?beta=true"});
        QVERIFY(found);
        QCOMPARE(found->info().id, u"claude"_s);
        QCOMPARE(found, registry.byId(u"claude"_s));
        QVERIFY(!registry.find({.method = "POST", .target = "/v1/responses"}));
        QVERIFY(!registry.byId(u"other"_s));
        QCOMPARE(registry.all().size(), size_t(1));
    }

    void someWindowsHaveNoNameToShow()
    {
        const ClaudeProvider claude;
        QVERIFY(claude.info().isNameless(u"7d_oi"_s)); // as claude_limits.cpp takes it from a header
        QVERIFY(!claude.info().isNameless(u"Opus"_s));
        QVERIFY(!ProviderInfo().isNameless(u"7d_oi"_s));
    }

    //! A word misspelt would leave the provider's own address in force without anybody noticing.
    void whatAProviderDoesNotKnowIsNamed()
    {
        ProviderRegistry registry;
        registry.add(std::make_unique<ClaudeProvider>());
        registry.add(std::make_unique<CodexProvider>());
        const auto url = u"https://example.com"_s;
        const ProviderSettings known{.urls = {{u"api_url"_s, url}, {u"oauth_token_url"_s, url}},
                                     .headers = {{"x-a", "b"}},
                                     .caFile = u"c"_s,
                                     .userAgent = u"d"_s};
        auto claude = known;
        claude.usageUserAgent = u"e"_s;
        auto codex = known;
        codex.urls.insert(u"chatgpt_url"_s, url);
        QCOMPARE(registry.unknownSettings({{u"claude"_s, claude}, {u"codex"_s, codex}}), QStringList());
        claude.urls.insert(u"chatgpt_url"_s, url);
        claude.urls.insert(u"aip_url"_s, url);
        codex.usageUserAgent = u"e"_s;
        QCOMPARE(registry.unknownSettings({{u"claude"_s, claude}, {u"codex"_s, codex}}),
                 (QStringList{u"providers.claude.aip_url"_s, u"providers.claude.chatgpt_url"_s,
                              u"providers.codex.usage_user_agent"_s}));
    }

    void answersProbesWithoutAKey()
    {
        ProviderRegistry registry;
        registry.add(std::make_unique<ClaudeProvider>());
        const auto reply = registry.localReply({.method = "HEAD", .target = "/api/hello"});
        QVERIFY(reply);
        QCOMPARE(reply->head.status, 200);
        QVERIFY(!registry.localReply({.method = "GET", .target = "/api/hello"}));
    }
};

QTEST_APPLESS_MAIN(TestRegistry)
#include "tst_registry.moc"
