// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/exchange.h"

#include "engine/accounts/credential.h"
#include "engine/gateway/account_pool.h"
#include "engine/gateway/exchange_field.h"
#include "engine/gateway/managed_account.h"
#include "engine/gateway/redirect.h"
#include "engine/gateway/upstreams.h"
#include "engine/gateway/water_marks.h"
#include "engine/http/client.h"
#include "engine/http/field_values.h"
#include "engine/http/server_connection.h"
#include "engine/transport/byte_stream.h"
#include "engine/websocket/handshake.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! A refusal that is not there whole by then is judged by what has come.
constexpr milliseconds judgingTimeout = 5s;

bool isIdempotent(QByteArrayView method)
{
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

} // namespace

Exchange::Exchange(http::ServerConnection &client, Upstreams &upstreams, Clock &clock, Random &random)
    : m_client(client)
    , m_upstreams(upstreams)
    , m_clock(clock)
    , m_random(random)
    , m_upstream(nullptr, {}, clock, nullptr)
{
    connect(&client, &http::ServerConnection::bytesWritten, this, &Exchange::onClientDrained);
    connect(&m_upstream, &http::Client::headReceived, this, &Exchange::onHead);
    connect(&m_upstream, &http::Client::bodyReceived, this, &Exchange::onBody);
    connect(&m_upstream, &http::Client::finished, this, &Exchange::onUpstreamFinished);
    connect(&m_upstream, &http::Client::failed, this, &Exchange::onUpstreamFailed);
}

Exchange::~Exchange()
{
    // The client left in the middle of an answer: what was used until then counts. It is no failure either:
    // Codex leaves as soon as it has read the event that completes its turn.
    if (m_stage == ExchangeStage::Relaying && m_request.usage)
        noteUse(m_request.usage->usage());
    leaveAccount();
}

void Exchange::start(AccountPool &pool, quint64 number)
{
    Q_ASSERT(m_stage == ExchangeStage::Settled);
    m_pool = &pool;
    m_provider = &pool.provider();
    m_request.number = number;
    m_request.body = m_client.takeBody();
    m_request.started = m_clock.steadyNow();
    m_request.traits = m_provider->traits(m_client.head(), m_request.body);
    if (!m_provider->isUpgrade(m_client.head()) || mayUpgrade())
        select();
}

// Selecting

void Exchange::select()
{
    m_stage = ExchangeStage::Selecting;
    leaveAccount();
    const auto selection = m_pool->select(m_request.traits, m_request.tried, m_request.number);
    m_account = selection.account;
    if (!m_account) {
        answerWithoutAccount();
        return;
    }
    m_request.tried.append(m_account->id());
    m_account->requestStarted();
    m_request.attempt.refreshed = false;
    m_request.attempt.wasElsewhere = selection.wasElsewhere || m_request.tried.size() > 1;
    authorize();
}

// Authorizing

void Exchange::authorize()
{
    m_stage = ExchangeStage::Authorizing;
    if (auto tokens = m_account->credential().current()) {
        m_request.tokens = *std::move(tokens);
        dial();
        return;
    }
    auto *job = m_account->credential().fetch(this);
    m_job = job;
    connect(job, &TokenJob::finished, this, &Exchange::onTokens);
}

void Exchange::onTokens(const Result<TokenSet> &tokens)
{
    std::exchange(m_job, nullptr)->deleteLater();
    if (!m_account || !tokens) {
        const auto reason = tokens ? u"the account was removed"_s : tokens.error().detail;
        qCInfo(lcGateway).noquote() << "no access token" << exchangeField(m_request.number)
                                    << logField("reason"_L1, reason);
        select();
        return;
    }
    m_request.tokens = *tokens;
    dial();
}

// Dialing

void Exchange::dial()
{
    m_stage = ExchangeStage::Dialing;
    if (m_account && &m_account->provider() != m_provider) { // whose host must not see its token
        qCCritical(lcGateway).noquote()
            << "an account of another provider was chosen" << exchangeField(m_request.number)
            << logField("account"_L1, m_account->id());
        select();
        return;
    }
    m_endpoint = m_provider->upstream(m_request.tokens);
    if (m_account)
        m_endpoint.proxy = m_account->settings().proxy;
    if (auto *stream = m_upstreams.idle(m_endpoint)) {
        m_request.hasPooledStream = true;
        forward(stream);
        return;
    }
    dialAnew();
}

void Exchange::dialAnew()
{
    m_stage = ExchangeStage::Dialing;
    m_request.hasPooledStream = false;
    auto *job = m_upstreams.dial(m_endpoint, this);
    m_job = job;
    connect(job, &DialJob::finished, this, &Exchange::onDialed);
}

void Exchange::onDialed(ByteStream *stream, const Error &error)
{
    std::exchange(m_job, nullptr)->deleteLater();
    if (stream) {
        if (m_account)
            m_account->reached();
        forward(stream);
        return;
    }
    const auto text = u"Cannot reach %1: %2"_s.arg(m_endpoint.host, error.detail);
    if (!m_account || m_endpoint.proxy.isEmpty()) { // would meet every account
        answerFault(GatewayFault::UpstreamFailed, text);
        return;
    }
    // Nothing was sent, and this way is the account's alone: another may have one that works.
    m_request.dialFault = text;
    m_account->unreached(error.detail);
    select();
}

// Forwarding

