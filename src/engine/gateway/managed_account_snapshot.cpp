// SPDX-FileCopyrightText: 2026 The Sluice authors
// SPDX-License-Identifier: MIT
#include "engine/gateway/managed_account.h"
#include "engine/storage/settings_names.h"

// How an account shows in a snapshot.

namespace sluice {

using namespace Qt::StringLiterals;

namespace {

//! The provider's trouble leaves the account as it is, so whatever else is in its way is told in place of it.
bool isHindered(const AccountSnapshot &account)
{
    return account.waitsForStore
        || (account.phase != AccountPhase::Ready && account.phase != AccountPhase::WaitingForData);
}

void describe(AccountSnapshot &account, const Error &outage, std::optional<SystemTime> retryAt)
{
    account.phase = AccountPhase::Unreachable;
    account.until = retryAt;
    account.problem = u"no connection to the provider: "_s + outage.detail;
    account.fault = {.kind = AccountFault::Kind::ProviderUnreachable, .cause = outage.code};
}

} // namespace

AccountPhase ManagedAccount::phase(const LimitVerdict &verdict) const
{
    if (!m_settings.enabled)
        return AccountPhase::Off;
    if (const auto login = health(); login != LoginHealth::Good)
        return login == LoginHealth::NeedsSignIn ? AccountPhase::NeedsSignIn : AccountPhase::Unreachable;
    switch (verdict.kind) {
    case LimitKind::None:
    case LimitKind::Model:
        return m_limits.hasData() || isMetered() ? AccountPhase::Ready : AccountPhase::WaitingForData;
    case LimitKind::OwnLimit:
        return AccountPhase::Paused;
    case LimitKind::Refused:
    case LimitKind::WindowFull:
    case LimitKind::Throttled:
        return AccountPhase::Limited;
    }
    return AccountPhase::Ready;
}

AccountSnapshot ManagedAccount::snapshot(SystemTime now) const
{
    const auto verdict = m_limits.check(now, {}, caps());
    AccountSnapshot result;
    result.id = m_settings.id;
    result.providerId = m_provider.info().id;
    result.providerName = m_provider.info().name;
    result.glyph = m_provider.info().glyph;
    result.badgeColor = m_provider.info().badgeColor;
    result.name = m_settings.name;
    const auto known = plan();
    result.planName = m_provider.planName(known.name, known.tier);
    result.enabled = m_settings.enabled;
    result.phase = phase(verdict);
    if (result.phase == AccountPhase::Limited || result.phase == AccountPhase::Paused) {
        result.until = verdict.until;
        result.limitedBy = verdict.window;
        result.isThrottled = verdict.kind == LimitKind::Throttled;
        result.isBackSoon = isBackSoon(candidate(facts(), m_limits, {}, now), now);
    } else if (result.phase == AccountPhase::Unreachable) {
        result.until = retryAt();
    }
    describeLogin(result);
    if (const auto error = outage(); error && !isHindered(result))
        describe(result, *error, m_poller.nextCall());
    result.isMetered = isMetered();
    result.activeRequests = m_activeRequests;
    result.weight = weight();
    result.priority = m_settings.priority;
    result.limit5h = m_settings.limit5h;
    result.limitWeekly = m_settings.limitWeekly;
    result.reserve5h = m_settings.reserve5h;
    result.reserveWeekly = m_settings.reserveWeekly;
    for (const auto kind : {WindowKind::FiveHour, WindowKind::Weekly}) {
        const auto window = m_limits.window(kind, now);
        result.windows.append(
            {kind, window.utilization, window.resetsAt, window.learnedAt, caps().of(kind), lengthOf(kind)});
    }
    result.scoped = m_limits.scoped(now);
    for (auto &window : result.scoped)
        window.isNameless = m_provider.info().isNameless(window.scope);
    return result;
}

//! Where the login lives, whose it is, and what is wrong with it.
void ManagedAccount::describeLogin(AccountSnapshot &result) const
{
    const auto tokens = m_credential.current();
    result.store = storeNames().at(static_cast<qsizetype>(m_settings.store));
    result.path = m_settings.path;
    result.canBeCliLogin = m_provider.client() != nullptr && tokens && m_provider.oauth().canRefresh(*tokens);
    result.waitsForStore = m_credential.waitsForStore();
    const bool isStuck =
        result.phase == AccountPhase::NeedsSignIn || result.phase == AccountPhase::Unreachable;
    if (isStuck || result.waitsForStore) {
        result.problem = m_credential.problem();
        result.fault = m_credential.fault();
    }
    if (isStuck && result.problem.isEmpty()) { // nothing is wrong with the login as far as it knows itself
        using Kind = AccountFault::Kind;
        result.problem = isRejected() ? u"the provider refuses this login"_s : m_rest.problem();
        result.fault = {.kind = isRejected() ? Kind::FreshTokenRefused : Kind::ProxyFailing};
    }
    const auto present = owner();
    const auto &settled = m_settings.owner;
    result.email = settled.email.isEmpty() ? present.email : settled.email;
    if (settled.isKnown() && present.isKnown() && !settled.isSameAs(present))
        result.otherOwner = present.email.isEmpty() ? present.accountId : present.email;
}

} // namespace sluice
