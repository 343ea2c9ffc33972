// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/random.h"
#include "engine/websocket/handshake.h"
#include "engine/websocket/websocket_connection.h"
#include "simulator/codex_token.h"
#include "simulator/simulator.h"
#include "tests/integration/simulator/call.h"
#include "tests/support/fake_clock.h"

#include <QtCore/QJsonArray>

#include <memory>

using namespace Qt::StringLiterals;
using namespace sluice;

namespace {

const QByteArray warmUp = R"({"type":"response.create","generate":false,"model":"gpt-5.5","input":[]})";
const QByteArray turn = R"({"type":"response.create","model":"gpt-5.5","input":[]})";

//! A client's end of one socket of the account `a`.
class Socket
{
public:
    Socket(const Endpoint &endpoint, Dialer &dialer, Clock &clock, const http::Headers &more = {})
    {
        const SimulatedAccount account = {.name = u"a"_s};
        http::RequestHead head = {.method = "GET", .target = "/backend-api/codex/responses"};
        head.headers = websocket::upgradeFields(websocket::createKey(m_random));
        head.headers.append("Host", "127.0.0.1");
        head.headers.append("Authorization", "Bearer " + codexToken(account, clock.now() + 1h));
        head.headers.append("ChatGPT-Account-Id", account.accountUuid().toLatin1());
        head.headers.append("OpenAI-Beta", "responses_websockets=2026-02-06");
        for (const auto &field : more.fields())
            head.headers.set(field.name, field.value);
        handshake = std::make_unique<Call>(head, QByteArray(), endpoint, dialer, clock);
        [&] { QTRY_VERIFY(handshake->head.status > 0 || handshake->isOver()); }();
        if (handshake->head.status == 101)
            open(clock);
    }

    //! The types of the messages so far.
    QByteArrayList types() const
    {
        QByteArrayList result;
        for (const auto &message : messages)
            result.append(QJsonDocument::fromJson(message)["type"_L1].toString().toLatin1());
        return result;
    }
    QJsonDocument last() const { return QJsonDocument::fromJson(messages.value(messages.size() - 1)); }
    QByteArray lastType() const { return types().value(messages.size() - 1); }

    std::unique_ptr<Call> handshake;
    std::unique_ptr<WebSocketConnection> connection;
    QByteArrayList messages;
    int closedWith = 0;

private:
    void open(Clock &clock)
    {
        QByteArray readAhead;
        auto *stream = handshake->client->takeStream(&readAhead);
        const WebSocketConnection::Options options = {.role = websocket::Role::Client};
        connection =
            std::make_unique<WebSocketConnection>(stream, readAhead, options, clock, m_random, nullptr);
        QObject::connect(connection.get(), &WebSocketConnection::textReceived, connection.get(),
                         [this](const QByteArray &text) { messages.append(text); });
        QObject::connect(connection.get(), &WebSocketConnection::closed, connection.get(),
                         [this](quint16 code) { closedWith = code; });
    }

    SystemRandom m_random;
};

} // namespace

class TestCodexSocket : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void warmUpAndTurnAreAnswered();
    void responseIdsAreKnownToOneSocket();
    void limitsComeBeforeTheOutput();
    void upgradeIsRefused_data();
    void upgradeIsRefused();
    void upgradeIsDropped();
    void turnIsRefused_data();
    void turnIsRefused();
    void turnIsCutOff_data();
    void turnIsCutOff();
    void fullAccountIsRefusedInTheNextTurn();
    void timedEventsComeWithTheClock();
    void messagesAreRecorded();

private:
    std::unique_ptr<Socket> open(const http::Headers &more = {});
    void script(const QByteArray &method, const QByteArray &answer);
    QJsonObject control(const QByteArray &method, const QByteArray &path, const QByteArray &body = {});

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Simulator> m_simulator;
    std::unique_ptr<TcpDialer> m_dialer;
    Endpoint m_endpoint;
};

void TestCodexSocket::init()
{
    m_simulator.reset();
    m_clock = std::make_unique<FakeClock>();
    m_dialer = std::make_unique<TcpDialer>(*m_clock);
    m_simulator = std::make_unique<Simulator>(Simulator::Options{}, *m_clock, nullptr);
    const auto port = m_simulator->listen(0);
    QVERIFY(port);
    m_endpoint = {.security = Security::Plain, .host = u"127.0.0.1"_s, .port = *port};
}