void Exchange::forward(ByteStream *stream)
{
    m_stage = ExchangeStage::Forwarding;
    m_upstream.reset(stream);
    auto head = m_request.stripped ? m_request.stripped->head : m_client.head();
    // Before anything is added: what the client names in Connection must not take the account's token away.
    http::removeHopByHop(head.headers);
    head = m_provider->authorized(std::move(head), m_request.tokens);
    if (const auto field = m_provider->accountBoundField(); !field.isEmpty() && m_account) {
        if (!m_pool->boundValues().mayGoTo(m_account->id(), head.headers.value(field).toByteArray()))
            head.headers.remove(field);
    }
    if (!m_request.upgradeKey.isEmpty()) {
        const auto upgrade = websocket::upgradeFields(m_request.upgradeKey);
        for (const auto &each : upgrade.fields())
            head.headers.append(each.name, each.value);
    }
    m_upstream.start(std::move(head), m_request.stripped ? m_request.stripped->body : m_request.body);
}

void Exchange::onHead()
{
    m_request.firstByte = m_clock.steadyNow();
    m_upstreams.noteAnswer(m_endpoint);
    m_request.response = m_upstream.takeHead();
    m_request.status = m_request.response.status;
    if (m_request.status != 101) // whose hop-by-hop fields say whether it is one
        http::removeHopByHop(m_request.response.headers);
    dropForeignLocation(m_request.response);
    if (m_account)
        m_account->learn(m_provider->rateLimits(m_request.response, m_clock.now()));
    if (const auto field = m_provider->accountBoundField(); !field.isEmpty() && m_account) {
        if (const auto value = m_request.response.headers.value(field); !value.isEmpty())
            m_pool->boundValues().remember(value.toByteArray(), m_account->id());
    }
    if (m_request.status == 101) {
        openSocket();
        return;
    }
    if (m_provider->judgesBody(m_request.response)) {
        m_stage = ExchangeStage::Judging;
        m_request.judgingEnd = m_clock.after(judgingTimeout, [this] { onJudgingTimeout(); });
        return;
    }
    relayHead(m_upstream.framing());
}

void Exchange::onBody(const QByteArray &bytes)
{
    if (m_stage != ExchangeStage::Judging) {
        relayBody(bytes);
        return;
    }
    m_request.refusalBody += bytes;
    if (m_request.refusalBody.size() > longestJudgedBody)
        judgeAttempt(RefusalBody::Coming);
}

void Exchange::onUpstreamFinished()
{
    if (auto *stream = m_upstream.takeReusableStream())
        m_upstreams.giveBack(m_endpoint, stream);
    if (m_stage == ExchangeStage::Judging) {
        judgeAttempt(RefusalBody::Whole);
        return;
    }
    finishAnswer();
}

void Exchange::onUpstreamFailed(const Error &error)
{
    if (m_stage == ExchangeStage::Relaying || m_stage == ExchangeStage::Judging) {
        qCInfo(lcGateway).noquote() << "upstream broke off" << exchangeField(m_request.number)
                                    << logField("reason"_L1, error.detail);
        if (m_stage == ExchangeStage::Judging)
            judgeAttempt(RefusalBody::BrokenOff);
        else
            breakAnswer();
        return;
    }
    // A kept connection may have died while idle. Only what cannot have been acted upon is sent again, once.
    if (m_request.hasPooledStream && !m_upstream.receivedAnything()
        && (isIdempotent(m_client.head().method) || m_upstream.isProvenUnreceived())) {
        dialAnew();
        return;
    }
    answerFault(GatewayFault::UpstreamFailed, u"%1 gave no answer: %2"_s.arg(m_endpoint.host, error.detail));
}

// Judging: exchange_judging.cpp

// Relaying

void Exchange::relayHead(http::BodyFraming framing)
{
    m_stage = ExchangeStage::Relaying;
    m_request.body = {}; // judged: this attempt is the last, so the request is not needed again
    const bool isAnswer = m_request.status == 200;
    if (isAnswer)
        m_request.usage = m_provider->usageReader(m_request.response);
    if (const auto names = m_provider->accountEvents();
        isAnswer && !names.isEmpty() && http::isEventStream(m_request.response)) {
        m_request.filter.emplace(names, [this](QByteArrayView event) {
            return m_provider->eventForClient(event, m_pool->status(m_request.traits.model), m_clock.now());
        });
    }
    if (framing.kind == http::BodyFraming::Kind::UntilClose || m_request.filter)
        framing.kind = http::BodyFraming::Kind::Chunked; // our connection to the client stays
    m_client.sendHead(m_provider->forClient(std::move(m_request.response), m_pool->status(), m_clock.now()),
                      framing);
}

void Exchange::relayBody(QByteArrayView bytes)
{
    if (m_request.filter)
        m_request.filter->pass(bytes, [this](QByteArrayView passed) { m_client.sendBody(passed); });
    else
        m_client.sendBody(bytes);
    if (m_request.usage)
        m_request.usage->feed(bytes);
    if (m_upstream.isUnderWay() && m_client.bytesToWrite() > highWaterMark)
        m_upstream.setPaused(true);
}

void Exchange::finishAnswer()
{
    if (m_request.filter)
        m_request.filter->finish([this](QByteArrayView passed) { m_client.sendBody(passed); });
    m_client.finish();
    settle(m_request.status);
}

//! Half an answer must never look like a whole one (spec/clients.md 5, item 6).
void Exchange::breakAnswer()
{
    m_client.abort();
    settle(0);
}

void Exchange::onClientDrained()
{
    if (m_stage == ExchangeStage::Relaying && m_upstream.isUnderWay()
        && m_client.bytesToWrite() < lowWaterMark)
        m_upstream.setPaused(false);
}

// Settled: exchange_settled.cpp

} // namespace sluice
