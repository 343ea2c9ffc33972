// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/credential_p.h"
#include "engine/base/alarm.h"

#include <algorithm>
#include <utility>

// What a Credential tells those who use it, and when it looks again.

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto shortestReread = 2s;

bool isStoreTrouble(const Error &error)
{
    return error.code == ErrorCode::StoreLocked || error.code == ErrorCode::StoreUnavailable;
}

AccountFault storeFault(const Error &error)
{
    using Kind = AccountFault::Kind;
    return {.kind = error.code == ErrorCode::StoreLocked ? Kind::StoreLocked : Kind::StoreSilent};
}

} // namespace

void Credential::Private::follow()
{
    QObject::connect(home.get(), &LoginHome::changed, q, [this] { reload(); });
}

std::optional<TokenSet> Credential::Private::current() const
{
    if (!tokens || tokens->accessToken.isEmpty() || isExpired() || isRejected())
        return std::nullopt;
    return tokens;
}

Error Credential::Private::error() const
{
    if (readError)
        return *readError;
    if (!tokens)
        return {ErrorCode::CredentialMissing, u"%1 has not been read yet"_s.arg(home->place())};
    if (refreshError)
        return *refreshError;
    if (!canRefresh())
        return {ErrorCode::SignInNeeded, u"the access token is refused and cannot be refreshed"_s};
    if (isJustRefreshed())
        return {ErrorCode::UpstreamUnreachable,
                u"the login in %1 was refreshed, but its new token does not hold"_s.arg(home->place())};
    return {ErrorCode::UpstreamUnreachable,
            u"no refresh of the login in %1 has worked yet"_s.arg(home->place())};
}

Result<TokenSet> Credential::Private::answer(const Secret &failed) const
{
    const auto usable = current();
    if (usable && usable->accessToken != failed)
        return *usable;
    return failure(error());
}

TokenJob *Credential::Private::wait(const Secret &failed, QObject *parent)
{
    auto *job = new TokenJob(parent);
    waiters.append({job, failed});
    if (!refresh && (tokens || home->isKnown()))
        settle();
    return job;
}

//! Queued, so that no receiver runs inside the call that made its job or can delete us while others wait.
void Credential::Private::settle()
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

void Credential::Private::schedule()
{
    wake.reset();
    if (!tokens)
        return;
    const auto now = clock.now();
    const auto untilExpiry = tokens->expiresAt ? *tokens->expiresAt - now : milliseconds::max();
    const auto refreshDueAt = record.profile().refreshDueAt(*tokens);
    auto nap = Alarm::longestNap;
    if (untilExpiry > 0ms)
        nap = std::min(nap, untilExpiry);
    if (needsRefresh() && isPaused())
        nap = std::min(nap, *notBefore - clock.steadyNow());
    else if (refreshDueAt && !isDead() && *refreshDueAt > now)
        nap = std::min(nap, *refreshDueAt - now + jitter);
    wake = clock.after(std::max(nap, milliseconds{1s}), [this] {
        refreshIfNeeded();
        update();
    });
}

CredentialState Credential::Private::computedState() const
{
    if (!tokens && readError && isStoreTrouble(*readError))
        return CredentialState::StoreUnavailable;
    if (!tokens && readError)
        return readError->code == ErrorCode::CredentialMissing ? CredentialState::Missing
                                                               : CredentialState::Invalid;
    if (!tokens)
        return CredentialState::Loading;
    if (isDead() || (isRejected() && !canRefresh()))
        return CredentialState::SignInNeeded;
    if (isNotWritable && !home->trouble())
        return CredentialState::NotWritable;
    if (current())
        return CredentialState::Available;
    if (home->trouble())
        return CredentialState::StoreUnavailable;
    return refreshError || !refresh ? CredentialState::RefreshFailing : CredentialState::Loading;
}

//! Why the tokens that are there are not renewed.
AccountFault Credential::Private::refreshFault() const
{
    using Kind = AccountFault::Kind;
    if (!refreshError && isJustRefreshed())
        return {.kind = Kind::FreshTokenRefused};
    if (refreshError && !sharedWith.isEmpty())
        return {.kind = Kind::LoginShared, .cause = refreshError->code, .account = sharedWith};
    return {.kind = unsaved && refreshError ? Kind::Unsaved : Kind::RenewalFailing, .cause = error().code};
}

