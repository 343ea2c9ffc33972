// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "simulator/demo_session.h"

#include "engine/http/client.h"
#include "engine/transport/byte_stream.h"

#include <QtCore/QUuid>

namespace sluice {

namespace {

constexpr quint32 shortestSession = 18; // requests
constexpr quint32 longestSession = 40;
constexpr quint32 longestFirst = 6; // so that not all choose their next account at the same time
constexpr QByteArrayView message = R"({"model":"claude-sonnet-5-5","max_tokens":1024,"stream":true,)"
                                   R"("messages":[{"role":"user","content":"Say hello."}]})";
constexpr QByteArrayView turn = R"({"model":"gpt-5.5","store":false,"stream":true,)"
                                R"("input":[{"type":"message","role":"user",)"
                                R"("content":[{"type":"input_text","text":"Say hello."}]}]})";

} // namespace

DemoSession::DemoSession(Client client, const Endpoint &gateway, const Secret &token, Dialer &dialer,
                         Clock &clock, Random &random, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_gateway(gateway)
    , m_token(token)
    , m_dialer(dialer)
    , m_clock(clock)
    , m_random(random)
{
}

DemoSession::~DemoSession() = default;

void DemoSession::start()
{
    think();
}

void DemoSession::think()
{
    const milliseconds pause = 500ms + milliseconds{m_random.bounded(3000)};
    m_thinking = m_clock.after(pause, [this] { send(); });
}

void DemoSession::send()
{
    if (m_requestsLeft == 0) {
        m_sessionId = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
        m_requestsLeft = m_isFirst ? 1 + m_random.bounded(longestFirst)
                                   : shortestSession + m_random.bounded(longestSession - shortestSession);
        m_isFirst = false;
    }
    --m_requestsLeft;
    auto *job = m_dialer.dial(m_gateway, this);
    connect(job, &DialJob::finished, this, [this, job](ByteStream *stream) {
        job->deleteLater();
        onDialed(stream);
    });
}

http::RequestHead DemoSession::head() const
{
    const bool isCodex = m_client == Client::Codex;
    http::RequestHead head = {.method = "POST",
                              .target = isCodex ? "/v1/responses" : "/v1/messages?beta=true"};
    head.headers = {{"Authorization", "Bearer " + m_token.reveal()},
                    {"Content-Type", "application/json"},
                    {"User-Agent", "sluice-demo/" SLUICE_VERSION},
                    {isCodex ? "session-id" : "X-Claude-Code-Session-Id", m_sessionId},
                    {"x-sim-events", QByteArray::number(5 + m_random.bounded(25))},
                    {"x-sim-interval-ms", "80"},
                    {"Connection", "close"},
                    {"Host", m_gateway.authority()}};
    if (!isCodex)
        head.headers.append("anthropic-version", "2023-06-01");
    return head;
}

void DemoSession::onDialed(ByteStream *stream)
{
    if (!stream) {
        think();
        return;
    }
    auto *client = new http::Client(stream, {}, m_clock, this);
    const auto next = [this, client] {
        client->deleteLater();
        think();
    };
    connect(client, &http::Client::finished, this, next);
    connect(client, &http::Client::failed, this, next);
    client->start(head(), (m_client == Client::Codex ? turn : message).toByteArray());
}

} // namespace sluice
