// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/accounts/login_record.h"
#include "engine/accounts/refresh_claims.h"
#include "engine/storage/lock_set_job.h"

namespace sluice {

struct RefreshOrder
{
    Secret rejected = {}; //!< an access token that is refused: anything else will do. Empty: refresh if due
    QUrl proxy = {};
    RefreshClaimant claimant = {};
};

//! How a refresh ended.
struct RefreshOutcome
{
    enum class Kind : std::uint8_t {
        Adopted, //!< the home held good tokens already
        Saved, //!< refreshed and written back
        Unsaved, //!< refreshed, but not written back: `basis` is what `tokens` belong to; they are in the
                 //!< recovery file
        SignInNeeded, //!< `tokens` are those that were refused
        RetryLater, //!< `error` says why
        Unreadable, //!< the home, with `error` as LoginRecord::read() gave it
        NotWritable, //!< no request was sent
    };
    Kind kind = Kind::RetryLater;
    TokenSet tokens = {};
    StoredLogin basis = {};
    bool rateLimited = false;
    std::optional<milliseconds> retryAfter = {};
    QString sharedWith = {}; //!< for RetryLater: an account that has sent the same token; we have not
    Error error = {};
};

//! One refresh: take the home's locks, read it again, check that it can be written and that the locks are
//! ours still, ask once (30 s), keep the answer in the recovery file, write it back. Emits finished exactly
//! once, never from inside start(). Deleting it gives up and releases the locks.
class RefreshTokenJob : public QObject
{
    Q_OBJECT

public:
    RefreshTokenJob(const LoginRecord &record, const RefreshOrder &order, Dialer &dialer, Clock &clock,
                    Random &random, QObject *parent);
    void start();

signals:
    void finished(const sluice::RefreshOutcome &outcome);

private:
    using Kind = RefreshOutcome::Kind;

    void onLocked(const Status &status);
    void onPrepared(const Status &writable);
    void ask();
    void onReply(const Result<http::Reply> &reply);
    void onRefused(const http::Reply &reply);
    void onWriteLocked(const Status &status);
    void onWritten(const Status &status);
    bool isGoodEnough(const TokenSet &tokens) const;
    std::optional<TokenSet> changedMeanwhile() const;
    void adoptOr(RefreshOutcome outcome);
    void finish(const RefreshOutcome &outcome);

    LoginRecord m_record;
    RefreshOrder m_order;
    Dialer &m_dialer;
    Clock &m_clock;
    Random &m_random;
    std::unique_ptr<LockSetJob> m_locks;
    std::unique_ptr<LockSetJob> m_writeLocks; // null until there is something to write
    std::unique_ptr<http::ApiCallJob> m_call; // null until we ask
    StoredLogin m_stored;
    TokenSet m_fresh;
};

} // namespace sluice
