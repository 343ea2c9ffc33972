// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/credential.h"
#include "engine/accounts/refresh_pause.h"
#include "engine/accounts/refresh_token_job.h"
#include "engine/accounts/save_login_job.h"

#include <QtCore/QPointer>

namespace sluice {

class Credential::Private
{
public:
    Private(Credential *credential, Place place, const OAuthProfile &profile, Dialer &theDialer,
            Clock &theClock, Random &theRandom)
        : q(credential)
        , home(std::move(place.home))
        , record(*home, place.recoveryFile, profile)
        , proxy(place.proxy)
        , claimant(std::move(place.claimant))
        , dialer(theDialer)
        , clock(theClock)
        , random(theRandom)
    {
    }

    void follow();
    void reload();
    void onUnreadable(const Error &error);
    void dropTokens(const Error &error);
    void adoptStored(const StoredLogin &stored);
    void adopt(const TokenSet &fresh);

    bool canRefresh() const;
    bool needsRefresh() const;
    bool isExpired() const;
    bool isRejected() const { return !rejected.isEmpty() && tokens && tokens->accessToken == rejected; }
    bool isDoubted() const { return !doubted.isEmpty() && tokens && tokens->accessToken == doubted; }
    bool isDead() const { return !deadToken.isEmpty() && tokens && tokens->refreshToken == deadToken; }
    bool isPaused() const { return notBefore && clock.steadyNow() < *notBefore; }
    //! A refresh has worked within the last minute; the next one waits for its end.
    bool isJustRefreshed() const { return isPaused() && !refreshError; }

    void refreshIfNeeded();
    void onRefreshed(const RefreshOutcome &outcome);
    void onRenewed(const TokenSet &fresh);
    void pauseAfter(const RefreshOutcome &outcome);
    void keepUnsaved(const RefreshOutcome &outcome);
    void trySave();
    void onSaved(const Status &status);

    std::optional<TokenSet> current() const;
    Error error() const;
    AccountFault refreshFault() const;
    AccountFault faultIn(CredentialState newState) const;
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

    Credential *q;
    std::unique_ptr<LoginHome> home;
    LoginRecord record;
    QUrl proxy;
    RefreshClaimant claimant;
    Dialer &dialer;
    Clock &clock;
    Random &random;
    milliseconds jitter = 0ms; // so that accounts do not refresh all at once

    CredentialState state = CredentialState::Loading;
    QString problem;
    AccountFault fault; // what `problem` says
    std::optional<TokenSet> shown; // current() when changed() was last emitted

    std::optional<TokenSet> tokens;
    QByteArray lastMark; // of the tokens, also once they are gone
    std::optional<Error> readError;
    SteadyTime lastRead;
    std::optional<SteadyTime> unreadableSince; // in a row
    std::unique_ptr<Deadline> reread;

    Secret rejected; // an access token that got a 401
    Secret doubted; // one that got it from something beside requests: used until it is replaced
    Secret deadToken; // a refresh token that was refused for good
    bool isNotWritable = false;
    std::optional<Error> refreshError;
    QString sharedWith; // the account that renews the same login, where `refreshError` says so
    RefreshPause pause;
    std::optional<SteadyTime> notBefore;
    RefreshTokenJob *refresh = nullptr; // child of q, while one runs
    std::unique_ptr<Place> nextPlace; // once the refresh has ended
    QList<Waiter> waiters;

    std::optional<UnsavedLogin> unsaved;
    SaveLoginJob *save = nullptr; // child of q, while one runs
    int failedSaves = 0;
    std::unique_ptr<Deadline> nextSave;
    std::unique_ptr<Deadline> wake;
};

} // namespace sluice
