// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/credential_p.h"
#include "engine/base/logging.h"

#include <utility>

// How a Credential comes by its tokens: reading, refreshing, writing back.

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 longestJitterMs = 20'000;
constexpr auto secondLook = 1s; // other programs write in place: half a file is not a broken one yet
constexpr auto shortestLife = 60s; // a token that is due or refused at once is not asked for again at once
constexpr Backoff saveBackoff{.first = 5s, .longest = 5min};

} // namespace

// Reading

void Credential::Private::reload()
{
    lastRead = clock.steadyNow();
    if (std::exchange(isNotWritable, false))
        notBefore.reset(); // whatever changed may have been the permissions
    const auto markBefore = lastMark;
    if (home->isKnown()) {
        const auto stored = record.read();
        if (stored)
            adoptStored(*stored);
        else
            onUnreadable(stored.error());
    }
    refreshIfNeeded();
    if (!refresh && home->isKnown())
        settle();
    update();
    if (!markBefore.isEmpty() && lastMark != markBefore)
        emit q->loginReplaced();
}

void Credential::Private::onUnreadable(const Error &error)
{
    if (error.code == ErrorCode::CredentialMissing) {
        dropTokens(error);
        return;
    }
    if (home->trouble()) { // says nothing about the login
        if (!tokens)
            readError = error;
        return;
    }
    if (!unreadableSince) {
        unreadableSince = clock.steadyNow();
        reread = clock.after(secondLook, [this] { reload(); });
    }
    if (clock.steadyNow() - *unreadableSince >= secondLook)
        dropTokens(error);
}

void Credential::Private::dropTokens(const Error &error)
{
    if (!readError)
        qCWarning(lcAccounts).noquote() << error.detail;
    readError = error;
    tokens.reset();
    if (error.code == ErrorCode::CredentialMissing && std::exchange(unsaved, std::nullopt))
        record.recovery().forget(); // signed out: do not bring the login back
}

void Credential::Private::adoptStored(const StoredLogin &stored)
{
    unreadableSince.reset();
    readError.reset();
    if (!unsaved && !refresh) // which keeps its own while it writes
        unsaved = record.recovery().kept(stored);
    if (!unsaved) {
        adopt(stored.tokens);
        return;
    }
    if (loginMark(stored.tokens) == unsaved->replaced) {
        adopt(unsaved->tokens);
        if (!save && !nextSave)
            nextSave = clock.after(saveBackoff.delay(failedSaves + 1), [this] { trySave(); });
        return;
    }
    unsaved.reset();
    record.recovery().forget();
    adopt(stored.tokens);
}

void Credential::Private::adopt(const TokenSet &fresh)
{
    const auto isOther = !tokens || loginMark(*tokens) != loginMark(fresh);
    tokens = fresh;
    lastMark = loginMark(fresh);
    readError.reset();
    if (!isOther)
        return;
    qCInfo(lcAccounts).noquote() << "using token" << fresh.accessToken.fingerprint() << "from"
                                 << home->place();
    pause.clear();
    notBefore.reset();
    refreshError.reset();
    isNotWritable = false;
    jitter = milliseconds{random.bounded(longestJitterMs)};
    if (!isDead())
        deadToken = {};
    if (!isRejected())
        rejected = {};
    if (!isDoubted())
        doubted = {};
}

// Refreshing

bool Credential::Private::canRefresh() const
{
    return tokens && record.profile().canRefresh(*tokens);
}

bool Credential::Private::needsRefresh() const
{
    return canRefresh() && !isDead()
        && (isRejected() || isDoubted() || record.profile().isRefreshDue(*tokens, clock.now()));
}

bool Credential::Private::isExpired() const
{
    // What cannot be refreshed is used as it is: only the provider knows better.
    return canRefresh() && tokens->expiresAt && clock.now() >= *tokens->expiresAt;
}

void Credential::Private::refreshIfNeeded()
{
    if (refresh || !needsRefresh() || isPaused())
        return;
    if (unsaved) { // the file still holds a used-up refresh token
        if (!save)
            trySave();
        return;
    }
    const auto unwanted = isRejected() ? rejected : isDoubted() ? doubted : Secret();
    const RefreshOrder order{.rejected = unwanted, .proxy = proxy, .claimant = claimant};
    refresh = new RefreshTokenJob(record, order, dialer, clock, random, q);
    connect(refresh, &RefreshTokenJob::finished, q, [this](const auto &outcome) { onRefreshed(outcome); });
    refresh->start();
}

void Credential::Private::onRefreshed(const RefreshOutcome &outcome)
{
    std::exchange(refresh, nullptr)->deleteLater();
    sharedWith = outcome.sharedWith;
    using Kind = RefreshOutcome::Kind;
    if (!outcome.error.detail.isEmpty())
        qCWarning(lcAccounts).noquote() << "refreshing" << home->place() << "-" << outcome.error.detail;
    switch (outcome.kind) {
    case Kind::Adopted:
        onRenewed(outcome.tokens);
        break;
    case Kind::Saved:
        onRenewed(outcome.tokens);
        notBefore = clock.steadyNow() + shortestLife;
        break;
    case Kind::Unsaved:
        keepUnsaved(outcome);
        break;
    case Kind::SignInNeeded:
        deadToken = outcome.tokens.refreshToken;
        refreshError = outcome.error;
        break;
    case Kind::NotWritable:
        isNotWritable = true;
        pauseAfter(outcome);
        break;
    case Kind::RetryLater:
        pauseAfter(outcome);
        break;
    case Kind::Unreadable:
        onUnreadable(outcome.error);
        pauseAfter(outcome);
        break;
    }
    if (nextPlace) {
        const auto place = std::exchange(nextPlace, nullptr);
        q->moveTo(std::move(*place));
    } else {
        refreshIfNeeded();
    }
    if (!refresh)
        settle();
    update();
    emit q->refreshEnded();
}

void Credential::Private::onRenewed(const TokenSet &fresh)
{
    adopt(fresh);
    pause.clear();
    refreshError.reset();
}

void Credential::Private::pauseAfter(const RefreshOutcome &outcome)
{
    refreshError = outcome.error;
    notBefore = clock.steadyNow() + pause.extend(outcome.rateLimited, outcome.retryAfter);
}

// Writing back what could not be written

void Credential::Private::keepUnsaved(const RefreshOutcome &outcome)
{
    unsaved = {.tokens = outcome.tokens, .replaced = loginMark(outcome.basis.tokens)};
    failedSaves = 1;
    adopt(outcome.tokens);
    refreshError =
        Error{outcome.error.code, u"the new login could not be written back: "_s + outcome.error.detail};
    nextSave = clock.after(saveBackoff.delay(failedSaves), [this] { trySave(); });
}

void Credential::Private::trySave()
{
    nextSave.reset();
    if (!unsaved || save)
        return;
    save = new SaveLoginJob(record, *unsaved, clock, random, q);
    connect(save, &SaveLoginJob::finished, q, [this](const Status &status) { onSaved(status); });
    save->start();
}

void Credential::Private::onSaved(const Status &status)
{
    std::exchange(save, nullptr)->deleteLater();
    const bool isSuperseded = !status && status.error().code == ErrorCode::CredentialMissing;
    if (status || isSuperseded) {
        unsaved.reset();
        failedSaves = 0;
        refreshError.reset();
        record.recovery().forget();
        reload();
        return;
    }
    if (unsaved)
        nextSave = clock.after(saveBackoff.delay(++failedSaves), [this] { trySave(); });
}

} // namespace sluice