AccountFault Credential::Private::faultIn(CredentialState newState) const
{
    using Kind = AccountFault::Kind;
    switch (newState) {
    case CredentialState::Missing:
        return {.kind = Kind::LoginMissing};
    case CredentialState::Invalid:
        return {.kind = error().code == ErrorCode::FileFailed ? Kind::FileUnreadable : Kind::NotALogin};
    case CredentialState::StoreUnavailable:
        return storeFault(home->trouble().value_or(error()));
    case CredentialState::NotWritable:
        return {.kind = Kind::NotWritable};
    case CredentialState::RefreshFailing:
        return refreshFault();
    case CredentialState::SignInNeeded:
        return {.kind = canRefresh() ? Kind::LoginRefused : Kind::TokenRefused};
    case CredentialState::Loading:
    case CredentialState::Available:
        break;
    }
    if (const auto trouble = home->trouble())
        return storeFault(*trouble);
    return refreshError ? refreshFault() : AccountFault();
}

void Credential::Private::update()
{
    schedule();
    const auto newState = computedState();
    QString newProblem;
    if (newState != CredentialState::Available && newState != CredentialState::Loading)
        newProblem = error().detail;
    else if (const auto trouble = home->trouble())
        newProblem = trouble->detail;
    else if (refreshError)
        newProblem = refreshError->detail;
    const auto newFault = faultIn(newState);
    const auto now = current();
    if (newState == state && newProblem == problem && newFault == fault && now == shown)
        return;
    state = newState;
    problem = newProblem;
    fault = newFault;
    shown = now;
    emit q->changed();
}

Credential::Credential(Place place, const OAuthProfile &profile, Dialer &dialer, Clock &clock, Random &random,
                       QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(place), profile, dialer, clock, random))
{
    d->follow();
    d->reload();
}

Credential::~Credential()
{
    d->settle();
}

void Credential::moveTo(Place place)
{
    if (d->refresh) { // whose answer must find its place
        d->nextPlace = std::make_unique<Place>(std::move(place));
        return;
    }
    delete std::exchange(d->save, nullptr);
    d->nextSave.reset();
    d->unsaved.reset(); // whoever moved the login has moved these tokens too
    d->reread.reset();
    const auto &profile = d->record.profile();
    const auto old = std::exchange(d->home, std::move(place.home)); // goes when nothing refers to it
    d->record = LoginRecord(*d->home, place.recoveryFile, profile);
    d->proxy = place.proxy;
    d->claimant = place.claimant;
    d->follow();
    d->reload();
}

void Credential::setProxy(const QUrl &proxy)
{
    d->proxy = proxy;
}

void Credential::retry()
{
    if (d->refreshError) { // else there is the short pause after a refresh that worked
        d->pause.clear();
        d->notBefore.reset();
    }
    d->home->retry();
    d->refreshIfNeeded();
    d->update();
}

bool Credential::waitsForStore() const
{
    return d->home->trouble().has_value();
}

bool Credential::isRefreshing() const
{
    return d->refresh != nullptr;
}

CredentialState Credential::state() const
{
    return d->state;
}

const QString &Credential::problem() const
{
    return d->problem;
}

const AccountFault &Credential::fault() const
{
    return d->fault;
}

std::optional<SystemTime> Credential::retryAt() const
{
    if (!d->isPaused() || (!d->refreshError && d->current()))
        return std::nullopt;
    return d->clock.now() + (*d->notBefore - d->clock.steadyNow());
}

std::optional<TokenSet> Credential::current() const
{
    return d->current();
}

TokenJob *Credential::fetch(QObject *parent)
{
    if (!d->tokens && d->clock.steadyNow() - d->lastRead >= shortestReread) {
        d->home->retry();
        d->reload();
    }
    d->refreshIfNeeded();
    return d->wait({}, parent);
}

TokenJob *Credential::recover(const Secret &failedAccessToken, QObject *parent)
{
    const bool isCurrent = d->tokens && d->tokens->accessToken == failedAccessToken;
    // Of many requests that are refused at once some come here when the refresh has just ended. Nothing newer
    // can be had that soon, and one refusal does not make the new token a bad one: it gets another try.
    const bool mayServeAgain = isCurrent && d->isJustRefreshed();
    if (isCurrent && !mayServeAgain)
        d->rejected = failedAccessToken;
    d->reload();
    return d->wait(mayServeAgain ? Secret() : failedAccessToken, parent);
}

TokenJob *Credential::renew(const Secret &doubtedAccessToken, QObject *parent)
{
    if (!d->isJustRefreshed())
        d->doubted = doubtedAccessToken;
    d->reload();
    return d->wait(doubtedAccessToken, parent);
}

} // namespace sluice
