// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/websocket/handshake.h"
#include "tests/support/fake_random.h"

#include <QtTest/QTest>

using namespace sluice;
using namespace sluice::websocket;

namespace {

const QByteArray key = "dGhlIHNhbXBsZSBub25jZQ=="; // RFC 6455, 1.3
const QByteArray accepted = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

http::RequestHead upgrade()
{
    return {.method = "GET",
            .target = "/v1/responses",
            .headers = {{"Host", "127.0.0.1:8787"},
                        {"Connection", "keep-alive, Upgrade"},
                        {"Upgrade", "WebSocket"},
                        {"Sec-WebSocket-Version", "13"},
                        {"Sec-WebSocket-Key", key},
                        {"Sec-WebSocket-Extensions", "permessage-deflate"}}};
}

http::ResponseHead answer()
{
    return {
        .status = 101,
        .reason = "Switching Protocols",
        .headers = {{"upgrade", "websocket"}, {"connection", "upgrade"}, {"sec-websocket-accept", accepted}}};
}

} // namespace

class TestHandshake : public QObject
{
    Q_OBJECT

private slots:
    void upgradeIsAccepted()
    {
        QVERIFY(isUpgrade(upgrade()));
        QCOMPARE(refusal(upgrade()), std::nullopt);
        const auto head = acceptance(upgrade());
        QCOMPARE(head.status, 101);
        QCOMPARE(head.headers.value("Sec-WebSocket-Accept"), accepted);
        QVERIFY(checkAcceptance(head, key));
        QVERIFY(!head.headers.contains("Sec-WebSocket-Extensions"));
    }

    void badUpgradeIsRefused_data()
    {
        QTest::addColumn<http::RequestHead>("request");
        QTest::addColumn<int>("status");
        const auto with = [](const char *name, const char *value) {
            auto request = upgrade();
            request.headers.set(name, value);
            return request;
        };
        const auto without = [](const char *name) {
            auto request = upgrade();
            request.headers.remove(name);
            return request;
        };
        const auto doubled = [](const char *name, const QByteArray &value) {
            auto request = upgrade();
            request.headers.append(name, value);
            return request;
        };
        auto post = upgrade();
        post.method = "POST";
        auto old = upgrade();
        old.minorVersion = 0;
        QTest::newRow("POST") << post << 400;
        QTest::newRow("HTTP/1.0") << old << 400;
        QTest::newRow("no connection") << without("Connection") << 400;
        QTest::newRow("keeps alive only") << with("Connection", "keep-alive") << 400;
        QTest::newRow("no upgrade") << without("Upgrade") << 400;
        QTest::newRow("another upgrade") << with("Upgrade", "h2c") << 400;
        QTest::newRow("no version") << without("Sec-WebSocket-Version") << 400;
        QTest::newRow("two versions") << doubled("Sec-WebSocket-Version", "13") << 400;
        QTest::newRow("version 8") << with("Sec-WebSocket-Version", "8") << 426;
        QTest::newRow("version 130") << with("Sec-WebSocket-Version", "130") << 426;
        QTest::newRow("no key") << without("Sec-WebSocket-Key") << 400;
        QTest::newRow("two keys") << doubled("Sec-WebSocket-Key", key) << 400;
        QTest::newRow("15 bytes") << with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j") << 400;
        QTest::newRow("no base64") << with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZ!==") << 400;
        QTest::newRow("body") << with("Content-Length", "5") << 400;
        QTest::newRow("chunks") << with("Transfer-Encoding", "chunked") << 400;
    }

    void badUpgradeIsRefused()
    {
        QFETCH(const http::RequestHead, request);
        QFETCH(const int, status);
        const auto refused = refusal(request);
        QVERIFY(refused);
        QCOMPARE(refused->status, status);
        QVERIFY(!refused->text.isEmpty());
        QCOMPARE(refused->fields.value("Sec-WebSocket-Version"), status == 426 ? "13" : "");
    }

    void emptyBodyMayBeAnnounced()
    {
        auto request = upgrade();
        request.headers.append("Content-Length", "0");
        QCOMPARE(refusal(request), std::nullopt);
    }

    void ourUpgradeIsValid()
    {
        FakeRandom random(7);
        const auto ours = createKey(random);
        auto request = upgrade();
        request.headers = upgradeFields(ours);
        QCOMPARE(refusal(request), std::nullopt);
        QVERIFY(checkAcceptance(acceptance(request), ours));
        QVERIFY(!checkAcceptance(acceptance(request), key));
    }

    void badAnswerIsRefused_data()
    {
        QTest::addColumn<http::ResponseHead>("head");
        const auto row = [](const char *name, const char *field, const QByteArray &value) {
            auto head = answer();
            if (value.isEmpty())
                head.headers.remove(field);
            else
                head.headers.set(field, value);
            QTest::newRow(name) << head;
        };
        auto ok = answer();
        ok.status = 200;
        QTest::newRow("200") << ok;
        row("no upgrade", "Upgrade", {});
        row("another upgrade", "Upgrade", "h2c");
        row("no connection", "Connection", {});
        row("no accept", "Sec-WebSocket-Accept", {});
        row("foreign accept", "Sec-WebSocket-Accept", acceptKey("AAAAAAAAAAAAAAAAAAAAAA=="));
        row("accept in other case", "Sec-WebSocket-Accept", accepted.toLower());
        row("extension", "Sec-WebSocket-Extensions", "permessage-deflate");
        row("subprotocol", "Sec-WebSocket-Protocol", "chat");
    }

    void badAnswerIsRefused()
    {
        QFETCH(const http::ResponseHead, head);
        QVERIFY(checkAcceptance(answer(), key));
        const auto status = checkAcceptance(head, key);
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::ProtocolViolation);
    }
};

QTEST_GUILESS_MAIN(TestHandshake)
#include "tst_handshake.moc"
