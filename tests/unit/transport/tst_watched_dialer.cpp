// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/byte_stream.h"
#include "engine/transport/watched_dialer.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_upstream.h"

#include <QtCore/QCoreApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const Endpoint api{.host = u"api.example.com"_s};

//! An upstream that is there or not, as the test says.
struct Fixture
{
    //! One dial, to its end.
    void dial(bool succeeds, const Endpoint &endpoint = api)
    {
        upstream.setReachable(succeeds);
        const std::unique_ptr<DialJob> job(dialer.dial(endpoint, nullptr));
        std::unique_ptr<ByteStream> stream;
        QObject::connect(job.get(), &DialJob::finished, job.get(),
                         [&stream](ByteStream *dialed) { stream.reset(dialed); });
        QCoreApplication::sendPostedEvents();
        QCOMPARE(stream != nullptr, succeeds);
    }
    //! `x` fails, `o` succeeds, `.` is a second.
    void play(const QByteArray &events)
    {
        for (const char event : events) {
            if (event == '.')
                clock.advance(1s);
            else
                dial(event == 'o');
        }
    }
    bool isOutage() const { return dialer.outage(api).has_value(); }

    FakeClock clock;
    FakeUpstream upstream{clock};
    WatchedDialer dialer{upstream, clock, nullptr};
};

} // namespace

class TestWatchedDialer : public QObject
{
    Q_OBJECT

private slots:
    void whatFailsAgainForAWhileIsAnOutage_data()
    {
        QTest::addColumn<QByteArray>("events");
        QTest::addColumn<bool>("isOutage");
        QTest::newRow("nobody has tried") << QByteArray("....") << false;
        QTest::newRow("one failure") << QByteArray("x......") << false;
        QTest::newRow("many at the same moment") << QByteArray("xxxxxx") << false;
        QTest::newRow("a moment later") << QByteArray("x....x") << false;
        QTest::newRow("again and again") << QByteArray("x..x...x") << true;
        QTest::newRow("a success between") << QByteArray("x...o..x") << false;
        QTest::newRow("a success at last") << QByteArray("x.....xxo") << false;
        QTest::newRow("a failure after it") << QByteArray("x.....xox") << false;
    }

    void whatFailsAgainForAWhileIsAnOutage()
    {
        QFETCH(const QByteArray, events);
        QFETCH(const bool, isOutage);
        Fixture fixture;
        fixture.play(events);
        QCOMPARE(fixture.isOutage(), isOutage);
    }

    void failuresThatLieFarApartAreNoOutage()
    {
        Fixture fixture;
        fixture.dial(false);
        fixture.clock.advance(16min);
        fixture.dial(false);
        QVERIFY(!fixture.isOutage());
        fixture.clock.advance(5s);
        fixture.dial(false);
        QVERIFY(fixture.isOutage());
        fixture.clock.advance(2h); // nobody tries
        fixture.dial(false);
        QVERIFY(fixture.isOutage());
    }

    void theLastErrorIsKept()
    {
        Fixture fixture;
        fixture.play("x.....x");
        QCOMPARE(fixture.dialer.outage(api),
                 std::optional(Error{ErrorCode::UpstreamUnreachable, u"refused"_s}));
    }

    void itsChangesAreTold()
    {
        Fixture fixture;
        const QSignalSpy changes(&fixture.dialer, &WatchedDialer::outagesChanged);
        fixture.play("xxox..");
        QCOMPARE(changes.size(), 0);
        fixture.play("...x");
        QCOMPARE(changes.size(), 1);
        fixture.play("x"); // when it is tried again may be another time now
        QCOMPARE(changes.size(), 2);
        fixture.play("oo");
        QCOMPARE(changes.size(), 3);
    }

    void aKeptConnectionThatAnswersEndsIt()
    {
        Fixture fixture;
        fixture.play("x.....x");
        fixture.dialer.noteReached({.host = u"other.example.com"_s});
        QVERIFY(fixture.isOutage());
        fixture.dialer.noteReached(api);
        QVERIFY(!fixture.isOutage());
    }

    void upstreamsAndWaysAreToldApart()
    {
        Fixture fixture;
        const Endpoint other{.host = u"other.example.com"_s};
        auto proxied = api;
        proxied.proxy = QUrl(u"socks5://127.0.0.1:1080"_s);
        fixture.upstream.refuseProxy(proxied.proxy);
        for (int i = 0; i < 2; ++i) {
            fixture.dial(false, proxied);
            fixture.dial(false, other);
            fixture.clock.advance(5s);
        }
        QVERIFY(!fixture.isOutage());
        QVERIFY(!fixture.dialer.outage(proxied));
        QVERIFY(fixture.dialer.outage(other));
    }
};

QTEST_GUILESS_MAIN(TestWatchedDialer)
#include "tst_watched_dialer.moc"
