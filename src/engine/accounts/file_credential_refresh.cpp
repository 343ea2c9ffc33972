// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/file_credential_p.h"
#include "engine/base/logging.h"

#include <utility>

// How a FileCredential comes by its tokens: reading, refreshing, writing back.

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 longestJitterMs = 20'000;
constexpr auto secondLook = 1s; // other programs write in place: half a file is not a broken one yet
constexpr auto shortestLife = 60s; // a token that is due or refused at once is not asked for again at once
constexpr Backoff saveBackoff{.first = 5s, .longest = 5min};

} // namespace

// Reading

void FileCredential::Private::reload()
{
    lastRead = clock.steadyNow();
    if (std::exchange(isNotWritable, false))
        notBefore.reset(); // whatever changed may have been the permissions
    const auto stored = file.read();
    if (stored)
        adoptStored(*stored);
    else
        onUnreadable(stored.error());
    refreshIfNeeded();
    update();
}

void FileCredential::Private::onUnreadable(const Error &error)
{
    if (error.code == ErrorCode::CredentialMissing) {
        dropTokens(error);
        return;
    }
    if (!unreadableSince) {
        unreadableSince = clock.steadyNow();
        reread = clock.after(secondLook, [this] { reload(); });
    }
    if (clock.steadyNow() - *unreadableSince >= secondLook)
        dropTokens(error);
}

void FileCredential::Private::dropTokens(const Error &error)
{
    if (!readError)
        qCWarning(lcAccounts).noquote() << error.detail;
    readError = error;
    tokens.reset();
    if (error.code == ErrorCode::CredentialMissing && std::exchange(unsaved, std::nullopt))
        file.forgetKept(); // signed out: do not bring the login back
}

void FileCredential::Private::adoptStored(const StoredLogin &stored)
{
    unreadableSince.reset();
    readError.reset();
    if (!unsaved)
        unsaved = file.kept(stored);
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
    file.forgetKept();
    adopt(stored.tokens);
}

void FileCredential::Private::adopt(const TokenSet &fresh)
{
    const auto isOther = !tokens || loginMark(*tokens) != loginMark(fresh);
    tokens = fresh;
    readError.reset();
    if (!isOther)
        return;
    qCInfo(lcAccounts).noquote() << "using token" << fresh.accessToken.fingerprint() << "from" << file.path();
    pause.clear();
    notBefore.reset();
    refreshError.reset();
    isNotWritable = false;
    jitter = milliseconds{random.bounded(longestJitterMs)};
    if (!isDead())
        deadToken = {};
    if (!isRejected())
        rejected = {};
}

// Refreshing

bool FileCredential::Private::canRefresh() const
{
    return tokens && file.profile().canRefresh(*tokens);
}

bool FileCredential::Private::needsRefresh() const
{
    return canRefresh() && !isDead() && (isRejected() || file.profile().isRefreshDue(*tokens, clock.now()));
}

bool FileCredential::Private::isExpired() const
{
    // What cannot be refreshed is used as it is: only the provider knows better.
    return canRefresh() && tokens->expiresAt && clock.now() >= *tokens->expiresAt;
}

void FileCredential::Private::refreshIfNeeded()
{
    if (refresh || !needsRefresh() || isPaused())
        return;
    if (unsaved) { // the file still holds a used-up refresh token
        if (!save)
            trySave();
        return;
    }
    const RefreshOrder order{.rejected = isRejected() ? rejected : Secret(), .proxy = proxy};
    refresh = new RefreshTokenJob(file, order, dialer, clock, random, q);
    connect(refresh, &RefreshTokenJob::finished, q, [this](const auto &outcome) { onRefreshed(outcome); });
    refresh->start();
}

void FileCredential::Private::onRefreshed(const RefreshOutcome &outcome)
{
    std::exchange(refresh, nullptr)->deleteLater();
    using Kind = RefreshOutcome::Kind;
    if (!outcome.error.detail.isEmpty())
        qCWarning(lcAccounts).noquote() << "refreshing" << file.path() << "-" << outcome.error.detail;
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
    refreshIfNeeded();
    if (!refresh)
        settle();
    update();
}

void FileCredential::Private::onRenewed(const TokenSet &fresh)
{
    adopt(fresh);
    pause.clear();
    refreshError.reset();
}

void FileCredential::Private::pauseAfter(const RefreshOutcome &outcome)
{
    refreshError = outcome.error;
    notBefore = clock.steadyNow() + pause.extend(outcome.rateLimited, outcome.retryAfter);
}

// Writing back what could not be written

void FileCredential::Private::keepUnsaved(const RefreshOutcome &outcome)
{
    unsaved = {.tokens = outcome.tokens, .replaced = loginMark(outcome.basis.tokens)};
    failedSaves = 1;
    if (const auto kept = file.keep(*unsaved, outcome.basis.content); !kept)
        qCCritical(lcAccounts).noquote() << "the new login is in memory only:" << kept.error().detail;
    adopt(outcome.tokens);
    refreshError =
        Error{outcome.error.code, u"the new login could not be written back: "_s + outcome.error.detail};
    nextSave = clock.after(saveBackoff.delay(failedSaves), [this] { trySave(); });
}

void FileCredential::Private::trySave()
{
    nextSave.reset();
    if (!unsaved || save)
        return;
    save = new SaveLoginJob(file, *unsaved, clock, random, q);
    connect(save, &SaveLoginJob::finished, q, [this](const Status &status) { onSaved(status); });
    save->start();
}

void FileCredential::Private::onSaved(const Status &status)
{
    std::exchange(save, nullptr)->deleteLater();
    const auto isSuperseded = !status
        && (status.error().code == ErrorCode::LockLost
            || status.error().code == ErrorCode::CredentialMissing);
    if (status || isSuperseded) {
        unsaved.reset();
        failedSaves = 0;
        refreshError.reset();
        file.forgetKept();
        reload();
        return;
    }
    if (unsaved)
        nextSave = clock.after(saveBackoff.delay(++failedSaves), [this] { trySave(); });
}

} // namespace sluice
