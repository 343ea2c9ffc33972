// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/http/connection_pool.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_stream.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

class TestConnectionPool : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_pool = std::make_unique<http::ConnectionPool>(
            http::ConnectionPool::Limits{.idlePerEndpoint = 2, .idleTimeout = 60s}, m_clock, nullptr);
        m_peers.clear();
    }

    void newestIsTakenFirst()
    {
        auto *older = put(m_here);
        auto *newer = put(m_here);
        auto *elsewhere = put(m_there);
        QCOMPARE(m_pool->idleCount(), 3);
        QCOMPARE(take(m_here), newer);
        QCOMPARE(take(m_here), older);
        QCOMPARE(take(m_here), nullptr);
        QCOMPARE(take(m_there), elsewhere);
    }

    void oldestLeavesAtTheLimit()
    {
        const QPointer<ByteStream> oldest = put(m_here);
        put(m_here);
        put(m_here);
        put(m_there);
        QCOMPARE(m_pool->idleCount(), 3);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!oldest);
    }

    void idleTimeIsLimited()
    {
        put(m_here);
        m_clock.advance(30s);
        auto *younger = put(m_here);
        m_clock.advance(30s);
        QCOMPARE(m_pool->idleCount(), 1);
        QCOMPARE(take(m_here), younger);
        m_clock.advance(60s); // the taken one is not ours to end
        QVERIFY(younger->isOpen());
    }

    void endedOrTalkativeConnectionsLeave_data()
    {
        QTest::addColumn<QString>("what");
        for (const auto &what : {u"end"_s, u"failure"_s, u"unasked bytes"_s})
            QTest::newRow(qPrintable(what)) << what;
    }

    void endedOrTalkativeConnectionsLeave()
    {
        QFETCH(const QString, what);
        auto *kept = put(m_here);
        auto *stream = put(m_here);
        if (what == "end"_L1)
            m_peers.back()->close();
        else if (what == "failure"_L1)
            stream->breakWith({ErrorCode::UpstreamClosed, u"reset"_s});
        else
            m_peers.back()->write("408");
        QTRY_COMPARE(m_pool->idleCount(), 1);
        QCOMPARE(take(m_here), kept);
    }

    void onlyQuietOpenConnectionsAreKept()
    {
        auto [stream, peer] = MemoryStream::createPair();
        peer->write("left over");
        QTRY_VERIFY(stream->bytesAvailable() > 0);
        m_pool->put(m_here, stream.release());
        QCOMPARE(m_pool->idleCount(), 0);
        QCOMPARE(take(m_here), nullptr);
    }

    void clearEndsAll()
    {
        put(m_here);
        put(m_there);
        m_pool->clear();
        QCOMPARE(m_pool->idleCount(), 0);
        QCOMPARE(m_clock.pendingDeadlines(), 0);
        QTRY_VERIFY(!m_peers.front()->isOpen() && !m_peers.back()->isOpen());
    }

private:
    MemoryStream *put(const Endpoint &endpoint)
    {
        auto [stream, peer] = MemoryStream::createPair();
        m_peers.push_back(std::move(peer));
        m_pool->put(endpoint, stream.get());
        return stream.release();
    }
    ByteStream *take(const Endpoint &endpoint)
    {
        m_taken.emplace_back(m_pool->take(endpoint));
        return m_taken.back().get();
    }

    const Endpoint m_here{.host = u"here.example"_s};
    const Endpoint m_there{.host = u"there.example"_s};
    FakeClock m_clock;
    std::unique_ptr<http::ConnectionPool> m_pool;
    std::vector<std::unique_ptr<MemoryStream>> m_peers;
    std::vector<std::unique_ptr<ByteStream>> m_taken;
};

QTEST_GUILESS_MAIN(TestConnectionPool)
#include "tst_connection_pool.moc"
