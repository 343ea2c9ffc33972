// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/file_home.h"
#include "engine/accounts/usage_poller.h"
#include "engine/providers/claude/claude_oauth.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"
#include "tests/support/fake_upstream.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray usagePath = "/api/oauth/usage";
const QByteArray profilePath = "/api/oauth/profile";
const QByteArray usage = answerWire(200, R"({"five_hour":{"utilization":37.0,"resets_at":null}})");
const QByteArray profile =
    answerWire(200, R"({"account":{"uuid":"1"},"organization":{"organization_type":"claude_max"}})");

QString writeLogin(const QTemporaryDir &directory, const char *scopes, SystemTime now)
{
    const auto path = directory.filePath(u"credentials.json"_s);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(
            R"({"claudeAiOauth":{"accessToken":"fake-access-a","refreshToken":"fake-refresh-a","expiresAt":)"
            + QByteArray::number(toUnixMilliseconds(now + 24h * 30)) + R"(,"scopes":[)" + scopes + "]}}");
    }
    return path;
}

ProviderSettings local()
{
    return {.urls = {{u"api_url"_s, u"http://127.0.0.1:1"_s},
                     {u"oauth_token_url"_s, u"http://127.0.0.1:1/token"_s}}};
}

struct Fixture
{
    explicit Fixture(const char *scopes = R"("user:inference","user:profile")")
        : credential({.home = std::make_unique<FileHome>(writeLogin(directory, scopes, clock.now()), oauth,
                                                         clock, nullptr),
                      .recoveryFile = directory.filePath(u"own/kept.json"_s)},
                     oauth, upstream, clock, random, nullptr)
        , poller(credential, oauth, {upstream}, clock, random, nullptr)
        , learned(&poller, &UsagePoller::usageLearned)
        , identified(&poller, &UsagePoller::identityLearned)
    {
    }

    //! Lets time pass, and everything that is due happen.
    void pass(milliseconds duration)
    {
        clock.advance(duration);
        for (int turn = 0; turn < 100; ++turn) {
            clock.advance(0ms);
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }
    qsizetype polls() const { return upstream.requests(usagePath).size(); }

    FakeClock clock;
    FakeRandom random;
    FakeUpstream upstream{clock};
    QTemporaryDir directory;
    ClaudeOAuthProfile oauth{local()};
    Credential credential;
    UsagePoller poller;
    QSignalSpy learned;
    QSignalSpy identified;
};

} // namespace

class TestUsagePoller : public QObject
{
    Q_OBJECT

private slots:
    void asksAnewWhoseLoginItIs()
    {
        Fixture fixture;
        for (int i = 0; i < 2; ++i) {
            fixture.upstream.play(usage, usagePath);
            fixture.upstream.play(profile, profilePath);
        }
        fixture.poller.start(60min);
        fixture.pass(0ms);
        fixture.pass(2min);
        QCOMPARE(fixture.identified.count(), 1);
        fixture.poller.noteNewLogin();
        fixture.pass(2min);
        QCOMPARE(fixture.identified.count(), 2);
    }

    //! Whoever hears that the owner is another one forgets the numbers known so far.
    void saysWhoseNumbersTheyAreBeforeItTellsThem()
    {
        Fixture fixture;
        QStringList told;
        connect(&fixture.poller, &UsagePoller::identityLearned, this, [&told] { told.append(u"owner"_s); });
        connect(&fixture.poller, &UsagePoller::usageLearned, this, [&told] { told.append(u"usage"_s); });
        for (int i = 0; i < 2; ++i) {
            fixture.upstream.play(usage, usagePath);
            fixture.upstream.play(profile, profilePath);
        }
        fixture.poller.start(60min);
        fixture.pass(0ms);
        QCOMPARE(told, (QStringList{u"owner"_s, u"usage"_s}));
        fixture.poller.noteNewLogin();
        fixture.pass(2min);
        QCOMPARE(told, (QStringList{u"owner"_s, u"usage"_s, u"owner"_s, u"usage"_s}));
    }

