// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/snapshot_json.h"
#include "engine/transport/byte_stream.h"
#include "tests/support/gateway_bench.h"

#include <QtCore/QJsonArray>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray hello = "{\"model\":\"claude-sonnet-4-6\",\"messages\":[]}";

int ask(GatewayBench &bench)
{
    return bench.ask(messageRequest(hello)).head.status;
}

QJsonObject accountJson(GatewayBench &bench, qsizetype index)
{
    return toJson(bench.snapshot()).value(u"accounts"_s).toArray().at(index).toObject();
}

bool areAllUnreachable(GatewayBench &bench)
{
    const auto accounts = bench.snapshot().accounts;
    return std::ranges::all_of(accounts, [](const AccountSnapshot &account) {
        return account.phase == AccountPhase::Unreachable
            && account.fault.kind == AccountFault::Kind::ProviderUnreachable;
    });
}

bool isAnyUnreachable(GatewayBench &bench)
{
    const auto accounts = bench.snapshot().accounts;
    return std::ranges::any_of(accounts, [](const AccountSnapshot &account) {
        return account.phase == AccountPhase::Unreachable || !account.problem.isEmpty();
    });
}

} // namespace

class TestOutage : public QObject
{
    Q_OBJECT

private slots:
    void aProviderThatRefusesConnectionsIsShownUntilItAnswers()
    {
        GatewayBench bench({u"a"_s, u"b"_s}, GatewayBench::Wire::Loopback);
        bench.upstream.stopListening();
        QCOMPARE(ask(bench), 502);
        QVERIFY(!isAnyUnreachable(bench)); // it may pass
        bench.clock.advance(5s);
        const QSignalSpy changed(&bench.roster, &Roster::changed);
        QCOMPARE(ask(bench), 502);
        QVERIFY(!changed.isEmpty());
        QVERIFY(areAllUnreachable(bench)); // and not only the account that was chosen
        const auto shown = accountJson(bench, 1);
        QCOMPARE(shown.value(u"state"_s).toString(), u"unreachable"_s);
        QVERIFY(shown.value(u"provider_unreachable"_s).toBool());
        QVERIFY2(
            shown.value(u"problem"_s).toString().startsWith(u"no connection to the provider: 127.0.0.1"_s),
            qPrintable(shown.value(u"problem"_s).toString()));
        QCOMPARE(ask(bench), 502); // it is tried, and no account is passed over

        QVERIFY(bench.upstream.listen());
        bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(ask(bench), 200);
        QCOMPARE(bench.attempts(), QByteArrayList{"a"});
        QVERIFY(!isAnyUnreachable(bench));
        QVERIFY(!accountJson(bench, 1).value(u"provider_unreachable"_s).toBool(true));
    }

    void aFailureThatPassesIsNotShown()
    {
        GatewayBench bench({u"a"_s}, GatewayBench::Wire::Loopback);
        bench.upstream.play({{answerWire(200, "ok")}, FakeUpstream::Ending::Close});
        bench.upstream.stopListening();
        QCOMPARE(ask(bench), 502);
        QVERIFY(bench.upstream.listen());
        QCOMPARE(ask(bench), 200);
        bench.settle(); // the connection has ended
        bench.upstream.stopListening();
        bench.clock.advance(1min);
        QCOMPARE(ask(bench), 502);
        QVERIFY(!isAnyUnreachable(bench));
    }

    //! The network is back, and with it a connection that nobody had to dial.
    void anAnswerOverAKeptConnectionEndsIt()
    {
        GatewayBench bench({u"a"_s}, GatewayBench::Wire::Loopback);
        for (int i = 0; i < 2; ++i)
            bench.upstream.play(answerWire(200, "ok"));
        QCOMPARE(ask(bench), 200);
        bench.upstream.stopListening();
        const auto upstream = bench.providers.all().front()->upstream({});
        for (int i = 0; i < 2; ++i) {
            const std::unique_ptr<DialJob> job(bench.dialer.dial(upstream, nullptr));
            bool isRefused = false;
            connect(job.get(), &DialJob::finished, this,
                    [&isRefused](const ByteStream *stream) { isRefused = stream == nullptr; });
            QVERIFY(bench.until([&isRefused] { return isRefused; }));
            bench.clock.advance(5s);
        }
        QVERIFY(areAllUnreachable(bench));
        QCOMPARE(ask(bench), 200);
        QCOMPARE(bench.upstream.connectionCount(), 1);
        QVERIFY(!isAnyUnreachable(bench));
    }
};

QTEST_GUILESS_MAIN(TestOutage)
#include "tst_outage.moc"