std::unique_ptr<Socket> TestCodexSocket::open(const http::Headers &more)
{
    return std::make_unique<Socket>(m_endpoint, *m_dialer, *m_clock, more);
}

QJsonObject TestCodexSocket::control(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    const http::RequestHead head = {.method = method, .target = path, .headers = {{"Host", "127.0.0.1"}}};
    Call call(head, body, m_endpoint, *m_dialer, *m_clock);
    [&] { QTRY_VERIFY(call.isOver()); }();
    return call.json();
}

void TestCodexSocket::script(const QByteArray &method, const QByteArray &answer)
{
    const auto done =
        control("POST", "/sim/script", R"({"method":")" + method + R"(","answer":)" + answer + '}');
    QVERIFY(done["ok"_L1].toBool());
}

void TestCodexSocket::warmUpAndTurnAreAnswered()
{
    const auto socket = open();
    QCOMPARE(socket->handshake->head.status, 101);
    QCOMPARE(socket->handshake->field("x-codex-turn-state"), "sim-turn-state-of-a");
    socket->connection->sendText(warmUp);
    QTRY_COMPARE(socket->lastType(), "response.completed");
    QVERIFY(!socket->types().contains("response.output_item.done"));
    const QString id = socket->last()["response"_L1]["id"_L1].toString();
    QByteArray next = turn;
    next.chop(1);
    socket->messages.clear();
    socket->connection->sendText(next + R"(,"previous_response_id":")" + id.toLatin1() + R"("})");
    QTRY_COMPARE(socket->lastType(), "response.completed");
    QCOMPARE(socket->last()["response"_L1]["output"_L1][1]["content"_L1][0]["text"_L1].toString(),
             u"Hello from the simulator, account a."_s);
}

void TestCodexSocket::responseIdsAreKnownToOneSocket()
{
    const auto socket = open();
    socket->connection->sendText(R"({"type":"response.create","previous_response_id":"resp_elsewhere"})");
    QTRY_COMPARE(socket->lastType(), "error");
    QCOMPARE(socket->last()["status"_L1].toInt(), 400);
    QCOMPARE(socket->last()["error"_L1]["code"_L1].toString(), u"previous_response_not_found"_s);
}

void TestCodexSocket::limitsComeBeforeTheOutput()
{
    QVERIFY(m_simulator->configureAccount(u"a"_s, R"({"five_hour":0.4})"));
    const auto socket = open();
    socket->connection->sendText(turn);
    QTRY_COMPARE(socket->lastType(), "response.completed");
    QCOMPARE(socket->types().first(), "codex.rate_limits");
    const auto limits = QJsonDocument::fromJson(socket->messages.first());
    QCOMPARE(limits["rate_limits"_L1]["primary"_L1]["used_percent"_L1].toDouble(), 40.1);
}

void TestCodexSocket::upgradeIsRefused_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {401, 402, 403, 404, 426, 500})
        QTest::addRow("%d", status) << status;
}

void TestCodexSocket::upgradeIsRefused()
{
    QFETCH(const int, status);
    script("GET", QByteArray(R"({"kind":")") + QTest::currentDataTag() + R"("})");
    QCOMPARE(open()->handshake->head.status, status);
    QCOMPARE(open()->handshake->head.status, 101);
}

void TestCodexSocket::upgradeIsDropped()
{
    script("GET", R"({"kind":"drop-before-head"})");
    QCOMPARE(open()->handshake->outcome, Call::Outcome::Failed);
    QCOMPARE(open()->handshake->head.status, 101);
}

void TestCodexSocket::turnIsRefused_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<int>("deltas");
    const auto row = [](const QByteArray &answer, int status, const char *error, int deltas) {
        QTest::newRow(answer.constData()) << answer << status << QByteArray(error) << deltas;
    };
    row(R"({"kind":"429-account-5h"})", 429, "usage_limit_reached", 0);
    row(R"({"kind":"429-account-7d","after":2})", 429, "usage_limit_reached", 2);
    row(R"({"kind":"connection-limit"})", 400, "websocket_connection_limit_reached", 0);
    row(R"({"kind":"previous-response-not-found"})", 400, "previous_response_not_found", 0);
    row(R"({"kind":"foreign-content"})", 400, "invalid_encrypted_content", 0);
    row(R"({"kind":"503-capacity"})", 503, "server_is_overloaded", 0);
    row(R"({"kind":"401"})", 401, "token_expired", 0);
}