    void numbersAreToldAlsoWhereNobodySaysWhoseTheyAre()
    {
        Fixture fixture;
        fixture.upstream.play(usage, usagePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        fixture.pass(15s); // the profile's time-out
        QCOMPARE(fixture.learned.count(), 1);
        QCOMPARE(fixture.identified.count(), 0);
    }

    void anAnswerAboutTheLoginBeforeIsNotWaitedFor()
    {
        Fixture fixture;
        fixture.upstream.play(usage, usagePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        QCOMPARE(fixture.upstream.requests(profilePath).size(), 1); // and no answer
        fixture.poller.noteNewLogin();
        fixture.pass(0ms);
        QCOMPARE(fixture.upstream.openConnections(), 0);
        fixture.upstream.play(usage, usagePath);
        fixture.upstream.play(profile, profilePath);
        fixture.pass(1min);
        QCOMPARE(fixture.learned.count(), 1);
        QCOMPARE(fixture.identified.count(), 1);
    }

    void anotherIntervalHoldsAtOnce()
    {
        Fixture fixture;
        for (int i = 0; i < 3; ++i)
            fixture.upstream.play(usage, usagePath);
        fixture.upstream.play(profile, profilePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        QCOMPARE(fixture.polls(), 1);
        fixture.poller.setInterval(10min);
        fixture.pass(9min);
        QCOMPARE(fixture.polls(), 1);
        fixture.pass(1min);
        QCOMPARE(fixture.polls(), 2);
        fixture.poller.setInterval(30min);
        fixture.pass(29min);
        QCOMPARE(fixture.polls(), 2);
        fixture.pass(1min);
        QCOMPARE(fixture.polls(), 3);
    }

    void asksAtOnceAndThenByTheInterval()
    {
        Fixture fixture;
        for (int i = 0; i < 2; ++i)
            fixture.upstream.play(usage, usagePath);
        fixture.upstream.play(profile, profilePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        QCOMPARE(fixture.learned.count(), 1);
        QCOMPARE(fixture.identified.count(), 1);
        QCOMPARE(fixture.upstream.requests(usagePath).constFirst().token(), "Bearer fake-access-a");
        fixture.pass(59min);
        QCOMPARE(fixture.polls(), 1);
        fixture.pass(1min);
        QCOMPARE(fixture.learned.count(), 2);
        QCOMPARE(fixture.upstream.requests(profilePath).size(), 1); // known by now
    }

    void doesNotAskWhileAnswersBringNumbers()
    {
        Fixture fixture;
        fixture.upstream.play(usage, usagePath);
        fixture.upstream.play(profile, profilePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        for (int minute = 0; minute < 180; minute += 5) {
            fixture.poller.noteServed();
            fixture.poller.noteHeaders();
            fixture.pass(5min);
        }
        QCOMPARE(fixture.polls(), 1);
    }

    void waitsAsTheUsageApiAsks()
    {
        Fixture fixture;
        fixture.upstream.play(answerWire(429, "{}", "retry-after: 1800\r\n"), usagePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        QCOMPARE(fixture.polls(), 1);
        fixture.pass(29min);
        QCOMPARE(fixture.polls(), 1);
        fixture.upstream.play(usage, usagePath);
        fixture.upstream.play(profile, profilePath);
        fixture.pass(2min);
        QCOMPARE(fixture.learned.count(), 1);
    }

    void failuresAreTriedAgainMoreAndMoreSlowly_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("error") << answerWire(500, "{}");
        QTest::newRow("no JSON") << answerWire(200, "<html>");
        QTest::newRow("forbidden") << answerWire(403, R"({"error":{"message":"missing scope"}})");
    }
    void failuresAreTriedAgainMoreAndMoreSlowly()
    {
        QFETCH(const QByteArray, wire);
        Fixture fixture;
        for (int i = 0; i < 20; ++i)
            fixture.upstream.play(wire, usagePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        QList<qsizetype> counts;
        for (int minute = 1; minute <= 12; ++minute) {
            fixture.pass(1min);
            counts.append(fixture.polls());
        }
        QCOMPARE(counts, (QList<qsizetype>{2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5}));
        QCOMPARE(fixture.learned.count(), 0);
        QVERIFY(fixture.upstream.requests("/token").isEmpty()); // nothing is wrong with the login
        QVERIFY(fixture.credential.current());
    }

    void silenceEndsAfterFifteenSeconds()
    {
        Fixture fixture;
        fixture.poller.start(60min);
        fixture.pass(0ms);
        QCOMPARE(fixture.upstream.openConnections(), 1);
        fixture.pass(15s);
        QCOMPARE(fixture.upstream.openConnections(), 0);
        fixture.upstream.play(usage, usagePath);
        fixture.upstream.play(profile, profilePath);
        fixture.pass(1min);
        QCOMPARE(fixture.learned.count(), 1);
    }

    void refusedTokenIsRefreshedOncePerPoll()
    {
        Fixture fixture;
        fixture.upstream.play(answerWire(401, "{}"), usagePath);
        fixture.upstream.play(answerWire(200, R"({"access_token":"fake-access-b","expires_in":28800})"),
                              "/token");
        fixture.upstream.play(answerWire(401, "{}"), usagePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        for (int i = 0; i < 20 && fixture.polls() < 2; ++i)
            fixture.pass(0ms);
        QCOMPARE(fixture.polls(), 2);
        QCOMPARE(fixture.upstream.requests(usagePath).constLast().token(), "Bearer fake-access-b");
        QCOMPARE(fixture.upstream.requests("/token").size(), 1);
    }

    void whoRefusesTheNewTokenTooGetsNoOther()
    {
        Fixture fixture;
        for (int poll = 0; poll < 10; ++poll)
            fixture.upstream.play(answerWire(401, "{}"), usagePath);
        fixture.upstream.play(answerWire(200, R"({"access_token":"fake-access-b","expires_in":288000})"),
                              "/token");
        fixture.poller.start(60min);
        for (int minute = 0; minute < 60; ++minute)
            fixture.pass(1min);
        QVERIFY(fixture.polls() > 3);
        QCOMPARE(fixture.upstream.requests("/token").size(), 1);
        QCOMPARE(fixture.credential.current()->accessToken.reveal(), QByteArray("fake-access-b"));
    }

    //! Requests find out by themselves whether the token holds (spec/claude.md 5.5).
    void aTokenThatUsageRefusesServesUntilThereIsAnother()
    {
        Fixture fixture;
        fixture.upstream.play(answerWire(401, "{}"), usagePath);
        fixture.upstream.play(answerWire(500, "{}"), "/token");
        fixture.poller.start(60min);
        for (int turn = 0; turn < 20; ++turn)
            fixture.pass(0ms);
        QCOMPARE(fixture.upstream.requests("/token").size(), 1);
        QVERIFY(fixture.credential.current());
        QCOMPARE(fixture.credential.state(), CredentialState::Available);
    }

    void loginWithoutTheScopeIsNotAsked()
    {
        Fixture fixture(R"("user:inference")");
        fixture.poller.start(60min);
        fixture.pass(2h);
        QCOMPARE(fixture.upstream.connectionCount(), 0);
    }

    void knownResetBringsAPoll()
    {
        Fixture fixture;
        fixture.upstream.play(usage, usagePath);
        fixture.upstream.play(profile, profilePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        fixture.poller.setNextReset(fixture.clock.now() + 10min);
        fixture.upstream.play(usage, usagePath);
        fixture.pass(10min);
        QCOMPARE(fixture.polls(), 1);
        fixture.pass(30s);
        QCOMPARE(fixture.polls(), 2);
    }

    void saysWhenItAsksNext()
    {
        Fixture fixture;
        QVERIFY(!fixture.poller.nextCall());
        fixture.upstream.setReachable(false);
        fixture.poller.start(60min);
        QCOMPARE(fixture.poller.nextCall(), std::optional(fixture.clock.now()));
        fixture.pass(0ms);
        QCOMPARE(fixture.poller.nextCall(), std::optional(fixture.clock.now() + 1min));
        fixture.upstream.setReachable(true);
        fixture.pass(1min);
        QVERIFY(!fixture.poller.nextCall()); // it asks, and there is no answer yet
    }

    void saysNoTimeWhereItMayNotAsk()
    {
        Fixture fixture(R"("user:inference")");
        fixture.poller.start(60min);
        fixture.pass(0ms);
        QVERIFY(!fixture.poller.nextCall());
    }

    //! Requests may tell of it long before the next poll.
    void anOutageBringsAPollSoon()
    {
        Fixture fixture;
        fixture.upstream.play(usage, usagePath);
        fixture.upstream.play(profile, profilePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        fixture.pass(5min);
        fixture.upstream.setReachable(false);
        fixture.poller.noteOutage();
        fixture.pass(0ms);
        QCOMPARE(fixture.upstream.refusedDials(), 1);
        const auto next = fixture.poller.nextCall();
        QCOMPARE(next, std::optional(fixture.clock.now() + 1min));
        fixture.poller.noteOutage(); // met again
        QCOMPARE(fixture.poller.nextCall(), next);
    }

    void aDoubtBringsAPollOnceAMinute()
    {
        Fixture fixture;
        for (int i = 0; i < 3; ++i)
            fixture.upstream.play(usage, usagePath);
        fixture.upstream.play(profile, profilePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        fixture.pass(5min);
        QCOMPARE(fixture.polls(), 1);
        fixture.poller.noteDoubt();
        fixture.pass(0ms);
        QCOMPARE(fixture.polls(), 2);
        for (int i = 0; i < 5; ++i) {
            fixture.poller.noteDoubt();
            fixture.pass(10s);
        }
        QCOMPARE(fixture.polls(), 2);
        fixture.pass(10s);
        QCOMPARE(fixture.polls(), 3);
    }

    void asksSoonAfterTheMachineSleptThroughAPoll()
    {
        Fixture fixture;
        for (int i = 0; i < 2; ++i)
            fixture.upstream.play(usage, usagePath);
        fixture.upstream.play(profile, profilePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        fixture.pass(5min);
        fixture.clock.jump(8h);
        fixture.pass(10min);
        QCOMPARE(fixture.polls(), 2);
    }

    void asksSoonAfterTheClockWasSetBack()
    {
        Fixture fixture;
        for (int i = 0; i < 2; ++i)
            fixture.upstream.play(usage, usagePath);
        fixture.upstream.play(profile, profilePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        fixture.clock.jump(-24h);
        fixture.pass(10min);
        QCOMPARE(fixture.polls(), 2);
        fixture.pass(50min);
        QCOMPARE(fixture.polls(), 2);
    }

    void aLimitedAccountIsAskedSooner()
    {
        Fixture fixture;
        for (int i = 0; i < 2; ++i)
            fixture.upstream.play(usage, usagePath);
        fixture.upstream.play(profile, profilePath);
        fixture.poller.start(60min);
        fixture.pass(0ms);
        fixture.poller.setLimited(true);
        fixture.pass(44min);
        QCOMPARE(fixture.polls(), 1);
        fixture.pass(1min);
        QCOMPARE(fixture.polls(), 2);
    }
};

QTEST_GUILESS_MAIN(TestUsagePoller)
#include "tst_usage_poller.moc"
