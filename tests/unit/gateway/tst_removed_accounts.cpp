// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/removed_accounts.h"
#include "tests/support/fake_random.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

constexpr auto now = fromUnixMilliseconds(1'800'000'000'000);
const AccountSettings account{.id = u"a"_s, .provider = u"claude"_s, .owner = {.accountId = u"ann"_s}};

//! Of an account that is limited for an hour.
OwnedLimits anHour()
{
    FakeRandom random;
    OwnedLimits result{.owner = {.accountId = u"carol"_s, .organizationId = u"o"_s, .userId = u"u"_s}};
    result.limits.refused({.kind = RefusalKind::AccountLimit, .until = now + 1h}, {}, now, random);
    return result;
}

} // namespace

class TestRemovedAccounts : public QObject
{
    Q_OBJECT

private slots:
    //! Whose login the configuration remembers says nothing about whose limits they are.
    void theirOwnerIsKeptWithThem_data()
    {
        QTest::addColumn<AccountOwner>("owner");
        QTest::newRow("known") << AccountOwner{.accountId = u"bob"_s, .userId = u"u"_s};
        QTest::newRow("not known") << AccountOwner();
    }
    void theirOwnerIsKeptWithThem()
    {
        QFETCH(const AccountOwner, owner);
        auto known = anHour();
        known.owner = owner;
        RemovedAccounts removed;
        removed.remember(account, known, now);
        RemovedAccounts restarted(removed.toJson(now), now);
        QCOMPARE(restarted.take(account), std::optional(known));
    }

    void limitsAreKeptWhileTheyHold()
    {
        RemovedAccounts removed;
        removed.remember(account, anHour(), now);
        RemovedAccounts restarted(removed.toJson(now + 30min), now + 30min);
        QCOMPARE(restarted.toJson(now + 30min).keys(), QStringList{u"a"_s});
        QVERIFY(restarted.toJson(now + 2h).isEmpty());
    }

    void theyAreThoseOfALoginNotOfAnId_data()
    {
        QTest::addColumn<AccountSettings>("comesBack");
        QTest::addColumn<bool>("isLimited");
        auto other = account;
        QTest::newRow("the same") << other << true;
        other.store = CredentialStore::Vault;
        QTest::newRow("moved") << other << true;
        other.owner = {};
        QTest::newRow("moved, its owner not known") << other << false;
        other.store = account.store;
        QTest::newRow("its owner not known") << other << true;
        other.owner.accountId = u"bob"_s;
        QTest::newRow("another owner's") << other << false;
        other = account;
        other.provider = u"codex"_s;
        QTest::newRow("another provider's") << other << false;
    }
    void theyAreThoseOfALoginNotOfAnId()
    {
        QFETCH(const AccountSettings, comesBack);
        QFETCH(const bool, isLimited);
        RemovedAccounts lastRun(QJsonObject{{u"a"_s, RemovedAccounts::toJson(account, anHour())}}, now);
        QCOMPARE(lastRun.take(comesBack), isLimited ? std::optional(anHour()) : std::nullopt);
        QVERIFY(!lastRun.take(account)); // forgotten with that
    }

    void noMoreAreKeptThanAnybodyHas()
    {
        QJsonObject running;
        for (int i = 0; i < 100; ++i)
            running.insert(QString::number(i), RemovedAccounts::toJson(account, anHour()));
        RemovedAccounts lastRun(running, now);
        auto last = account;
        last.id = u"99"_s;
        QVERIFY(lastRun.take(last)); // the configuration names those in use before any is dropped
        QCOMPARE(lastRun.toJson(now).size(), 64);
        lastRun.remember(last, anHour(), now);
        QCOMPARE(lastRun.toJson(now).size(), 64);
    }
};

QTEST_APPLESS_MAIN(TestRemovedAccounts)
#include "tst_removed_accounts.moc"
