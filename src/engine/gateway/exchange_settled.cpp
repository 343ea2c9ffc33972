// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/account_pool.h"
#include "engine/gateway/exchange.h"
#include "engine/gateway/exchange_field.h"
#include "engine/gateway/managed_account.h"
#include "engine/http/server_connection.h"

// How an exchange ends: with an answer of our own where no account can serve, and with what it used.

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds unknownRetry = 5s;

} // namespace

void Exchange::answerWithoutAccount()
{
    if (m_request.throttle) { // no account is to blame: the client waits as the provider asked
        m_client.sendReply({m_provider->forClient(m_request.throttle->head, m_pool->status(), m_clock.now()),
                            m_request.throttle->body});
        settle(m_request.throttle->head.status);
        return;
    }
    if (!m_request.dialFault.isEmpty()) {
        answerFault(GatewayFault::UpstreamFailed, m_request.dialFault);
        return;
    }
    switch (const auto outlook = m_pool->outlook(m_request.traits); outlook) {
    case AccountPool::Outlook::Limited: {
        const auto reply = m_provider->limitedReply(m_pool->status(m_request.traits.model), m_clock.now());
        m_client.sendReply(reply);
        settle(reply.head.status);
        return;
    }
    case AccountPool::Outlook::Throttled:
        answerLater(GatewayFault::Throttled, u"The provider asks Sluice's accounts to wait a moment."_s,
                    m_pool->status(m_request.traits.model).firstBackAt);
        return;
    case AccountPool::Outlook::NeedsSignIn:
        answerFault(
            GatewayFault::AllNeedSignIn,
            u"Every account in Sluice needs a new sign-in with the provider's own CLI. `sluice status` names "
            "them."_s);
        return;
    case AccountPool::Outlook::WrongLogin:
        answerFault(
            GatewayFault::BadRequest,
            u"This path needs an account with an API key; subscriptions do not serve it. Sluice has none."_s);
        return;
    case AccountPool::Outlook::Unreachable:
    case AccountPool::Outlook::Unavailable:
    case AccountPool::Outlook::Usable:
        answerUnavailable(outlook == AccountPool::Outlook::Unreachable);
        return;
    }
}

//! `isForAMoment`: an account is tried again by itself.
void Exchange::answerUnavailable(bool isForAMoment)
{
    if (m_request.rejection) { // nothing helped: the provider's own words say more than ours
        m_client.sendReply({m_provider->forClient(m_request.rejection->head, m_pool->status(), m_clock.now()),
                            m_request.rejection->body});
        settle(m_request.rejection->head.status);
        return;
    }
    if (isForAMoment) {
        answerLater(
            GatewayFault::AccountsUnusable,
            u"No account in Sluice can serve for a moment: a login or a proxy fails. It is tried again "
            "by itself; `sluice status` says which."_s,
            m_pool->retryAt().value_or(m_clock.now() + unknownRetry));
        return;
    }
    answerFault(
        GatewayFault::NoAccounts,
        u"No account in Sluice can serve this request now. `sluice status` says what each one needs."_s);
}

//! Clients try again by themselves, after the time they are told.
void Exchange::answerLater(GatewayFault fault, const QString &text, std::optional<SystemTime> at)
{
    auto reply = m_provider->faultReply(fault, text.toUtf8());
    if (at) {
        const auto wait = std::chrono::ceil<seconds>(*at - m_clock.now());
        reply.head.headers.append("Retry-After", QByteArray::number(qint64{std::max(wait, 1s).count()}));
    }
    m_client.sendReply(reply);
    settle(reply.head.status);
}

void Exchange::answerFault(GatewayFault fault, const QString &text)
{
    qCWarning(lcGateway).noquote() << text << exchangeField(m_request.number);
    const auto reply = m_provider->faultReply(fault, text.toUtf8());
    m_client.sendReply(reply);
    settle(reply.head.status);
}

//! What an answer used, or that it was a refusal after all.
void Exchange::noteUse(const RequestUsage &usage)
{
    if (!m_account)
        return;
    const auto refusal = m_request.usage ? m_request.usage->refusal(m_clock.now()) : std::nullopt;
    if (!refusal) {
        m_account->used(usage, m_request.traits.model);
        return;
    }
    m_account->count(usage);
    if (refusal->kind == RefusalKind::Unauthorized)
        m_account->renewLogin(m_request.tokens.accessToken);
    else if (refusal->kind != RefusalKind::None)
        m_account->refused(*refusal, m_request.traits.model);
}

void Exchange::leaveAccount()
{
    if (m_account)
        m_account->requestFinished();
    m_account = nullptr;
}

//! The access-log line.
void Exchange::logSettled(int status, const RequestUsage &usage) const
{
    const auto now = m_clock.steadyNow();
    const auto firstByte = m_request.firstByte.value_or(now) - m_request.started;
    qCDebug(lcGateway).noquote() << "settled" << exchangeField(m_request.number)
                                 << logField("status"_L1, status)
                                 << logField("account"_L1, m_account ? m_account->id() : u"-"_s)
                                 << logField("model"_L1,
                                             usage.model.isEmpty() ? m_request.traits.model : usage.model)
                                 << logField("tokens"_L1, usage.total())
                                 << logField("attempts"_L1, m_request.tried.size())
                                 << logField("first_byte_ms"_L1, firstByte.count())
                                 << logField("ms"_L1, (now - m_request.started).count());
}

void Exchange::settle(int status)
{
    const bool isServed = m_stage == ExchangeStage::Relaying && m_request.status < 400;
    m_stage = ExchangeStage::Settled;
    const bool isLogged = lcGateway().isDebugEnabled();
    const auto usage = m_request.usage && (isServed || isLogged) ? m_request.usage->usage() : RequestUsage{};
    if (isServed)
        noteUse(usage);
    if (isLogged)
        logSettled(status, usage);
    leaveAccount();
    m_upstream.reset(nullptr);
    m_request = {};
}

} // namespace sluice
