// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/refresh_token_job.h"

#include "engine/base/logging.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto requestTimeout = 30s;

Error shared(const QString &accountId)
{
    return {
        ErrorCode::SignInNeeded,
        u"it is a copy of the login of account \"%1\", which renews it, and that works in one place only; "
        "sign in anew for this account, or remove it"_s.arg(accountId)};
}

} // namespace

RefreshTokenJob::RefreshTokenJob(const LoginRecord &record, const RefreshOrder &order, Dialer &dialer,
                                 Clock &clock, Random &random, QObject *parent)
    : QObject(parent)
    , m_record(record)
    , m_order(order)
    , m_dialer(dialer)
    , m_clock(clock)
    , m_random(random)
    , m_locks(std::make_unique<LockSetJob>(record.home().refreshLocks(), clock, random, nullptr))
{
    connect(m_locks.get(), &LockSetJob::finished, this, &RefreshTokenJob::onLocked);
}

void RefreshTokenJob::start()
{
    m_locks->start();
}

bool RefreshTokenJob::isGoodEnough(const TokenSet &tokens) const
{
    if (tokens.accessToken == m_order.rejected)
        return false;
    if (m_order.rejected.isEmpty())
        return !m_record.profile().isRefreshDue(tokens, m_clock.now());
    return !tokens.expiresAt || *tokens.expiresAt > m_clock.now();
}

void RefreshTokenJob::onLocked(const Status &status)
{
    if (!status) {
        finish({.kind = Kind::RetryLater, .error = status.error()});
        return;
    }
    connect(m_record.home().prepare(this), &HomeJob::finished, this, &RefreshTokenJob::onPrepared);
}

void RefreshTokenJob::onPrepared(const Status &writable)
{
    auto stored = m_record.read(); // another program may have refreshed while we waited
    if (!stored) {
        finish({.kind = Kind::Unreadable, .error = stored.error()});
        return;
    }
    m_stored = *std::move(stored);
    const auto &tokens = m_stored.tokens;
    if (isGoodEnough(tokens)) {
        finish({.kind = Kind::Adopted, .tokens = tokens});
        return;
    }
    if (!m_record.profile().canRefresh(tokens)) {
        const auto isRefused = tokens.accessToken == m_order.rejected;
        finish(
            {.kind = isRefused ? Kind::SignInNeeded : Kind::Adopted,
             .tokens = tokens,
             .error = {ErrorCode::SignInNeeded, u"the access token is refused and cannot be refreshed"_s}});
        return;
    }
    // A refresh uses up the old refresh token: without a place for the new one the login would be lost.
    const auto safe = writable ? m_record.recovery().checkRoom(m_stored.content) : writable;
    if (!safe) {
        finish({.kind = Kind::NotWritable, .error = safe.error()});
        return;
    }
    // The home may have taken its time, or the machine slept: then another program may be about to ask.
    if (const auto held = m_locks->verify(); !held) {
        finish({.kind = Kind::RetryLater, .error = held.error()});
        return;
    }
    if (const auto other = m_order.claimant.claim(tokens.refreshToken)) {
        finish({.kind = Kind::RetryLater, .sharedWith = *other, .error = shared(*other)});
        return;
    }
    ask();
}

void RefreshTokenJob::ask()
{
    auto request = m_record.profile().refreshRequest(m_stored.tokens);
    if (!m_order.proxy.isEmpty())
        request.endpoint.proxy = m_order.proxy;
    qCInfo(lcAccounts).noquote() << "refreshing the login in" << m_record.home().place();
    m_call = std::make_unique<http::ApiCallJob>(request, m_dialer, m_clock, requestTimeout, nullptr);
    connect(m_call.get(), &http::ApiCallJob::finished, this, &RefreshTokenJob::onReply);
    m_call->start();
}

std::optional<TokenSet> RefreshTokenJob::changedMeanwhile() const
{
    const auto stored = m_record.read();
    if (!stored || loginMark(stored->tokens) == loginMark(m_stored.tokens) || !isGoodEnough(stored->tokens))
        return std::nullopt;
    return stored->tokens;
}

