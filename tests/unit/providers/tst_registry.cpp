// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/providers/claude/claude_provider.h"
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
