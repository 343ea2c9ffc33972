// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/file_credential.h"

#include "engine/accounts/refresh_pause.h"
#include "engine/accounts/refresh_token_job.h"
#include "engine/accounts/save_login_job.h"
#include "engine/base/logging.h"
#include "engine/storage/file_watch.h"

#include <QtCore/QPointer>

#include <algorithm>
#include <utility>

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto refreshAhead = 5min; // as OAuthProfile::isRefreshDue() has it
constexpr quint32 longestJitterMs = 20'000; // so that accounts do not refresh all at once
constexpr auto longestNap = 10min; // a machine that slept through a deadline notices soon
constexpr auto secondLook = 1s; // other programs write in place: half a file is not a broken one yet
constexpr auto shortestReread = 2s;
constexpr Backoff saveBackoff{.first = 5s, .longest = 5min};

} // namespace

class FileCredential::Private
{
public:
    Private(FileCredential *credential, const Place &place, const OAuthProfile &profile, Dialer &dialer_,
            Clock &clock_, Random &random_)
        : q(credential)
        , file(place.file, place.recoveryFile, profile)
        , proxy(place.proxy)
        , dialer(dialer_)
        , clock(clock_)
        , random(random_)
        , watch(place.file, clock_, nullptr)
        , jitter(random_.bounded(longestJitterMs))
    {
    }

    void reload();
    void onUnreadable(const Error &error);
    void dropTokens(const Error &error);
    void adoptStored(const StoredLogin &stored);
    void adopt(const TokenSet &fresh);

    bool canRefresh() const;
    bool needsRefresh() const;
    bool isExpired() const;
    bool isRejected() const { return !rejected.isEmpty() && tokens && tokens->accessToken == rejected; }
    bool isDead() const { return !deadToken.isEmpty() && tokens && tokens->refreshToken == deadToken; }
    bool isPaused() const { return notBefore && clock.steadyNow() < *notBefore; }

    void refreshIfNeeded();
    void onRefreshed(const RefreshOutcome &outcome);
    void pauseAfter(const RefreshOutcome &outcome);
    void keepUnsaved(const RefreshOutcome &outcome);
    void trySave();
    void onSaved(const Status &status);

    std::optional<TokenSet> current() const;
    Error fault() const;
    Result<TokenSet> answer(const Secret &failed) const;
    TokenJob *wait(const Secret &failed, QObject *parent);
    void settle();
    void schedule();
    CredentialState computedState() const;
    void update();

    struct Waiter
    {
        QPointer<TokenJob> job; // null once its owner gave up
        Secret failed; // what the answer must not be, for recover()
    };

    FileCredential *q;
    CredentialFile file;
    QUrl proxy;
    Dialer &dialer;
    Clock &clock;
    Random &random;
    FileWatch watch;
    milliseconds jitter;

    CredentialState state = CredentialState::Loading;
    QString problem;
    std::optional<TokenSet> shown; // current() when changed() was last emitted

    std::optional<TokenSet> tokens;
    std::optional<Error> readError;
    SteadyTime lastRead;
    std::unique_ptr<Deadline> reread; // set while an unreadable file gets its second look

    Secret rejected; // an access token that got a 401
    Secret deadToken; // a refresh token that was refused for good
    bool isNotWritable = false;
    std::optional<Error> refreshError;
    RefreshPause pause;
    std::optional<SteadyTime> notBefore;
    RefreshTokenJob *refresh = nullptr; // child of q, while one runs
    QList<Waiter> waiters;

    std::optional<UnsavedLogin> unsaved;
    SaveLoginJob *save = nullptr; // child of q, while one runs
    int failedSaves = 0;
    std::unique_ptr<Deadline> nextSave;
    std::unique_ptr<Deadline> wake;
};

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
    if (!reread) {
        reread = clock.after(secondLook, [this] { reload(); });
        return;
    }
    dropTokens(error);
}

void FileCredential::Private::dropTokens(const Error &error)
{
    reread.reset();
    if (!readError)
        qCWarning(lcAccounts).noquote() << error.detail;
    readError = error;
    tokens.reset();
    if (error.code == ErrorCode::CredentialMissing && std::exchange(unsaved, std::nullopt))
        file.forgetKept(); // signed out: do not bring the login back
}

void FileCredential::Private::adoptStored(const StoredLogin &stored)
{
    reread.reset();
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
    case Kind::Saved:
        adopt(outcome.tokens);
        pause.clear();
        refreshError.reset();
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
    settle();
    update();
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

// Answering

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

FileCredential::~FileCredential() = default;

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
    if (!d->isPaused())
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
