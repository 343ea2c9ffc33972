// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/managed_account.h"

#include "engine/base/logging.h"

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! A refusal may end when no window that we know of resets.
std::optional<SystemTime> earliestReset(const AccountLimits &limits, const LimitVerdict &verdict,
                                        SystemTime now)
{
    auto result = verdict.kind == LimitKind::Refused ? verdict.until : std::nullopt;
    for (const auto kind : {WindowKind::FiveHour, WindowKind::Weekly}) {
        const auto reset = limits.window(kind, now).resetsAt;
        if (reset && (!result || *reset < *result))
            result = reset;
    }
    return result;
}

} // namespace

ManagedAccount::ManagedAccount(const AccountSettings &settings, Credential::Place place,
                               const Provider &provider, const World &world, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_provider(provider)
    , m_dialer(world.dialer)
    , m_clock(world.clock)
    , m_random(world.random)
    , m_credential(std::move(place), provider.oauth(), world.dialer, world.clock, world.random, nullptr)
    , m_poller(m_credential, provider.oauth(), {world.dialer, settings.proxy}, world.clock, world.random,
               nullptr)
{
    connect(&m_credential, &Credential::changed, this, &ManagedAccount::tellOwner);
    connect(&m_credential, &Credential::changed, this, &ManagedAccount::changed);
    connect(&m_credential, &Credential::refreshEnded, this, &ManagedAccount::changed);
    connect(&m_credential, &Credential::loginReplaced, &m_poller, &UsagePoller::noteNewLogin);
    connect(&m_poller, &UsagePoller::usageLearned, this, &ManagedAccount::onUsage);
    connect(&m_poller, &UsagePoller::identityLearned, this, &ManagedAccount::identityLearned);
    connect(&m_dialer, &WatchedDialer::outagesChanged, this, [this] {
        if (outage())
            m_poller.noteOutage();
    });
}

ManagedAccount::~ManagedAccount() = default;

void ManagedAccount::applySettings(const AccountSettings &settings)
{
    if (m_settings.proxy != settings.proxy)
        reached();
    m_settings = settings;
    m_credential.setProxy(settings.proxy);
    m_poller.setProxy(settings.proxy);
    planPolling(); // its caps may be others
    tellOwner();
    emit changed();
}

void ManagedAccount::restore(const AccountLimits &limits, const AccountOwner &owner)
{
    m_limits = limits;
    m_limitsOwner = owner;
    planPolling();
}

void ManagedAccount::requestStarted()
{
    ++m_activeRequests;
    m_poller.noteServed();
}

void ManagedAccount::requestFinished()
{
    --m_activeRequests;
    emit requestEnded();
}

void ManagedAccount::learn(const RateLimitReport &report)
{
    if (report.isEmpty())
        return;
    m_poller.noteHeaders();
    if (m_limits.applyHeaders(report, m_clock.now()))
        limitsChanged();
}

void ManagedAccount::refused(const Refusal &refusal, const QString &model)
{
    const auto now = m_clock.now();
    const auto before = m_limits;
    if (refusal.kind == RefusalKind::Unauthorized || refusal.kind == RefusalKind::AccountBlocked) {
        rejected(refusal.until);
    } else {
        m_limits.refused(refusal, model, now, m_random);
        if (refusal.saysLittle)
            m_poller.noteDoubt();
        const auto verdict = m_limits.check(now, model, caps());
        if (verdict.until) {
            qCInfo(lcAccounts).noquote()
                << id() << "limited for" << std::chrono::ceil<seconds>(*verdict.until - now).count() << "s";
        }
    }
    if (m_limits != before) // else one of many requests that met the same limit
        emit cooldownBegan();
    limitsChanged();
}

//! A pause that runs is neither renewed nor shortened; another login ends it.
void ManagedAccount::rejected(std::optional<SystemTime> until)
{
    if (isRejected())
        return;
    const auto tokens = m_credential.current();
    m_rejection.pause(tokens ? tokens->accessToken : Secret(), until, m_clock.now());
    qCWarning(lcAccounts).noquote() << id() << "refused by the provider although its token is fresh";
}

void ManagedAccount::loginRefused(const Secret &accessToken)
{
    m_rejection.refuse(accessToken);
    qCWarning(lcAccounts).noquote() << id() << "needs a new sign-in: refused with a fresh token";
    emit changed();
}

bool ManagedAccount::renewLogin(const Secret &accessToken)
{
    if (accessToken == m_renewed) {
        refused({.kind = RefusalKind::Unauthorized}, {});
        return false;
    }
    auto *job = m_credential.recover(accessToken, this);
    connect(job, &TokenJob::finished, this, [this](const Result<TokenSet> &tokens) {
        if (tokens)
            m_renewed = tokens->accessToken;
    });
    return true;
}

void ManagedAccount::used(const RequestUsage &usage, const QString &model)
{
    m_limits.succeeded(model, m_clock.now());
    m_rejection.clear();
    count(usage);
}

void ManagedAccount::count(const RequestUsage &usage)
{
    if (usage.total() > 0)
        emit tokensUsed(usage.total());
}

//! As the provider said, else as the login says.
ManagedAccount::Plan ManagedAccount::plan() const
{
    if (!m_identity.plan.isEmpty())
        return {m_identity.plan, m_identity.tier};
    const auto tokens = m_credential.current();
    return tokens ? Plan{tokens->plan, tokens->tier} : Plan();
}

//! A rest that runs is not renewed: requests that began before it fail within it.
void ManagedAccount::unreached(const QString &why)
{
    if (isResting())
        return;
    m_rest.begin(why, m_clock.now());
    qCWarning(lcAccounts).noquote() << id() << m_rest.problem();
    emit changed();
}

void ManagedAccount::reached()
{
    if (m_rest.problem().isEmpty())
        return;
    m_rest.clear();
    emit changed();
}

bool ManagedAccount::isResting() const
{
    return m_rest.isActive(m_clock.now());
}

double ManagedAccount::weight() const
{
    const auto known = plan();
    return m_provider.planWeight(known.name, known.tier);
}

bool ManagedAccount::isMetered() const
{
    const auto tokens = m_credential.current();
    return tokens && tokens->kind == LoginKind::ApiKey;
}

//! By the way that this account takes: a proxy of its own fails for itself.
std::optional<Error> ManagedAccount::outage() const
{
    const auto tokens = m_credential.current();
    if (!tokens)
        return {};
    auto upstream = m_provider.upstream(*tokens);
    upstream.proxy = m_settings.proxy;
    return m_dialer.outage(upstream);
}

Caps ManagedAccount::caps() const
{
    return {m_settings.cap5h(), m_settings.capWeekly()};
}

bool ManagedAccount::isRejected() const
{
    const auto tokens = m_credential.current();
    return tokens && m_rejection.holdsFor(tokens->accessToken, m_clock.now());
}

LoginHealth ManagedAccount::health() const
{
    if (isRejected())
        return m_rejection.isForGood() ? LoginHealth::NeedsSignIn : LoginHealth::Retrying;
    if (m_credential.current())
        return isResting() ? LoginHealth::Retrying : LoginHealth::Good;
    switch (m_credential.state()) {
    case CredentialState::Loading:
    case CredentialState::Available:
        return LoginHealth::Good; // a fetch waits for the tokens
    case CredentialState::Invalid:
    case CredentialState::NotWritable:
    case CredentialState::RefreshFailing:
    case CredentialState::StoreUnavailable:
        return LoginHealth::Retrying;
    case CredentialState::Missing:
    case CredentialState::SignInNeeded:
        return LoginHealth::NeedsSignIn;
    }
    return LoginHealth::Good;
}

CandidateFacts ManagedAccount::facts() const
{
    return {.id = m_settings.id,
            .weight = weight(),
            .priority = m_settings.priority,
            .metered = isMetered(),
            .caps = caps(),
            .enabled = m_settings.enabled ? Switch::On : Switch::Off,
            .login = health()};
}

Availability ManagedAccount::availability() const
{
    const bool open = m_limits.isUsable(m_clock.now(), {}, caps());
    return sluice::availability(m_settings.enabled ? Switch::On : Switch::Off, health(),
                                open ? Limits::Open : Limits::Reached);
}

std::optional<SystemTime> ManagedAccount::retryAt() const
{
    if (const auto retried = m_credential.retryAt())
        return retried;
    if (isRejected())
        return m_rejection.isForGood() ? std::nullopt : std::optional(m_rejection.until());
    return isResting() ? std::optional(m_rest.until()) : std::nullopt;
}

std::optional<SystemTime> ManagedAccount::nextChange(SystemTime now) const
{
    auto result = m_limits.nextChange(now);
    for (const auto end : {m_rejection.until(), m_rest.until()}) {
        if (end > now && (!result || end < *result))
            result = end;
    }
    return result;
}

void ManagedAccount::onUsage(const RateLimitReport &report)
{
    if (m_limits.applyUsage(report, m_clock.now()))
        limitsChanged();
}

void ManagedAccount::identityLearned(const AccountIdentity &identity)
{
    // Another account's windows are full of something else. Its login may have come while nothing ran here.
    if (m_limitsOwner.isKnown() && !m_limitsOwner.isSameAs(identity.owner)) {
        m_limits = {};
        planPolling();
    }
    m_identity = identity;
    m_limitsOwner = identity.owner;
    tellOwner();
    emit changed();
}

AccountOwner ManagedAccount::owner() const
{
    const auto tokens = m_credential.current();
    const auto named = tokens ? m_provider.oauth().ownerOf(*tokens, {}) : AccountOwner();
    return named.isKnown() && !named.isSameAs(m_identity.owner) ? named : m_identity.owner;
}

void ManagedAccount::tellOwner()
{
    const auto present = owner();
    if (!m_settings.owner.isKnown() && present.isKnown())
        emit ownerLearned(present);
}

void ManagedAccount::limitsChanged()
{
    planPolling();
    emit changed();
}

void ManagedAccount::planPolling()
{
    const auto now = m_clock.now();
    const auto verdict = m_limits.check(now, {}, caps());
    m_poller.setNextReset(earliestReset(m_limits, verdict, now));
    m_poller.setLimited(!verdict.isUsable() && verdict.kind != LimitKind::Throttled);
}

} // namespace sluice
