// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/base/logging.h"
#include "engine/gateway/exchange.h"
#include "engine/http/server_connection.h"
#include "engine/websocket/handshake.h"

// What an exchange does when its request asks for a WebSocket: the upstream is asked and judged like any
// other before the client is answered, so a refusal takes the same way to a fresh token or the next account.

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! Codex gives the whole handshake 15 s, all of our attempts included (spec/codex.md 7.2).
constexpr milliseconds upgradeTimeout = 12s;

} // namespace

//! Answers a malformed upgrade here.
bool Exchange::mayUpgrade()
{
    if (const auto refusal = websocket::refusal(m_client.head())) {
        auto reply = m_provider->faultReply(GatewayFault::BadRequest, refusal->text);
        reply.head.status = refusal->status;
        for (const auto &field : refusal->fields.fields())
            reply.head.headers.append(field.name, field.value);
        m_client.sendReply(reply);
        settle(refusal->status);
        return false;
    }
    m_request.upgradeKey = websocket::createKey(m_random);
    m_request.upgradeEnd = m_clock.after(upgradeTimeout, [this] { onUpgradeTimeout(); });
    return true;
}

void Exchange::onUpgradeTimeout()
{
    if (m_stage == ExchangeStage::Relaying)
        return; // it did answer, with a refusal
    delete std::exchange(m_job, nullptr);
    answerFault(GatewayFault::UpstreamFailed,
                u"%1 did not answer the upgrade in time"_s.arg(m_endpoint.host));
}

void Exchange::openSocket()
{
    const auto opened = m_request.upgradeKey.isEmpty()
        ? Status(failure(ErrorCode::ProtocolViolation, u"it changes the protocol unasked"_s))
        : websocket::checkAcceptance(m_request.response, m_request.upgradeKey);
    if (!opened || !m_account) {
        answerFault(
            GatewayFault::UpstreamFailed,
            u"%1: %2"_s.arg(m_endpoint.host, opened ? u"the account was removed"_s : opened.error().detail));
        return;
    }
    http::removeHopByHop(m_request.response.headers);
    auto answer = m_provider->forClient(std::move(m_request.response), m_pool->status(), m_clock.now());
    answer.headers.removeIf([](const http::Header &field) {
        return http::startsWithName(field.name, "sec-websocket-")
            || http::equalNames(field.name, "content-length");
    });
    const auto acceptance = websocket::acceptance(m_client.head());
    for (const auto &field : acceptance.headers.fields())
        answer.headers.append(field.name, field.value);
    m_client.sendHead(answer, {});
    SocketRelay::Ends ends;
    ends.upstream = m_upstream.takeStream(&ends.upstreamAhead);
    ends.client = m_client.takeStream(&ends.clientAhead);
    const SocketRelay::Session session{.number = m_request.number,
                                       .traits = m_request.traits,
                                       .accessToken = m_request.tokens.accessToken,
                                       .wasElsewhere = m_request.attempt.wasElsewhere};
    auto *account = m_account.data();
    settle(101);
    emit upgraded(ends, session, account);
}

} // namespace sluice
