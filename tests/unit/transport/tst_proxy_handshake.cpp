// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/transport/proxy_handshake.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<ProxyHandshake> handshake(const QString &proxy, const QString &host = u"api.example.com"_s)
{
    return *ProxyHandshake::create(QUrl(proxy), host, 443);
}

} // namespace

class TestProxyHandshake : public QObject
{
    Q_OBJECT

private slots:
    void connectNamesTargetAndLogin()
    {
        QCOMPARE(handshake(u"http://ann:s%3Acret@proxy:3128"_s)->greeting(),
                 "CONNECT api.example.com:443 HTTP/1.1\r\nHost: api.example.com:443\r\n"
                 "Proxy-Authorization: Basic "
                     + "ann:s:cret"_ba.toBase64() + "\r\n\r\n");
    }

    void connectTakesTheHeadAlone()
    {
        const auto http = handshake(u"http://proxy:3128"_s);
        const auto answer = "HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n"_ba;
        for (qsizetype cut = 0; cut < answer.size(); ++cut)
            QCOMPARE(http->advance(answer.first(cut)), ProxyHandshake::Step{});
        const auto step = http->advance(answer + "early");
        QCOMPARE(step->consumed, answer.size());
        QVERIFY(step->isDone);
    }

    void connectRefusals_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("login") << "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"_ba;
        QTest::newRow("forbidden") << "HTTP/1.0 403 Forbidden\r\n\r\n"_ba;
        QTest::newRow("another protocol") << "SSH-2.0-x\r\n\r\n"_ba;
        QTest::newRow("endless") << QByteArray(20'000, 'x');
    }

    void connectRefusals()
    {
        QFETCH(const QByteArray, answer);
        const auto step = handshake(u"http://proxy:3128"_s)->advance(answer);
        QVERIFY(!step);
        QCOMPARE(step.error().code, ErrorCode::ProxyFailed);
    }

    void socksLogsInAndLeavesNamesToTheProxy()
    {
        const auto socks = handshake(u"socks5://ann:secret@proxy"_s);
        QCOMPARE(socks->greeting(), QByteArray::fromHex("05020002"));
        auto step = socks->advance(QByteArray::fromHex("0502"));
        QCOMPARE(step->reply, QByteArray::fromHex("0103") + "ann\x06secret");
        step = socks->advance(QByteArray::fromHex("0100"));
        QCOMPARE(step->reply,
                 QByteArray::fromHex("050100030f") + "api.example.com" + QByteArray::fromHex("01bb"));
        QCOMPARE(socks->advance(QByteArray::fromHex("050000017f000001")), ProxyHandshake::Step{});
        step = socks->advance(QByteArray::fromHex("050000017f00000104d2ff"));
        QCOMPARE(step->consumed, 10);
        QVERIFY(step->isDone);
    }

    void socksRefusals_data()
    {
        QTest::addColumn<QList<QByteArray>>("answers");
        QTest::newRow("no method") << QList{"05ff"_ba};
        QTest::newRow("not SOCKS") << QList{"4854"_ba};
        QTest::newRow("wrong password") << QList{"0502"_ba, "0101"_ba};
        QTest::newRow("host unreachable") << QList{"0500"_ba, "05040001000000000000"_ba};
        QTest::newRow("unknown reply") << QList{"0500"_ba, "05630001000000000000"_ba};
    }

    void socksRefusals()
    {
        QFETCH(const QList<QByteArray>, answers);
        const auto socks = handshake(u"socks5://ann:secret@proxy"_s);
        for (qsizetype i = 0; i + 1 < answers.size(); ++i)
            QVERIFY(socks->advance(QByteArray::fromHex(answers[i])));
        const auto step = socks->advance(QByteArray::fromHex(answers.last()));
        QVERIFY(!step);
        QCOMPARE(step.error().code, ErrorCode::ProxyFailed);
        QVERIFY(!step.error().detail.contains(u"secret"));
    }

    void unknownSchemeIsRefused()
    {
        QVERIFY(!ProxyHandshake::create(QUrl(u"ftp://proxy"_s), u"host"_s, 443));
    }
};

QTEST_GUILESS_MAIN(TestProxyHandshake)
#include "tst_proxy_handshake.moc"
