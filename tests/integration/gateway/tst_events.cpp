// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/byte_stream.h"
#include "engine/transport/tcp_listener.h"
#include "tests/support/gateway_bench.h"
#include "tests/support/memory_stream.h"
#include "tests/support/test_certificates.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QSslConfiguration>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

const QByteArray userKey = "fake-client-key";
const QByteArray upgradeFields = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

QByteArray request(const QByteArray &fields, const QByteArray &host = "127.0.0.1:8787")
{
    return "GET /sluice/v1/events HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n";
}

QByteArray keyField(const QByteArray &key = userKey)
{
    return "Authorization: Bearer " + key + "\r\n";
}

//! A gateway behind a real listener, whose status the test decides.
class Bench
{
public:
    explicit Bench(const TestCertificates *certificates = nullptr)
    {
        bench.gateway.setSnapshotSource([this] {
            ++asked;
            EngineSnapshot result;
            result.at = bench.clock.now();
            result.state = GatewayState::Listening;
            result.pools = {{.id = u"claude"_s, .fiveHourUsed = used}, {.id = u"others"_s}};
            return result;
        });
        if (certificates && !m_listener.setTls(certificates->certificate(), certificates->key()))
            qFatal("no TLS");
        QObject::connect(&m_listener, &TcpListener::streamAccepted, &bench.gateway, &Gateway::accept);
        if (!m_listener.listen(u"127.0.0.1"_s, 0))
            qFatal("no loopback port");
    }

    void open(QWebSocket &socket, const QString &scheme = u"ws"_s)
    {
        QNetworkRequest upgrade(
            QUrl(u"%1://127.0.0.1:%2/sluice/v1/events"_s.arg(scheme).arg(m_listener.port())));
        upgrade.setRawHeader("x-api-key", userKey);
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &text) { texts.append(text); });
        socket.open(upgrade);
    }
    void change(Percent utilization)
    {
        used = utilization;
        emit bench.gateway.changed();
    }
    //! What the last message says about our pool.
    double lastUsed() const
    {
        const auto pools =
            QJsonDocument::fromJson(texts.last().toUtf8()).object().value("pools"_L1).toArray();
        return pools.size() == 1 ? pools.first()["five_hour"_L1]["utilization"_L1].toDouble() : -1;
    }

    GatewayBench bench;
    Percent used{10};
    QStringList texts;
    int asked = 0;

private:
    SystemClock m_clock;
    TcpListener m_listener{m_clock, nullptr};
};

} // namespace

