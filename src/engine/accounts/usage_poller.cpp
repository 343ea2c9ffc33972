// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/accounts/usage_poller.h"

#include "engine/base/logging.h"
#include "engine/http/field_values.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds callTimeout = 15s;

} // namespace

UsagePoller::UsagePoller(Credential &credential, const OAuthProfile &profile, const Upstream &upstream,
                         Clock &clock, Random &random, QObject *parent)
    : QObject(parent)
    , m_credential(credential)
    , m_profile(profile)
    , m_upstream(upstream)
    , m_clock(clock)
    , m_random(random)
    , m_alarm(clock, [this] { onDue(); })
{
}

UsagePoller::~UsagePoller() = default;

void UsagePoller::start(milliseconds interval)
{
    m_polling.interval = interval;
    schedule();
}

void UsagePoller::setInterval(milliseconds interval)
{
    if (m_polling.interval == interval)
        return;
    m_polling.interval = interval;
    if (!m_job && m_alarm.isSet())
        schedule();
}

void UsagePoller::noteHeaders()
{
    m_polling = afterHeaders(m_polling, m_polling.nextReset, m_clock.now());
}

void UsagePoller::noteServed()
{
    m_polling.servedAt = m_clock.now();
}

void UsagePoller::setNextReset(std::optional<SystemTime> reset)
{
    if (m_polling.nextReset == reset)
        return;
    m_polling.nextReset = reset;
    if (!m_job && m_alarm.isSet())
        schedule();
}

void UsagePoller::noteNewLogin()
{
    m_identityKnown = false;
    delete std::exchange(m_job, nullptr); // its answer would be about the login that was there before
    noteDoubt();
}

//! Once polls fail too they know when the next one is due.
void UsagePoller::noteOutage()
{
    if (m_polling.failures == 0)
        noteDoubt();
}

void UsagePoller::noteDoubt()
{
    m_polling.isDoubted = true;
    if (!m_job && m_alarm.isSet())
        schedule();
}

void UsagePoller::setLimited(bool limited)
{
    if (m_polling.limited == limited)
        return;
    m_polling.limited = limited;
    if (!m_job && m_alarm.isSet())
        schedule();
}

std::optional<SystemTime> UsagePoller::nextCall() const
{
    const auto tokens = m_credential.current();
    const bool isWaiting = !m_job && m_alarm.isSet() && tokens && m_profile.canPollUsage(*tokens);
    return isWaiting ? std::optional(m_due) : std::nullopt;
}

void UsagePoller::schedule()
{
    m_due = nextPoll(m_polling, m_clock.now(), m_random);
    m_alarm.set(m_due);
}

//! What happened since may have moved the next poll: a busy account is not asked.
void UsagePoller::onDue()
{
    if (m_job) // it has met a new login, and asks with that one
        return;
    const auto now = m_clock.now();
    if (nextPoll(m_polling, now, m_random) > now + 1min)
        schedule();
    else
        poll();
}

void UsagePoller::poll()
{
    auto *job = m_credential.fetch(this);
    m_job = job;
    connect(job, &TokenJob::finished, this, [this](const Result<TokenSet> &tokens) {
        std::exchange(m_job, nullptr)->deleteLater();
        if (!tokens) {
            fail(tokens.error().detail);
            return;
        }
        m_tokens = *tokens;
        if (m_profile.canPollUsage(m_tokens))
            call(m_profile.usageRequest(m_tokens), &UsagePoller::onUsage);
        else
            fail(u"the login does not allow asking for usage"_s);
    });
}

void UsagePoller::onUsage(const Result<http::Reply> &reply)
{
    if (!reply) {
        fail(reply.error().detail);
        return;
    }
    if (reply->head.status == 429) {
        m_polling = afterThrottledPoll(m_polling, http::retryAfter(reply->head.headers, m_clock.now()),
                                       m_clock.now());
        schedule();
        return;
    }
    const auto answer = m_profile.parseUsage(*reply, m_clock.now());
    if (!answer && answer.error().code == ErrorCode::SignInNeeded && m_tokens.accessToken != m_renewed) {
        renew();
        return;
    }
    if (!answer) {
        fail(answer.error().detail);
        return;
    }
    m_polling = afterGoodPoll(m_polling, m_polling.nextReset, m_clock.now());
    m_usage = answer->limits;
    if (answer->identity)
        emit identityLearned(*answer->identity);
    const auto profile = m_profile.profileRequest(m_tokens);
    if (profile && !m_identityKnown)
        call(*profile, &UsagePoller::onProfile);
    else
        tellUsage();
}

//! Last of all: whoever learns that the owner is another one forgets the numbers of the old one.
void UsagePoller::tellUsage()
{
    schedule();
    emit usageLearned(std::exchange(m_usage, {}));
}

void UsagePoller::renew()
{
    auto *job = m_credential.renew(m_tokens.accessToken, this);
    m_job = job;
    connect(job, &TokenJob::finished, this, [this](const Result<TokenSet> &tokens) {
        std::exchange(m_job, nullptr)->deleteLater();
        if (!tokens) {
            fail(tokens.error().detail);
            return;
        }
        m_tokens = *tokens;
        m_renewed = m_tokens.accessToken;
        call(m_profile.usageRequest(m_tokens), &UsagePoller::onUsage);
    });
}

void UsagePoller::onProfile(const Result<http::Reply> &reply)
{
    const auto identity =
        reply ? m_profile.parseProfile(*reply) : Result<AccountIdentity>(failure(reply.error()));
    if (identity) {
        m_identityKnown = true;
        emit identityLearned(*identity);
    } else {
        qCDebug(lcAccounts).noquote() << "profile not read:" << identity.error().detail;
    }
    tellUsage();
}

void UsagePoller::call(http::ApiRequest request, void (UsagePoller::*receiver)(const Result<http::Reply> &))
{
    request.endpoint.proxy = m_upstream.proxy;
    auto *job = new http::ApiCallJob(request, m_upstream.dialer, m_clock, callTimeout, this);
    m_job = job;
    connect(job, &http::ApiCallJob::finished, this, [this, receiver](const Result<http::Reply> &reply) {
        std::exchange(m_job, nullptr)->deleteLater();
        (this->*receiver)(reply);
    });
    job->start();
}

void UsagePoller::fail(const QString &why)
{
    qCDebug(lcAccounts).noquote() << "usage not read:" << why;
    m_polling = afterFailedPoll(m_polling, m_clock.now());
    schedule();
}

} // namespace sluice
