// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/clock.h"
#include "engine/gateway/exchange_stage.h"
#include "engine/http/message.h"
#include "engine/providers/provider.h"
#include "engine/transport/endpoint.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QSet>

#include <memory>

namespace sluice {

class AccountPool;
class ByteStream;
class DialJob;
class ManagedAccount;
class TokenJob;
class Upstreams;

namespace http {
class Client;
class ServerConnection;
} // namespace http

//! One proxied request and its answer, all attempts included. The functions stand in the order of the stages
//! (exchange_stage.h). Deleting it cancels whatever is under way upstream: cancellation is destruction.
class Exchange : public QObject
{
    Q_OBJECT

public:
    //! `number` tells exchanges apart in the log.
    Exchange(http::ServerConnection &client, AccountPool &pool, Upstreams &upstreams, Clock &clock,
             quint64 number);
    ~Exchange() override;

    void start();

signals:
    void finished(); //!< the answer is complete, or the client connection was broken; delete me

private:
    void select();
    void authorize();
    void onTokens(const Result<TokenSet> &tokens);
    void dial();
    void onDialed(ByteStream *stream, const Error &error);
    void forward(ByteStream *stream);
    void onHead(const http::ResponseHead &head);
    void onBody(const QByteArray &bytes);
    void onUpstreamFinished();
    void onUpstreamFailed(const Error &error);
    void judgeAttempt();
    void recover();
    void onRecovered(const Result<TokenSet> &tokens);
    void relayHead();
    void relayBody(QByteArrayView bytes);
    void onClientDrained();
    void answerWithoutAccount();
    void answerThrottled();
    void answerFault(GatewayFault fault, const QString &text);
    void settle(int status);
    void logSettled(int status, const RequestUsage &usage) const;
    void leaveAccount();

    http::ServerConnection &m_client;
    AccountPool &m_pool;
    const Provider &m_provider;
    Upstreams &m_upstreams;
    Clock &m_clock;
    quint64 m_number;
    ExchangeStage m_stage = ExchangeStage::Selecting;

    QByteArray m_body; // held once until the answer is judged, then released
    RequestTraits m_traits;
    QSet<QString> m_tried;
    QPointer<ManagedAccount> m_account; // null between attempts, or when it was removed meanwhile
    TokenSet m_tokens;
    Attempt m_attempt;
    Endpoint m_endpoint;
    bool m_pooledStream = false;

    QObject *m_job = nullptr; // our child: what is being waited for before the upstream is there
    http::Client *m_upstream = nullptr; // our child: the request under way
    http::ResponseHead m_response;
    QByteArray m_refusalBody; // while Judging
    std::optional<http::Reply> m_throttle; // what the client gets when no other account can serve
    std::unique_ptr<UsageReader> m_usage;

    SteadyTime m_started = {};
    std::optional<SteadyTime> m_firstByte = {};
};

} // namespace sluice
