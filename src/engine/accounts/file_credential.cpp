// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/file_credential_p.h"

#include <algorithm>
#include <utility>

// What a FileCredential tells those who use it, and when it looks again.

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto refreshAhead = 5min; // as OAuthProfile::isRefreshDue() has it
constexpr auto longestNap = 10min; // a machine that slept through a deadline notices soon
constexpr auto shortestReread = 2s;

} // namespace

std::optional<TokenSet> FileCredential::Private::current() const
{
    if (!tokens || tokens->accessToken.isEmpty() || isExpired() || isRejected())
        return std::nullopt;
    return tokens;
}

Error FileCredential::Private::fault() const
{
    if (readError)
        return *readError;
    if (!tokens)
        return {ErrorCode::CredentialMissing, u"%1 has not been read yet"_s.arg(file.path())};
    if (refreshError)
        return *refreshError;
    if (!canRefresh())
        return {ErrorCode::SignInNeeded, u"the access token is refused and cannot be refreshed"_s};
    return {ErrorCode::UpstreamUnreachable,
            u"no refresh of the login in %1 has worked yet"_s.arg(file.path())};
}

Result<TokenSet> FileCredential::Private::answer(const Secret &failed) const
{
    const auto usable = current();
    if (usable && usable->accessToken != failed)
        return *usable;
    return failure(fault());
}

TokenJob *FileCredential::Private::wait(const Secret &failed, QObject *parent)
{
    auto *job = new TokenJob(parent);
    waiters.append({job, failed});
    if (!refresh)
        settle();
    return job;
}

//! Queued, so that no receiver runs inside the call that made its job or can delete us while others wait.
void FileCredential::Private::settle()
{
    const auto settled = std::exchange(waiters, {});
    for (const auto &waiter : settled) {
        auto *job = waiter.job.data();
        if (!job)
            continue;
        const auto deliver = [job, result = answer(waiter.failed)] {
            job->deleteLater();
            emit job->finished(result);
        };
        QMetaObject::invokeMethod(job, deliver, Qt::QueuedConnection);
    }
}

void FileCredential::Private::schedule()
{
    wake.reset();
    if (!tokens)
        return;
    const auto untilExpiry = tokens->expiresAt ? *tokens->expiresAt - clock.now() : milliseconds::max();
    auto nap = milliseconds{longestNap};
    if (untilExpiry > 0ms)
        nap = std::min(nap, untilExpiry);
    if (needsRefresh() && isPaused())
        nap = std::min(nap, *notBefore - clock.steadyNow());
    else if (tokens->expiresAt && !isDead() && untilExpiry > refreshAhead)
        nap = std::min(nap, untilExpiry - refreshAhead + jitter);
    wake = clock.after(std::max(nap, milliseconds{1s}), [this] {
        refreshIfNeeded();
        update();
    });
}

CredentialState FileCredential::Private::computedState() const
{
    if (!tokens && readError)
        return readError->code == ErrorCode::CredentialMissing ? CredentialState::Missing
                                                               : CredentialState::Invalid;
    if (!tokens)
        return CredentialState::Loading;
    if (isDead() || (isRejected() && !canRefresh()))
        return CredentialState::SignInNeeded;
    if (isNotWritable)
        return CredentialState::NotWritable;
    if (current())
        return CredentialState::Available;
    return refreshError ? CredentialState::RefreshFailing : CredentialState::Loading;
}

void FileCredential::Private::update()
{
    schedule();
    const auto newState = computedState();
    QString newProblem;
    if (newState != CredentialState::Available && newState != CredentialState::Loading)
        newProblem = fault().detail;
    else if (refreshError)
        newProblem = refreshError->detail;
    const auto now = current();
    if (newState == state && newProblem == problem && now == shown)
        return;
    state = newState;
    problem = newProblem;
    shown = now;
    emit q->changed();
}

FileCredential::FileCredential(const Place &place, const OAuthProfile &profile, Dialer &dialer, Clock &clock,
                               Random &random, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, place, profile, dialer, clock, random))
{
    connect(&d->watch, &FileWatch::changed, this, [this] { d->reload(); });
    d->reload();
}

FileCredential::~FileCredential()
{
    d->settle();
}

CredentialState FileCredential::state() const
{
    return d->state;
}

const QString &FileCredential::problem() const
{
    return d->problem;
}

std::optional<SystemTime> FileCredential::retryAt() const
{
    if (!d->isPaused() || !d->refreshError)
        return std::nullopt;
    return d->clock.now() + (*d->notBefore - d->clock.steadyNow());
}

std::optional<TokenSet> FileCredential::current() const
{
    return d->current();
}

TokenJob *FileCredential::fetch(QObject *parent)
{
    if (!d->tokens && d->clock.steadyNow() - d->lastRead >= shortestReread)
        d->reload();
    d->refreshIfNeeded();
    return d->wait({}, parent);
}

TokenJob *FileCredential::recover(const Secret &failedAccessToken, QObject *parent)
{
    if (d->tokens && d->tokens->accessToken == failedAccessToken)
        d->rejected = failedAccessToken;
    d->reload();
    return d->wait(failedAccessToken, parent);
}

} // namespace sluice