class TestEvents : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheStatusAtOnceAndOnChange_data()
    {
        QTest::addColumn<bool>("isTls");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }
    void tellsTheStatusAtOnceAndOnChange()
    {
        QFETCH(const bool, isTls);
        const TestCertificates certificates;
        QVERIFY2(certificates.isValid(), "the openssl program is needed");
        Bench bench(isTls ? &certificates : nullptr);
        QWebSocket socket;
        auto tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(QSslCertificate::fromPath(certificates.authority()));
        socket.setSslConfiguration(tls);
        bench.open(socket, isTls ? u"wss"_s : u"ws"_s);
        QTRY_COMPARE(bench.texts.size(), 1);
        QCOMPARE(bench.lastUsed(), 10.0);
        QVERIFY(!bench.texts.first().contains(u"others"_s));

        bench.bench.clock.advance(250ms);
        bench.change(Percent{20});
        QTRY_COMPARE(bench.texts.size(), 2);
        QCOMPARE(bench.lastUsed(), 20.0);
    }

    void changesAreGathered()
    {
        Bench bench;
        QWebSocket socket;
        bench.open(socket);
        QTRY_COMPARE(bench.texts.size(), 1);
        for (int i = 1; i <= 50; ++i)
            bench.change(Percent(i));
        bench.bench.clock.advance(249ms);
        QSignalSpy pongs(&socket, &QWebSocket::pong);
        socket.ping("all said?");
        QTRY_COMPARE(pongs.size(), 1); // what was said before has come
        QCOMPARE(bench.texts.size(), 1);
        bench.bench.clock.advance(1ms);
        QTRY_COMPARE(bench.texts.size(), 2);
        QCOMPARE(bench.lastUsed(), 50.0);
    }

    void nothingNewIsNotSaid()
    {
        Bench bench;
        QWebSocket socket;
        bench.open(socket);
        QTRY_COMPARE(bench.texts.size(), 1);
        bench.bench.clock.advance(1s);
        const int before = bench.asked;
        bench.change(Percent{10});
        QCOMPARE(bench.asked, before + 1);
        bench.change(Percent{11});
        QTRY_COMPARE(bench.texts.size(), 2);
        QCOMPARE(bench.lastUsed(), 11.0);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<int>("status");
        QTest::newRow("accepted") << request(keyField() + upgradeFields) << 101;
        QTest::newRow("no token") << request(upgradeFields) << 401;
        QTest::newRow("wrong token") << request(keyField("fake-other-key") + upgradeFields) << 401;
        QTest::newRow("web page") << request(keyField() + upgradeFields + "Origin: https://example.com\r\n")
                                  << 403;
        QTest::newRow("web page on loopback")
            << request(keyField() + upgradeFields + "Origin: http://127.0.0.1:8787\r\n") << 403;
        QTest::newRow("cross-site") << request(keyField() + upgradeFields + "Sec-Fetch-Site: cross-site\r\n")
                                    << 403;
        QTest::newRow("foreign host") << request(keyField() + upgradeFields, "example.com") << 421;
        QTest::newRow("no upgrade") << request(keyField()) << 426;
        QTest::newRow("old version") << request(
            keyField() + QByteArray(upgradeFields).replace("Version: 13", "Version: 8"))
                                     << 426;
        QTest::newRow("short key") << request(keyField() + QByteArray(upgradeFields).replace("dGhl", ""))
                                   << 400;
    }
    void refusals()
    {
        QFETCH(const QByteArray, wire);
        QFETCH(const int, status);
        GatewayBench bench;
        const auto client = bench.connect();
        client->send(wire);
        QVERIFY(bench.until([&] { return client->received().contains("\r\n\r\n"); }));
        QVERIFY2(client->received().startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '),
                 client->received().constData());
        QVERIFY(!client->received().toLower().contains("access-control"));
        if (wire.contains("Version: 8"))
            QVERIFY(client->received().contains("Sec-WebSocket-Version: 13"));
        const bool isSpoken = status == 426 || status == 101; // and said so (RFC 9110, 15.5.22)
        QCOMPARE(client->received().contains("\r\nUpgrade: websocket\r\n"), isSpoken);
        QCOMPARE(client->received().toLower().contains("\r\nconnection: upgrade\r\n"), isSpoken);
    }

    void drainingSaysGoodbye()
    {
        Bench bench;
        QWebSocket socket;
        bench.open(socket);
        QTRY_COMPARE(bench.texts.size(), 1);
        bool drained = false;
        connect(&bench.bench.gateway, &Gateway::drained, this, [&drained] { drained = true; });
        bench.bench.gateway.drain();
        QVERIFY(!drained);
        QTRY_COMPARE(socket.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
        QTRY_VERIFY(drained);
        QCOMPARE(bench.bench.gateway.connectionCount(), 0);
    }

    void aFeedThatOpensWhileDrainingIsNoneForEver()
    {
        GatewayBench bench;
        const auto client = bench.connect();
        const auto wire = request(keyField() + upgradeFields);
        client->send(wire.first(40));
        bench.settle(); // half of the head is there
        bench.gateway.drain();
        QVERIFY(!client->hasEnded());
        client->send(wire.sliced(40));
        QVERIFY(bench.until([&] { return client->received().contains("The gateway is stopping."); }));
        client->leave();
        QVERIFY(bench.until([&] { return bench.gateway.connectionCount() == 0; }));
    }

    void removedUserHearsNoMore()
    {
        Bench bench;
        QWebSocket socket;
        bench.open(socket);
        QTRY_COMPARE(bench.texts.size(), 1);
        bench.bench.gateway.setAccess(
            {OriginCheck({u"127.0.0.1"_s}, {}, {}), ClientKeyCheck({}, ClientKeyCheck::Mode::Required), {}});
        QTRY_COMPARE(socket.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
        QTRY_COMPARE(bench.bench.gateway.connectionCount(), 0);
    }

    void whatTheClientSaysIsIgnoredUpTo4KiB()
    {
        Bench bench;
        QWebSocket socket;
        bench.open(socket);
        QTRY_COMPARE(bench.texts.size(), 1);
        socket.sendTextMessage(QString(4096, u'x'));
        socket.sendBinaryMessage("x");
        bench.bench.clock.advance(250ms);
        bench.change(Percent{20});
        QTRY_COMPARE(bench.texts.size(), 2);
        socket.sendTextMessage(QString(4097, u'x'));
        QTRY_COMPARE(socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
        QTRY_COMPARE(bench.bench.gateway.connectionCount(), 0);
    }

    void clientThatLeavesIsForgotten()
    {
        Bench bench;
        QWebSocket socket;
        bench.open(socket);
        QTRY_COMPARE(bench.texts.size(), 1);
        QCOMPARE(bench.bench.gateway.connectionCount(), 1);
        socket.abort();
        QTRY_COMPARE(bench.bench.gateway.connectionCount(), 0);
    }

    void slowReaderGetsTheNewestLater()
    {
        GatewayBench bench;
        int count = 0;
        bench.gateway.setSnapshotSource([&count] {
            EngineSnapshot result;
            result.pools = {{.id = u"claude"_s, .strategy = QString(100'000, QChar(u'a' + count % 26))}};
            ++count;
            return result;
        });
        auto ends =
            MemoryStream::createPair({.delivery = MemoryStream::Delivery::Queued, .capacity = 64 * 1024});
        const auto &near = ends.first;
        bench.gateway.accept(ends.second.release());
        near->write(request(keyField() + upgradeFields));
        QVERIFY(bench.until([&] { return count == 1; }));
        for (int i = 0; i < 100; ++i) {
            emit bench.gateway.changed();
            bench.clock.advance(250ms);
        }
        QVERIFY2(count > 5 && count < 20, qPrintable(QString::number(count))); // some 1 MiB waits, not 10
        const int before = count;
        QByteArray received;
        QVERIFY(bench.until([&] {
            const auto bytes = near->readAll();
            received += bytes;
            bench.clock.advance(250ms);
            return bytes.isEmpty() && count > before;
        }));
        QCOMPARE(count, before + 1);
    }
};

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_events.moc"
