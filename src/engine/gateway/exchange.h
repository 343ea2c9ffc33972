// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/gateway/exchange_request.h"
#include "engine/gateway/exchange_stage.h"
#include "engine/gateway/socket_relay.h"
#include "engine/http/client.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

namespace sluice {

class DialJob;
class TokenJob;
class Upstreams;

namespace http {
class ServerConnection;
} // namespace http

//! One proxied request and its answer, all attempts included, and after it the next one of the same client:
//! the objects stay, what belongs to one request does not. The functions stand in the order of the stages
//! (exchange_stage.h). Deleting it cancels whatever is under way upstream: cancellation is destruction.
class Exchange : public QObject
{
    Q_OBJECT

public:
    Exchange(http::ServerConnection &client, Upstreams &upstreams, Clock &clock, Random &random);
    ~Exchange() override;

    //! Forwards the request that `client` has received; it has been answered once the next one is there.
    //! `number` tells exchanges apart in the log.
    void start(AccountPool &pool, quint64 number);

signals:
    //! The request was an upgrade and the provider has agreed: from now on the connection is a WebSocket.
    //! Nothing else comes of this exchange.
    void upgraded(const sluice::SocketRelay::Ends &ends, const sluice::SocketRelay::Session &session,
                  sluice::ManagedAccount *account);

private:
    void select();
    void authorize();
    void onTokens(const Result<TokenSet> &tokens);
    void dial();
    void dialAnew();
    void onDialed(ByteStream *stream, const Error &error);
    void forward(ByteStream *stream);
    void onHead();
    void onBody(const QByteArray &bytes);
    void onUpstreamFinished();
    void onUpstreamFailed(const Error &error);
    bool mayUpgrade();
    void onUpgradeTimeout();
    void openSocket();
    void onJudgingTimeout();
    void judgeAttempt(RefusalBody body);
    void relayRefusal(RefusalBody body);
    void keepRefusal(RefusalKind kind);
    void dropRefusal();
    void recover();
    void onRecovered(const Result<TokenSet> &tokens);
    bool sendsWithoutForeignContent();
    void relayHead(http::BodyFraming framing);
    void relayBody(QByteArrayView bytes);
    void finishAnswer();
    void breakAnswer();
    void onClientDrained();
    void answerWithoutAccount();
    void answerUnavailable(bool isForAMoment);
    void answerLater(GatewayFault fault, const QString &text, std::optional<SystemTime> at);
    void answerFault(GatewayFault fault, const QString &text);
    void settle(int status);
    void logSettled(int status, const RequestUsage &usage) const;
    void noteUse(const RequestUsage &usage);
    void leaveAccount();

    http::ServerConnection &m_client;
    Upstreams &m_upstreams;
    Clock &m_clock;
    Random &m_random;
    AccountPool *m_pool = nullptr; // of the request under way, or the last one
    const Provider *m_provider = nullptr; // the pool's
    ExchangeStage m_stage = ExchangeStage::Settled;
    ExchangeRequest m_request;
    QPointer<ManagedAccount> m_account; // null between attempts, or when it was removed meanwhile
    Endpoint m_endpoint;
    QObject *m_job = nullptr; // our child: what is being waited for before the upstream is there
    http::Client m_upstream;
};

} // namespace sluice
