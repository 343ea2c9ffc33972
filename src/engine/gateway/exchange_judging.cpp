// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/credential.h"
#include "engine/gateway/exchange.h"
#include "engine/gateway/exchange_field.h"
#include "engine/gateway/managed_account.h"
#include "engine/http/content_coding.h"
#include "engine/http/server_connection.h"

// How an exchange judges a refusal, before a byte of it has gone to the client, and what follows.

namespace sluice {

using namespace Qt::StringLiterals;

void Exchange::onJudgingTimeout()
{
    if (m_stage == ExchangeStage::Judging)
        judgeAttempt(RefusalBody::Coming);
}

//! A provider may break off or stall in the middle of a refusal: status and fields tell nearly all of it.
void Exchange::judgeAttempt(RefusalBody body)
{
    m_request.judgingEnd.reset();
    // It was asked for without a coding, but edges compress all the same. The client gets it as it came.
    const auto content =
        http::decodedContent(m_request.response.headers, m_request.refusalBody, longestJudgedBody);
    const auto refusal = m_provider->refusal(m_request.response, content, m_clock.now());
    m_request.attempt.refusal = refusal.kind;
    auto verdict = judge(m_request.attempt);
    if (verdict == Verdict::SendWithoutForeignContent) {
        if (sendsWithoutForeignContent())
            return;
        verdict = Verdict::Relay;
    }
    if (refusal.kind == RefusalKind::Throttle && m_account)
        m_account->refused(refusal, m_request.traits.model); // though it may be relayed
    if (verdict == Verdict::Relay) {
        relayRefusal(body);
        return;
    }
    if (verdict == Verdict::RefreshToken && m_account) {
        recover();
        return;
    }
    qCInfo(lcGateway).noquote() << "refused, trying the next" << exchangeField(m_request.number)
                                << logField("status"_L1, m_request.status)
                                << logField("account"_L1, m_account ? m_account->id() : u"removed"_s);
    if (body == RefusalBody::Whole)
        keepRefusal(refusal.kind);
    dropRefusal();
    if (refusal.kind == RefusalKind::Throttle)
        m_request.attempt.throttledBefore = true;
    else if (m_account && refusal.kind == RefusalKind::Unauthorized)
        m_account->loginRefused(m_request.tokens.accessToken); // though it was renewed for this request
    else if (m_account)
        m_account->refused(refusal, m_request.traits.model);
    select();
}

void Exchange::relayRefusal(RefusalBody body)
{
    using Framing = http::BodyFraming;
    relayHead(body == RefusalBody::Whole ? Framing{Framing::Kind::Length, m_request.refusalBody.size()}
                                         : m_upstream.framing());
    relayBody(std::exchange(m_request.refusalBody, {}));
    switch (body) {
    case RefusalBody::Whole:
        finishAnswer();
        return;
    case RefusalBody::Coming: // onBody() goes on
        return;
    case RefusalBody::BrokenOff:
        breakAnswer();
        return;
    }
}

//! For when no other account can serve: then the provider's own words go to the client. Those about a login
//! would send people to the wrong place, the CLI's /login.
void Exchange::keepRefusal(RefusalKind kind)
{
    if (kind == RefusalKind::AccountBlocked)
        m_request.rejection = http::Reply{m_request.response, m_request.refusalBody};
    else if (kind == RefusalKind::Throttle)
        m_request.throttle = http::Reply{m_request.response, m_request.refusalBody};
}

//! Nothing more is wanted of it, though some of it may still be coming.
void Exchange::dropRefusal()
{
    m_upstream.reset(nullptr);
    m_request.refusalBody.clear();
}

//! The only request that is not sent as it came (contract section 4).
bool Exchange::sendsWithoutForeignContent()
{
    m_request.attempt.stripped = true;
    m_request.stripped = m_provider->withoutForeignContent(m_client.head(), m_request.body);
    if (!m_request.stripped || !m_account)
        return false;
    qCInfo(lcGateway).noquote() << "sent again without the reasoning of another account"
                                << exchangeField(m_request.number);
    dropRefusal();
    dial();
    return true;
}

void Exchange::recover()
{
    m_stage = ExchangeStage::Authorizing;
    m_request.attempt.refreshed = true;
    dropRefusal();
    auto *job = m_account->credential().recover(m_request.tokens.accessToken, this);
    m_job = job;
    connect(job, &TokenJob::finished, this, &Exchange::onRecovered);
}

void Exchange::onRecovered(const Result<TokenSet> &tokens)
{
    std::exchange(m_job, nullptr)->deleteLater();
    if (m_account && tokens) {
        m_request.tokens = *tokens;
        dial();
        return;
    }
    // Whether only a new sign-in helps or the refresh is tried again, the credential's own state says.
    const auto reason = tokens ? u"the account was removed"_s : tokens.error().detail;
    qCInfo(lcGateway).noquote() << "the access token was refused and not replaced"
                                << exchangeField(m_request.number) << logField("reason"_L1, reason);
    select();
}

} // namespace sluice