//! A failure counts only if nobody else has put a good login into the file meanwhile.
void RefreshTokenJob::adoptOr(RefreshOutcome outcome)
{
    if (auto tokens = changedMeanwhile()) {
        m_record.recovery().forget();
        outcome = {.kind = Kind::Adopted, .tokens = *std::move(tokens)};
    }
    finish(outcome);
}

void RefreshTokenJob::onReply(const Result<http::Reply> &reply)
{
    if (!reply) {
        adoptOr({.kind = Kind::RetryLater, .error = reply.error()});
        return;
    }
    if (reply->head.status < 200 || reply->head.status > 299) {
        onRefused(*reply);
        return;
    }
    auto fresh = m_record.profile().parseRefresh(*reply, m_stored.tokens, m_clock.now());
    if (!fresh) {
        adoptOr({.kind = Kind::RetryLater, .error = fresh.error()});
        return;
    }
    m_fresh = *std::move(fresh);
    // From here on there is no other copy: what now breaks off must not lose it.
    if (const auto kept = m_record.recovery().keep(
            {.tokens = m_fresh, .replaced = loginMark(m_stored.tokens)}, m_stored.content);
        !kept)
        qCCritical(lcAccounts).noquote() << "the new login is in memory only:" << kept.error().detail;
    m_writeLocks = std::make_unique<LockSetJob>(m_record.home().writeLocks(), m_clock, m_random, nullptr);
    connect(m_writeLocks.get(), &LockSetJob::finished, this, &RefreshTokenJob::onWriteLocked);
    m_writeLocks->start();
}

void RefreshTokenJob::onRefused(const http::Reply &reply)
{
    const auto reason = m_record.profile().refreshFailure(reply, m_clock.now());
    if (reason.kind == RefreshFailure::Kind::SignInNeeded) {
        adoptOr({.kind = Kind::SignInNeeded,
                 .tokens = m_stored.tokens,
                 .error = {ErrorCode::SignInNeeded, reason.detail}});
        return;
    }
    const auto code = reason.rateLimited ? ErrorCode::RateLimited : ErrorCode::UpstreamUnreachable;
    adoptOr({.kind = Kind::RetryLater,
             .rateLimited = reason.rateLimited,
             .retryAfter = reason.retryAfter,
             .error = {code, reason.detail}});
}

void RefreshTokenJob::onWriteLocked(const Status &status)
{
    const auto held = status ? m_locks->verify() : status;
    if (!held) {
        onWritten(held);
        return;
    }
    const auto merged = m_record.merged({.tokens = m_fresh, .replaced = loginMark(m_stored.tokens)});
    if (!merged)
        onWritten(failure(merged.error()));
    else if (!*merged)
        onWritten(failure(ErrorCode::LockLost, u"another program has put a login into its place"_s));
    else
        connect(m_record.home().replace(**merged, this), &HomeJob::finished, this,
                &RefreshTokenJob::onWritten);
}

void RefreshTokenJob::onWritten(const Status &status)
{
    if (status) {
        m_record.recovery().forget();
        finish({.kind = Kind::Saved, .tokens = m_fresh});
    } else if (status.error().code == ErrorCode::CredentialMissing) { // signed out: do not bring it back
        m_record.recovery().forget();
        finish({.kind = Kind::Unreadable, .error = status.error()});
    } else {
        adoptOr({.kind = Kind::Unsaved, .tokens = m_fresh, .basis = m_stored, .error = status.error()});
    }
}

void RefreshTokenJob::finish(const RefreshOutcome &outcome)
{
    const auto &old = m_stored.tokens.refreshToken;
    const bool isUsedUp = !m_fresh.refreshToken.isEmpty() && !(m_fresh.refreshToken == old);
    if (m_call && !isUsedUp)
        m_order.claimant.release(old);
    m_writeLocks.reset();
    m_locks.reset();
    emit finished(outcome);
}

} // namespace sluice