void TestCodexSocket::turnIsRefused()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const int, status);
    QFETCH(const QByteArray, error);
    QFETCH(const int, deltas);
    script("WS", answer);
    const auto socket = open();
    socket->connection->sendText(turn);
    QTRY_COMPARE(socket->lastType(), "error");
    QCOMPARE(socket->types().count("response.output_text.delta"), deltas);
    QCOMPARE(socket->last()["status"_L1].toInt(), status);
    const auto said = socket->last()["error"_L1];
    QVERIFY(said["type"_L1].toString().toLatin1() == error || said["code"_L1].toString().toLatin1() == error);
    QCOMPARE(socket->last()["headers"_L1].toObject().contains("x-codex-primary-reset-at"_L1), status == 429);
    socket->connection->sendText(turn);
    QTRY_COMPARE(socket->lastType(), "response.completed");
}

void TestCodexSocket::turnIsCutOff_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("hasOutput");
    const auto row = [](const QByteArray &answer, int code, bool hasOutput) {
        QTest::newRow(answer.constData()) << answer << code << hasOutput;
    };
    row(R"({"kind":"drop-before-head"})", 1006, false);
    row(R"({"kind":"drop-mid-stream"})", 1006, true);
    row(R"({"kind":"clean-end-mid-stream"})", 1000, true);
    row(R"({"kind":"close","code":1012,"after":-1})", 1012, false);
    row(R"({"kind":"close","code":1008})", 1008, true);
}

void TestCodexSocket::turnIsCutOff()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const int, code);
    QFETCH(const bool, hasOutput);
    script("WS", answer);
    const auto socket = open();
    socket->connection->sendText(turn);
    QTRY_COMPARE(socket->closedWith, code);
    QCOMPARE(socket->types().contains("response.output_text.delta"), hasOutput);
    QVERIFY(!socket->types().contains("response.completed"));
}

void TestCodexSocket::fullAccountIsRefusedInTheNextTurn()
{
    const auto socket = open();
    QVERIFY(m_simulator->configureAccount(u"a"_s, R"({"five_hour":1})"));
    socket->connection->sendText(turn);
    QTRY_COMPARE(socket->lastType(), "error");
    QCOMPARE(socket->last()["error"_L1]["type"_L1].toString(), u"usage_limit_reached"_s);
    QCOMPARE(open()->handshake->head.status, 429);
}

void TestCodexSocket::timedEventsComeWithTheClock()
{
    const auto socket = open({{"x-sim-events", "3"}, {"x-sim-interval-ms", "20"}});
    socket->connection->sendText(turn);
    QTRY_VERIFY(!socket->messages.isEmpty());
    for (int events = 1; events <= 3; ++events) {
        m_clock->advance(20ms);
        QTRY_COMPARE(socket->types().count("response.output_text.delta"), events);
    }
    m_clock->advance(40ms);
    QTRY_COMPARE(socket->lastType(), "response.completed");
}

void TestCodexSocket::messagesAreRecorded()
{
    auto socket = open({{"session-id", "s1"}});
    socket->connection->sendText(turn);
    QTRY_COMPARE(socket->lastType(), "response.completed");
    auto report = control("GET", "/sim/requests");
    const auto handshake = report["requests"_L1][0];
    QCOMPARE(handshake["status"_L1].toInt(), 101);
    QCOMPARE(handshake["session"_L1].toString(), u"s1"_s);
    const auto message = report["requests"_L1][1];
    QCOMPARE(message["method"_L1].toString(), u"WS"_s);
    QCOMPARE(message["account"_L1].toString(), u"a"_s);
    QCOMPARE(message["socket"_L1], handshake["socket"_L1]);
    QCOMPARE(message["body"_L1]["type"_L1].toString(), u"response.create"_s);
    QCOMPARE(report["open_sockets"_L1].toInt(), 1);
    socket.reset();
    QTRY_COMPARE(control("GET", "/sim/requests")["open_sockets"_L1].toInt(), 0);
}

QTEST_GUILESS_MAIN(TestCodexSocket)
#include "tst_codex_socket.moc"
